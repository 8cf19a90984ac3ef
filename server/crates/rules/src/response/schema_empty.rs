//! `"schema": {}` says that something comes back, but not what: makers get no outputs to choose from, and reviewers of
//! certification ask for a schema or for none at all.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>.
//!
//! ## Fix
//!
//! Makes a schema from the example of the response, if there is one; else the empty schema is removed.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": { "200": { "description": "The item is gone.", "schema": {} } }
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
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": {
//!     "200": {
//!       "description": "The items that are left.",
//!       "schema": {},
//!       "examples": { "application/json": [ 17, 4 ] }
//!     }
//!   }
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
//!   "responses": { "200": { "description": "The item is gone." } }
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, sample};

pub static RULE: Rule = Rule {
    code: "response/schema-empty",
    summary: "The schema of a response says nothing",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["SchemaDefinitionSetIncorrectly"],
    check: Check::Places(&[Place::ResponseSchema], check),
};

fn check(context: &mut Context<'_>, schema: Node<'_>, _: Place) {
    if schema.children().next().is_some() || !schema.is_closed() {
        return;
    }
    let message = "An empty schema gives makers no outputs. Describe what comes back, or remove it.";
    let finding = context.on_key(schema, message);
    let file = finding.file;
    let example = schema.parent().and_then(sample::of_response);
    if let Some(json) = example.and_then(sample::schema) {
        finding.fix(Fix::unsafe_("Describe the example", file, Change::Replace(schema.id(), json)));
    }
    finding.fix(Fix::unsafe_("Remove the schema", file, Change::Remove(schema.id())));
}
