//! A connector begins in Preview and reaches Production as a whole, when it has proved itself. Until then no operation of
//! it can be in Production: certification refuses that.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /info/x-ms-api-annotation
//! { "status": "Preview" }
//! ```
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /info/x-ms-api-annotation
//! { "status": "Preview" }
//! ```
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "x-ms-api-annotation": { "status": "Preview", "family": "ListOrders", "revision": 1 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Operation, Status};
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::revisions::{connector_status, status};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/status-ahead-of-connector",
    summary: "An operation is in Production while its connector is in Preview",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationStatusAheadOfConnector", "ProductionStatusOnBetaService"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    if operation.annotation.status != Some(Status::Production) {
        return;
    }
    let Some(definition) = context.definition() else { return };
    let Some((connector, Status::Preview)) = connector_status(definition) else { return };
    let Some(status) = status(definition, operation) else { return };
    let file = context.file_of(status);
    let message =
        "The connector is in Preview, so none of its operations can be in Production. Write 'Preview'.";
    context
        .on_value(status, message)
        .related(file, connector.span(), "The connector's status stands here.")
        .fix(Fix::unsafe_(
            "Change to 'Preview'",
            file,
            Change::Replace(status.id(), quote(Status::Preview.name())),
        ));
}
