//! What several tests of this crate share.

/// A small connector: every kind of value, empty containers, escapes and emoji in keys, long nesting.
pub(crate) const CONNECTOR: &str = r##"{
  "swagger": "2.0",
  "info": {"title": "Contoso 🙂", "version": "1.0", "x-ms-api-annotation": {"status": "Preview"}},
  "host": "api.contoso.example",
  "schemes": ["https"],
  "consumes": [],
  "paths": {
    "/items/{id}": {
      "get": {
        "operationId": "GetItem",
        "summary": "Get item \"one\" \\ two",
        "parameters": [
          {"name": "id", "in": "path", "required": true, "type": "string"},
          {"name": "top", "in": "query", "type": "integer", "default": -1.5e3, "enum": [1, 2, [3, {}]]}
        ],
        "responses": {"200": {"description": "", "schema": {"$ref": "#/definitions/Item"}}, "default": {}}
      },
      "parameters": [[], [[]], null]
    },
    "/items": {"post": {"operationId": "CreateItem", "deprecated": false}}
  },
  "definitions": {
    "Item": {"type": "object", "properties": {"🙂": {"type": "string"}, "a/b~c": {"x-ms-summary": "é漢字"}, "": {}}},
    "Empty": {}
  },
  "x-empty": {"deep": {"deeper": {"deepest": [{"only": [{}]}]}}}
}"##;
