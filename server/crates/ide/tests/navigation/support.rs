//! Connectors in marked text, and what stands at the places that come out.

use connector::{Connector, FileRole, Part, role_of};
use fixture::Mark;
use ide::{At, View};
use syntax::Span;

/// A connector with the marks in its files.
pub(crate) struct Scene {
    pub(crate) connector: Connector,
    marks: Vec<(FileRole, Mark)>,
}

impl Scene {
    /// Reads marked text.
    pub(crate) fn new(marked: &str) -> Self {
        let files = fixture::files(marked);
        let role = |path: &str| role_of(path).unwrap();
        let connector =
            Connector::new(files.iter().map(|file| Part::new(role(&file.path), file.text.clone())));
        let marks = files.iter().flat_map(|file| file.marks.iter().map(|&mark| (role(&file.path), mark)));
        let marks = marks.collect();
        Self { connector, marks }
    }

    /// The cursor.
    pub(crate) fn at(&self) -> At {
        let cursors = self.marks.iter().filter(|(_, mark)| matches!(mark, Mark::Cursor(_)));
        let cursors: Vec<At> = cursors.map(|(file, mark)| At { file: *file, offset: mark.start() }).collect();
        let [at] = cursors[..] else { panic!("one cursor: {cursors:?}") };
        at
    }

    /// The marked ranges, by file and position.
    pub(crate) fn ranges(&self) -> Vec<(FileRole, Span)> {
        let ranges = self.marks.iter().filter(|(_, mark)| matches!(mark, Mark::Range(_)));
        let mut ranges: Vec<(FileRole, Span)> = ranges.map(|(file, mark)| (*file, mark.span())).collect();
        ranges.sort();
        ranges
    }

    /// What features look at when nothing published is known.
    pub(crate) fn view(&self) -> View<'_> {
        View { connector: &self.connector, findings: &[], published: None, changes: &[], today: None }
    }

    /// The text of a place.
    pub(crate) fn text(&self, file: FileRole, span: Span) -> &str {
        &self.connector.part(file).unwrap().text()[span.range()]
    }
}

/// A connector in which everything has a name and is named. It has a comma too few and a key twice: what is broken
/// elsewhere does no harm.
pub(crate) const ORDERS: &str = r##"{
  "swagger": "2.0",
  "info": { "title": "Orders" "x-twice": 1, "x-twice": 2 },
  "tags": [ { "name": "orders" } ],
  "x-ms-capabilities": { "testConnection": { "operationId": "ListShops" } },
  "securityDefinitions": { "key": { "type": "apiKey" } },
  "security": [ { "key": [] } ],
  "paths": {
    "/shops/{region}": {
      "parameters": [ { "name": "region", "in": "path", "type": "string" } ],
      "get": {
        "operationId": "ListShops",
        "tags": ["orders"],
        "responses": { "200": { "schema": { "$ref": "#/definitions/Shop~1List%7B%7D" } } }
      },
      "head": { "operationId": "HasShops" }
    },
    "/orders": {
      "post": {
        "operationId": "AddOrder",
        "tags": ["orders"],
        "parameters": [
          { "$ref": "#/parameters/Region" },
          { "name": "shop", "in": "query", "type": "string",
            "x-ms-dynamic-values": {
              "operationId": "ListShops",
              "parameters": { "region": { "parameter": "area" } },
              "value-collection": "shops", "value-path": "id", "value-title": "address/city"
            },
            "x-ms-dynamic-list": {
              "operationId": "ListShops",
              "parameters": { "region": { "parameterReference": "order/buyer/area" } },
              "itemsPath": "shops", "itemValuePath": "id", "itemTitlePath": "address/city"
            }
          },
          { "name": "X-Trace", "in": "header", "type": "string" },
          { "name": "order", "in": "body", "schema": { "$ref": "#/definitions/Order" } }
        ],
        "responses": { "default": { "$ref": "#/responses/Failed" } }
      }
    },
    "/v2/orders": {
      "post": {
        "operationId": "AddOrder_V2",
        "x-ms-api-annotation": { "family": "AddOrder", "revision": 2, "replacement": { "operationId": "AddOrder" } }
      }
    }
  },
  "parameters": { "Region": { "name": "area", "in": "query", "type": "string" } },
  "responses": { "Failed": { "description": "No." } },
  "definitions": {
    "Shop/List{}": { "properties": { "shops": { "type": "array", "items": { "$ref": "#/definitions/Shop" } } } },
    "Shop": {
      "required": ["id"],
      "properties": {
        "id": { "type": "string" },
        "address": { "type": "object", "properties": { "city": { "type": "string" } } }
      }
    },
    "Order": {
      "required": ["buyer"],
      "properties": { "buyer": { "type": "object", "properties": { "area": { "type": "string" } } } }
    }
  }
}
//- apiProperties.json
{
  "properties": {
    "connectionParameters": {
      "host": { "type": "string" },
      "other": { "uiDefinition": { "constraints": { "dependencies": { "host": { "values": ["a"] } } } } }
    },
    "scriptOperations": ["AddOrder", "AddOrder_V2"],
    "policyTemplateInstances": [
      {
        "templateId": "dynamichosturl",
        "parameters": {
          "x-ms-apimTemplateParameter.urlTemplate": "https://@connectionParameters('host')/@queryParameters('area')/@headers('x-trace')",
          "x-ms-apimTemplate-operationName": ["AddOrder"]
        }
      }
    ]
  }
}
//- script.csx
// 🙂
if (Context.OperationId == "AddOrder") { Log("AddOrder"); }
"##;

/// [`ORDERS`] with the first occurrence of `found` marked: `$0` in `marked` is the cursor.
pub(crate) fn orders(found: &str, marked: &str) -> Scene {
    assert!(ORDERS.contains(found), "{found}");
    Scene::new(&ORDERS.replacen(found, marked, 1))
}
