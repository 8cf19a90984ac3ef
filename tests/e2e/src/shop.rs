//! A connector that is all right, and what is wrong with it when its two files disagree.

use serde_json::Value;

use crate::{Client, Folder, Options};

/// The definition's file name.
pub const DEFINITION: &str = "apiDefinition.swagger.json";
/// The properties' file name.
pub const PROPERTIES: &str = "apiProperties.json";

/// A definition with one operation.
pub fn definition(operation: &str) -> String {
    format!(
        r#"{{
  "swagger": "2.0",
  "info": {{ "title": "Contoso Orders", "description": "Reads the orders of a shop and their state.", "version": "1.0" }},
  "host": "api.contoso.com",
  "basePath": "/",
  "schemes": ["https"],
  "paths": {{
    "/orders": {{
      "get": {{
        "operationId": "{operation}",
        "summary": "List orders",
        "description": "Lists all orders.",
        "responses": {{ "200": {{ "description": "The orders." }} }}
      }}
    }}
  }}
}}
"#
    )
}

/// Properties with one policy, limited to one operation.
pub fn properties(operation: &str) -> String {
    format!(
        r##"{{
  "properties": {{
    "connectionParameters": {{}},
    "iconBrandColor": "#007ee5",
    "capabilities": [],
    "policyTemplateInstances": [
      {{
        "templateId": "setheader",
        "title": "Header",
        "parameters": {{
          "x-ms-apimTemplateParameter.name": "X-Shop",
          "x-ms-apimTemplateParameter.value": "1",
          "x-ms-apimTemplateParameter.existsAction": "override",
          "x-ms-apimTemplate-policySection": "Request",
          "x-ms-apimTemplate-operationName": ["{operation}"]
        }}
      }}
    ]
  }}
}}
"##
    )
}

/// A definition with one operation that has a parameter and an answer. A character in it has another width in every
/// encoding.
pub const ORDERS: &str = r#"{
  "swagger": "2.0",
  "info": { "title": "Contoso Orders", "description": "Reads the orders of a 🙂 shop and their state.", "version": "1.0" },
  "host": "api.contoso.com",
  "basePath": "/",
  "schemes": ["https"],
  "paths": {
    "/orders": {
      "get": {
        "operationId": "ListOrders",
        "summary": "List orders",
        "description": "Lists all orders.",
        "parameters": [
          { "name": "state", "in": "query", "type": "string", "x-ms-summary": "State", "description": "Which orders." }
        ],
        "responses": {
          "200": {
            "description": "The orders.",
            "schema": { "type": "object", "properties": { "count": { "type": "integer", "title": "Count" } } }
          }
        }
      }
    }
  }
}
"#;

/// A repository whose branch `main` has [`ORDERS`] as the only connector, in `connectors/orders`. The second part is the
/// definition's URI.
pub fn published_orders() -> (Folder, String) {
    let folder = Folder::new();
    let name = format!("connectors/orders/{DEFINITION}");
    folder.write(&name, ORDERS);
    folder.publish();
    let uri = folder.uri(&name);
    (folder, uri)
}

/// A folder whose policy names the definition's operation.
pub fn shop() -> Folder {
    let folder = Folder::new();
    folder.write(DEFINITION, &definition("ListOrders"));
    folder.write(PROPERTIES, &properties("ListOrders"));
    folder
}

/// The diagnostics of changes of what is published.
pub fn changes(diagnostics: &[Value]) -> Vec<&Value> {
    let is_change = |shown: &&Value| shown["code"].as_str().is_some_and(|code| code.starts_with("change/"));
    diagnostics.iter().filter(is_change).collect()
}

/// The codes of changes of what is published.
pub fn change_codes(diagnostics: &[Value]) -> Vec<&str> {
    changes(diagnostics).into_iter().filter_map(|change| change["code"].as_str()).collect()
}

/// Whether a rule has reported something.
pub fn has(diagnostics: &[Value], code: &str) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic["code"] == code)
}

/// The rule that reports a policy for an operation that is not there.
pub const NOT_FOUND: &str = "policy/operation-not-found";

/// Starts a session in a folder.
pub fn start(folder: &Folder, capabilities: Value) -> Client {
    Client::start(Options { capabilities, folders: vec![folder.uri("")], ..Options::default() })
}
