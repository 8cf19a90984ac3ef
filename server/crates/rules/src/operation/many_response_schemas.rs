//! The designer shows the outputs of one response only. The schemas of the others make the connector larger and are not
//! used; Microsoft's validator warns of them
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! Errors need no schema: a failed step shows the answer of the service as it is.
//!
//! ## Fix
//!
//! Removes the schemas of the responses from 400 on.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "404": { "description": "There are none.", "schema": { "$ref": "#/definitions/Item" } },
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
//!     "404": { "description": "There are none." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;
use syntax::Node;

use crate::fix::{Change, Fix, Safety, Step};
use crate::responses::has_schema;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, responses};

pub static RULE: Rule = Rule {
    code: "operation/many-response-schemas",
    summary: "Several responses have a schema",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &["OperationHasManyResponsesWithSchema"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(list) = definition.node(operation.node).get("responses") else { return };
    // The schema of the default response has a finding of its own.
    let mut with_schema = responses::of(list)
        .filter(|response| response.name() != "default" && has_schema(definition, *response));
    let (Some(first), Some(second)) = (with_schema.next(), with_schema.next()) else { return };
    let all: Vec<Node<'_>> = [first, second].into_iter().chain(with_schema).collect();
    let described = || all.iter().copied();
    let shown = ["200", "201"].into_iter().find_map(|code| described().find(|found| found.name() == code));
    let Some(shown) = shown.or_else(|| described().next()) else { return };
    let Some(other) = described().find(|response| *response != shown) else { return };
    let message = format!(
        "The designer shows the outputs of one response: of '{}', not of '{}'. Leave one schema.",
        shown.name(),
        other.name()
    );
    let place = other.get("schema").unwrap_or(other);
    let finding = context.on_key(place, message);
    let file = finding.file;
    finding.related(file, shown.head_span(), format!("The outputs are those of '{}'.", shown.name()));
    let is_removable = |response: &Node<'_>| {
        *response != shown && response.name().starts_with(['4', '5']) && response.get("schema").is_some()
    };
    if described().filter(|response| !is_removable(response)).nth(1).is_some() {
        return;
    }
    let schemas = described().filter(is_removable).filter_map(|response| response.get("schema"));
    let steps = schemas.map(|schema| Step { file, change: Change::Remove(schema.id()) }).collect();
    let title = "Remove the schemas of the error responses".to_owned();
    finding.fix(Fix { title, safety: Safety::Unsafe, steps });
}
