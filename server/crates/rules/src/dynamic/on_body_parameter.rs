//! The shape of a body is its `schema`. A dynamic extension beside the schema, on the body parameter itself, is not
//! looked at, and [certification refuses the file](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//! It belongs into the schema.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/put
//! {
//!   "summary": "Update item",
//!   "description": "Changes an item.",
//!   "operationId": "UpdateItem",
//!   "parameters": [
//!     { "$ref": "#/parameters/ItemKey" },
//!     {
//!       "name": "body",
//!       "in": "body",
//!       "required": true,
//!       "schema": { "type": "object" },
//!       "x-ms-dynamic-schema": {
//!         "operationId": "GetLists",
//!         "value-path": "value"
//!       }
//!     }
//!   ],
//!   "responses": {
//!     "204": { "description": "The item is changed." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/put
//! {
//!   "summary": "Update item",
//!   "description": "Changes an item.",
//!   "operationId": "UpdateItem",
//!   "parameters": [
//!     { "$ref": "#/parameters/ItemKey" },
//!     {
//!       "name": "body",
//!       "in": "body",
//!       "required": true,
//!       "schema": {
//!         "type": "object",
//!         "x-ms-dynamic-schema": {
//!           "operationId": "GetLists",
//!           "value-path": "value"
//!         }
//!       }
//!     }
//!   ],
//!   "responses": {
//!     "204": { "description": "The item is changed." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/on-body-parameter",
    summary: "A dynamic extension stands on a body parameter instead of in its schema",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["DynamicExtensionDefinitionNotAllowedInParameter"],
    check: Check::Places(&[Place::BodyParameter], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    for extension in node.members() {
        let is_dynamic = extension.key().is_some_and(|key| key.raw_name().starts_with("x-ms-dynamic-"));
        if !is_dynamic {
            continue;
        }
        let name = extension.name();
        let file = context.file_of(extension);
        let message =
            format!("'{name}' has no effect on a body parameter. Move it into the schema of the body.");
        let finding = context.on_key(extension, message);
        // A schema that is a reference has no room for it, and it may be there already.
        let schema = node.get("schema").filter(|schema| schema.is_object());
        if let Some(schema) =
            schema.filter(|schema| schema.get("$ref").is_none() && schema.get(&name).is_none())
        {
            let insert = Change::Insert {
                object: schema.id(),
                name: name.to_string(),
                value: extension.raw().to_owned(),
                after: None,
            };
            let remove = Change::Remove(extension.id());
            finding.fix(Fix::unsafe_("Move it into the schema", file, remove).and(file, insert));
        }
    }
}
