//! `consumes` says in which format the content of a request travels. An operation with a body or form fields needs one: its
//! own, or that of the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Fix
//!
//! Adds `consumes` with JSON to the connector. Operations with form fields get one of their own.
//!
//! ## Bad
//!
//! ```json /paths/~1files/post
//! {
//!   "summary": "Upload file",
//!   "description": "Adds a file to the shop.",
//!   "operationId": "UploadFile",
//!   "consumes": [],
//!   "parameters": [
//!     { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } }
//!   ],
//!   "responses": {
//!     "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1files/post
//! {
//!   "summary": "Upload file",
//!   "description": "Adds a file to the shop.",
//!   "operationId": "UploadFile",
//!   "consumes": [],
//!   "parameters": [
//!     { "name": "file", "in": "formData", "type": "file", "x-ms-summary": "File", "description": "The content." }
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
//!     { "name": "file", "in": "formData", "type": "file", "x-ms-summary": "File", "description": "The content." }
//!   ],
//!   "responses": {
//!     "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Definition;
use syntax::edit::quote;
use vocabulary::Place;

use crate::consumes::{self, Content};
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "operation/consumes-missing",
    summary: "An operation with a body does not say what it takes",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["ConsumesMissing"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    if definition.is_cut_off() {
        return;
    }
    let mut for_all = None;
    for operation in &definition.operations {
        let Some(content) = consumes::content(definition, operation) else { continue };
        let list = consumes::in_force(definition, operation);
        // A value of another type has a finding of its own.
        let is_empty = list.is_none_or(|list| list.is_array() && list.items().next().is_none());
        let node = definition.node(operation.node);
        let is_misspelt = || {
            is_misspelt(node, Place::Operation, "consumes")
                || is_misspelt(definition.document.root(), Place::Root, "consumes")
        };
        if !is_empty || !is_whole(list.unwrap_or(node)) || is_misspelt() {
            continue;
        }
        let what = if content == Content::Body { "a body" } else { "form fields" };
        let name = operation.id.as_deref().unwrap_or("This operation");
        let message = format!("'{name}' has {what}, but does not say in which format. Add 'consumes'.");
        let finding = context.on_key(node, message);
        let own = consumes::own(definition, operation);
        let (title, change) = match content {
            Content::Form => {
                let mime = consumes::form_type(definition, operation);
                (format!("Take '{mime}'"), consumes::take(definition, operation, mime))
            }
            Content::Body if consumes::has_text_body(definition, operation) => continue,
            Content::Body if own.is_none() && *for_all.get_or_insert_with(|| suits_all(definition)) => {
                (format!("Take '{}' in the whole connector", consumes::JSON), take_everywhere(definition))
            }
            Content::Body => {
                (format!("Take '{}'", consumes::JSON), consumes::take(definition, operation, consumes::JSON))
            }
        };
        finding.fix(Fix::unsafe_(title, finding.file, change));
    }
}

/// Whether no operation would get a type from the connector that does not fit its content.
fn suits_all(definition: &Definition) -> bool {
    definition.operations.iter().all(|operation| {
        consumes::own(definition, operation).is_some()
            || consumes::content(definition, operation) != Some(Content::Form)
    })
}

/// Adds JSON to what the connector takes.
fn take_everywhere(definition: &Definition) -> Change {
    let root = definition.document.root();
    let value = format!("[{}]", quote(consumes::JSON));
    if let Some(list) = root.get("consumes") {
        return Change::Replace(list.id(), value);
    }
    let before = ["schemes", "basePath", "host", "info"].into_iter().find(|name| root.get(name).is_some());
    Change::Insert { object: root.id(), name: "consumes".to_owned(), value, after: before.map(str::to_owned) }
}
