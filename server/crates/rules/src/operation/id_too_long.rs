//! Certification refuses long operationIds, but does not say where it draws the line
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>). The longest
//! id among a thousand published connectors has 77 characters; here the line is 80. A revision mark such as `_V2` is
//! not counted, since the next revision cannot do without it.
//!
//! Choose a shorter id before the connector is published. Flows store the id, so that it cannot change later.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListAllOrdersOfTheShopWithTheirCustomersAndTheirAddressesByTheDayOfTheLastChangeOfAny",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
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
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Operation, revision_mark};

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "operation/id-too-long",
    summary: "An operationId is too long",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::None,
    microsoft: &["OperationIdTooLong"],
    check: Check::Operation(check),
};

/// Where an operationId is too long, in characters.
const LIMIT: usize = 80;

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let (Some(id), Some(node)) = (operation.id.as_deref(), operation.id_node) else { return };
    // An id has at least as many bytes as characters.
    if id.len() < LIMIT || revision_mark(id).0.chars().count() < LIMIT {
        return;
    }
    let length = id.chars().count();
    let message = format!(
        "The operationId has {length} characters; published connectors stay below {LIMIT}. Choose a shorter one."
    );
    context.on_value(definition.node(node), message);
}
