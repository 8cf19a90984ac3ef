//! `expires` says until when a deprecated operation is supported. It is a date in ISO 8601 form: year, month and day,
//! such as `2027-06-30`. A date in another form means something else in another country, or nothing to a program.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
//!   "x-ms-api-annotation": {
//!     "status": "Production",
//!     "family": "ListOrders",
//!     "revision": 1,
//!     "replacement": { "api": "contoso", "operationId": "ListItems" },
//!     "expires": "30.06.2027"
//!   },
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
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
//!   "x-ms-api-annotation": {
//!     "status": "Production",
//!     "family": "ListOrders",
//!     "revision": 1,
//!     "replacement": { "api": "contoso", "operationId": "ListItems" },
//!     "expires": "2027-06-30"
//!   },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, dates};

pub static RULE: Rule = Rule {
    code: "versioning/expires-invalid",
    summary: "An end of support is no date in ISO 8601 form",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Places(&[Place::ApiAnnotation], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(value) = node.get("expires") else { return };
    let Some(written) = value.as_str() else { return };
    if dates::is_iso(&written) {
        return;
    }
    let file = context.file_of(value);
    let finding = context.on_value(
        value,
        format!("'{written}' is no date in ISO 8601 form. Write year, month and day, such as '2027-06-30'."),
    );
    if let Some((iso, safety)) = dates::reformatted(&written) {
        finding.fix(Fix::new(
            safety,
            format!("Change to '{iso}'"),
            file,
            Change::Replace(value.id(), quote(&iso)),
        ));
    }
}
