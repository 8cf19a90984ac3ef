//! The schema of the response for success gives makers the outputs of an operation. Without one there is nothing that
//! the next step could use
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! The schema of `200` or `201` counts, and for a webhook trigger `x-ms-notification-content`. Nothing is expected of
//! an operation that answers with `202` or `204`, nor of a DELETE.
//!
//! The quick fix describes the example of the answer, if there is one.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": {
//!       "description": "The orders.",
//!       "examples": { "application/json": [{ "number": 7, "placed": "2026-11-22T09:30:00Z" }] }
//!     },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders~1refresh/post
//! {
//!   "summary": "Refresh orders",
//!   "description": "Reads the orders of the shop again.",
//!   "operationId": "RefreshOrders",
//!   "responses": {
//!     "204": { "description": "The orders are up to date." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Definition, FileRole, Method, Operation, webhook};
use rustc_hash::FxHashSet;
use syntax::{Node, NodeId};
use vocabulary::Place;

use crate::dynamic_calls::{Collection, called, collection};
use crate::fix::{Change, Fix};
use crate::responses::has_schema;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity, responses, sample};

pub static RULE: Rule = Rule {
    code: "operation/output-schema-missing",
    summary: "An operation does not describe its outputs",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["SchemaDefinitionSetIncorrectly"],
    check: Check::Connector(check),
};

/// Answers that carry what the schema describes.
const WITH_SCHEMA: [&str; 2] = ["200", "201"];
/// Answers without a body.
const WITHOUT_BODY: [&str; 2] = ["202", "204"];

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    let mut reported_as_targets = None;
    for operation in definition.operations.iter().filter(|operation| lacks_schema(definition, operation)) {
        if reported_as_targets.get_or_insert_with(|| targets(context, definition)).contains(&operation.node) {
            continue;
        }
        let node = definition.node(operation.node);
        let name = operation.id.as_deref().unwrap_or("This operation");
        let response = |code: &str| node.get("responses")?.get(code);
        let code = WITH_SCHEMA.iter().find(|code| response(code).is_some()).unwrap_or(&"200");
        let message = format!(
            "'{name}' has no outputs for makers. Describe what it answers with in a schema of '{code}'."
        );
        let finding = context.on_key(node, message);
        if operation.is_internal() {
            finding.at_most(Severity::Info);
        }
        let response = response(code).and_then(|response| definition.resolve(response));
        if let Some((response, value)) =
            response.and_then(|response| Some((response, sample::schema(sample::of_response(response)?)?)))
        {
            let after = Some("description".to_owned());
            let change = Change::Insert { object: response.id(), name: "schema".to_owned(), value, after };
            finding.fix(Fix::unsafe_("Describe the example", FileRole::Definition, change));
        }
    }
}

fn lacks_schema(definition: &Definition, operation: &Operation) -> bool {
    let node = definition.node(operation.node);
    let Some(list) = node.get("responses").filter(|list| list.is_object()) else { return false };
    // An empty schema has a finding of its own.
    let is_empty =
        |response: Node<'_>| response.get("schema").is_some_and(|schema| schema.children().next().is_none());
    let is_misspelt = |response: Node<'_>| is_misspelt(response, Place::Response, "schema");
    let is_described = |code: &str| {
        list.get(code).is_some_and(|response| {
            has_schema(definition, response) || is_empty(response) || is_misspelt(response)
        })
    };
    operation.method != Method::Delete
        // Without any response there is another finding.
        && responses::of(list).next().is_some()
        && !WITHOUT_BODY.iter().any(|code| list.get(code).is_some())
        && !WITH_SCHEMA.iter().any(|code| is_described(code))
        // The outputs of a webhook are what it delivers, and a rule on triggers asks for that.
        && webhook::content(definition, operation).is_none()
        && !webhook::is_webhook_trigger(definition, operation)
        && is_whole(list)
}

/// The operations whose missing schema is reported where a drop-down list calls them.
fn targets(context: &Context<'_>, definition: &Definition) -> FxHashSet<NodeId> {
    let calls = definition.dynamic_calls.iter().filter_map(|call| {
        let called = called(context, call).filter(|called| lacks_schema(definition, called.operation))?;
        matches!(collection(called, call), Collection::NoSchema).then_some(called.operation.node)
    });
    calls.collect()
}
