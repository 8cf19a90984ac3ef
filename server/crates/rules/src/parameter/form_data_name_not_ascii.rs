//! The names of form fields are sent in headers, which take ASCII only: letters without accents, digits and common signs.
//! Any other character is refused
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! The label of the field, `x-ms-summary`, can be in any language.
//!
//! ## Bad
//!
//! ```json /paths/~1files/post
//! {
//!   "summary": "Upload file",
//!   "description": "Adds a file to the shop.",
//!   "operationId": "UploadFile",
//!   "consumes": ["multipart/form-data"],
//!   "parameters": [
//!     { "name": "größe", "in": "formData", "type": "string", "x-ms-summary": "Size", "description": "How large." }
//!   ],
//!   "responses": {
//!     "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1files/post
//! {
//!   "summary": "Upload file",
//!   "description": "Adds a file to the shop.",
//!   "operationId": "UploadFile",
//!   "consumes": ["multipart/form-data"],
//!   "parameters": [
//!     { "name": "size", "in": "formData", "type": "string", "x-ms-summary": "Größe", "description": "How large." }
//!   ],
//!   "responses": {
//!     "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::parameters::is_reference;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/form-data-name-not-ascii",
    summary: "The name of a form field is not ASCII",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["InvalidFormDataParameterName"],
    check: Check::Places(&[Place::FormDataParameter], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(value) = node.get("name").filter(|_| !is_reference(node)) else { return };
    let Some(name) = value.as_str() else { return };
    if let Some(character) = name.chars().find(|character| !character.is_ascii()) {
        let message = format!(
            "The form field '{name}' has '{character}' in its name. Use ASCII letters and digits only."
        );
        context.on_value(value, message);
    }
}
