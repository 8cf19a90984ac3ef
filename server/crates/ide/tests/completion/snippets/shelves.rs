//! A connector with nothing to say about.

/// Its definition.
pub(super) const DEFINITION: &str = r##"{
  "swagger": "2.0",
  "info": {
    "title": "Contoso Shelves",
    "description": "Shelves of a library. See what stands on them, and put more there.",
    "version": "1.0.0",
    "contact": { "name": "Contoso", "url": "https://www.contoso.com", "email": "help@contoso.com" },
    "x-ms-api-annotation": { "status": "Preview" }
  },
  "host": "api.contoso.com",
  "basePath": "/library",
  "schemes": ["https"],
  "consumes": ["application/json"],
  "produces": ["application/json"],
  "paths": {
    "/shelves": {
      "get": {
        "operationId": "ListShelves",
        "summary": "List shelves",
        "description": "Lists all shelves.",
        "parameters": [
          { "name": "building", "in": "query", "required": true, "type": "string", "x-ms-summary": "Building", "description": "The building to look at." },
          { "name": "floor", "in": "query", "required": false, "type": "string", "x-ms-summary": "Floor", "description": "The floor to look at." }
        ],
        "responses": {
          "200": {
            "description": "The shelves.",
            "schema": {
              "type": "object",
              "properties": {
                "shelves": { "type": "array", "items": { "$ref": "#/definitions/Shelf" }, "x-ms-summary": "Shelves", "description": "The shelves." },
                "@odata.nextLink": { "type": "string", "x-ms-summary": "Next Link", "description": "The address of the next page.", "x-ms-visibility": "internal" }
              }
            }
          },
          "default": { "description": "The operation failed." }
        }
      }
    },
    "/shelves/{shelf}": {
      "put": {
        "operationId": "ReplaceShelf",
        "summary": "Replace a shelf",
        "description": "Puts a shelf in the place of another.",
        "parameters": [
          { "name": "shelf", "in": "path", "required": true, "type": "string", "x-ms-summary": "Shelf", "description": "The shelf to replace.", "x-ms-url-encoding": "single" }
        ],
        "responses": {
          "204": { "description": "The shelf was replaced." }
        }
      }
    },
    "/rooms/{room}": {
      "parameters": [
        { "name": "room", "in": "path", "required": true, "type": "string", "x-ms-summary": "Room", "description": "The room to look at.", "x-ms-url-encoding": "single" }
      ],
      "put": {
        "operationId": "OpenRoom",
        "summary": "Open a room",
        "description": "Unlocks the doors of a room.",
        "parameters": [],
        "responses": {
          "204": { "description": "The room is open." }
        }
      }
    },
    "/floors": {
      "get": {
        "operationId": "ListFloorOptions",
        "summary": "List floor options",
        "description": "Fills the choice of a floor.",
        "x-ms-visibility": "internal",
        "parameters": [
          { "name": "building", "in": "query", "required": true, "type": "string", "x-ms-summary": "House", "description": "The building to list." }
        ],
        "responses": {
          "200": {
            "description": "The floors.",
            "schema": {
              "type": "object",
              "properties": {
                "floors": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {
                      "label": { "type": "string", "x-ms-summary": "Label", "description": "What makers see." },
                      "floorId": { "type": "string", "x-ms-summary": "Floor ID", "description": "The number of the floor." }
                    }
                  },
                  "x-ms-summary": "Floors",
                  "description": "The floors to choose from."
                }
              }
            }
          },
          "default": { "description": "The operation failed." }
        }
      }
    },
    "/colours": {
      "get": {
        "operationId": "ListColourOptions",
        "summary": "List colour options",
        "description": "Fills the choice of a colour.",
        "x-ms-visibility": "internal",
        "parameters": [],
        "responses": {
          "200": {
            "description": "The colours.",
            "schema": {
              "type": "object",
              "properties": {
                "colours": {
                  "type": "array",
                  "items": { "type": "object", "properties": { "code": { "type": "string", "x-ms-summary": "Code", "description": "The code of the colour." } } },
                  "x-ms-summary": "Colours",
                  "description": "The colours to choose from."
                },
                "schema": {
                  "type": "object",
                  "properties": { "type": { "type": "string", "x-ms-summary": "Type", "description": "Always an object." } },
                  "x-ms-summary": "Schema",
                  "description": "The fields of a colour."
                }
              }
            }
          },
          "default": { "description": "The operation failed." }
        }
      }
    }
  },
  "definitions": {
    "Shelf": {
      "type": "object",
      "properties": {
        "label": { "type": "string", "x-ms-summary": "Label", "description": "The label on the shelf." },
        "length": { "type": "integer", "format": "int32", "x-ms-summary": "Length", "description": "The length in centimetres." }
      }
    }
  },
  "parameters": {},
  "responses": {},
  "securityDefinitions": { "api_key": { "type": "apiKey", "in": "header", "name": "X-API-Key" } },
  "security": [{ "api_key": [] }],
  "tags": [],
  "x-ms-connector-metadata": [
    { "propertyName": "Website", "propertyValue": "https://www.contoso.com" },
    { "propertyName": "Privacy policy", "propertyValue": "https://www.contoso.com/privacy" },
    { "propertyName": "Categories", "propertyValue": "Data" }
  ]
}
"##;

/// Its properties.
pub(super) const PROPERTIES: &str = r##"{
  "properties": {
    "connectionParameters": {
      "api_key": {
        "type": "securestring",
        "uiDefinition": {
          "displayName": "API key",
          "description": "The key for this API.",
          "tooltip": "Provide your API key.",
          "constraints": { "required": "true", "tabIndex": 1, "clearText": false }
        }
      }
    },
    "iconBrandColor": "#da3b01",
    "capabilities": [],
    "policyTemplateInstances": [
      {
        "templateId": "setheader",
        "title": "Name the caller",
        "parameters": {
          "x-ms-apimTemplateParameter.name": "X-Caller",
          "x-ms-apimTemplateParameter.value": "shelves",
          "x-ms-apimTemplateParameter.existsAction": "override",
          "x-ms-apimTemplate-policySection": "Request"
        }
      }
    ],
    "publisher": "Contoso",
    "stackOwner": "Contoso"
  }
}
"##;
