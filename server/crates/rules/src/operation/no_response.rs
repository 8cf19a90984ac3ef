//! An operation must say what the server answers. Without any response the platform refuses the connector, and makers
//! would get no outputs.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": {}
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }]
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": { "200": { "description": "OK" } }
//! }
//! ```

use connector::Operation;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "operation/no-response",
    summary: "An operation has no response",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationMustHaveResponse"],
    check: Check::Operation(check),
};

const MINIMAL: &str = r#"{ "description": "OK" }"#;

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let node = definition.node(operation.node);
    let responses = node.get("responses");
    let is_response = |name: &str| !name.starts_with("x-");
    let is_empty = responses.is_none_or(|responses| {
        responses.is_object() && !responses.members().any(|member| is_response(&member.name()))
    });
    if !is_empty || !is_whole(responses.unwrap_or(node)) || is_misspelt(node, Place::Operation, "responses") {
        return;
    }
    let file = context.file_of(node);
    let message = format!(
        "{} {} has no response. Add at least the one for success, such as '200'.",
        operation.method.name(),
        definition.path(operation)
    );
    let insert = |object: syntax::Node<'_>, name: &str, value: String| Change::Insert {
        object: object.id(),
        name: name.to_owned(),
        value,
        after: None,
    };
    let change = match responses {
        Some(responses) => insert(responses, "200", MINIMAL.to_owned()),
        None => insert(node, "responses", format!(r#"{{ "200": {MINIMAL} }}"#)),
    };
    context.on_key(responses.unwrap_or(node), message).fix(Fix::unsafe_("Add response '200'", file, change));
}
