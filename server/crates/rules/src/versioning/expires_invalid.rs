//! `expires` says until when a deprecated operation is supported. It is a date in ISO 8601 form: year, month and day,
//! such as `2027-06-30`. A date in another form means something else in another country, or nothing to a program.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>.
//!
//! A date that has passed is right, and worth knowing at most: support is over, and the operation can go as soon as no
//! flow uses it.
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

use connector::{Date, Operation};
use syntax::Node;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, dates};

pub static RULE: Rule = Rule {
    code: "versioning/expires-invalid",
    summary: "An end of support is no date in ISO 8601 form, or has passed",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let annotation = operation.annotation.node.map(|annotation| definition.node(annotation));
    let Some(value) = annotation.and_then(|annotation| annotation.get("expires")) else { return };
    let Some(written) = value.as_str() else { return };
    let Some(end) = Date::parse(&written) else { return report(context, value, &written) };
    let Some(today) = context.today() else { return };
    // Without the flag there is no end; that has a finding of its own.
    if end < today && operation.annotation.deprecated {
        let name = operation.id.as_deref().unwrap_or("this operation");
        let message = format!(
            "Support for '{name}' ended on {end}. Remove the operation when no flow uses it any more, or move the date."
        );
        context.on_value(value, message).at_most(Severity::Info);
    }
}

fn report(context: &mut Context<'_>, value: Node<'_>, written: &str) {
    let file = context.file_of(value);
    let finding = context.on_value(
        value,
        format!("'{written}' is no date in ISO 8601 form. Write year, month and day, such as '2027-06-30'."),
    );
    if let Some((iso, safety)) = dates::reformatted(written) {
        finding.fix(Fix::new(
            safety,
            format!("Change to '{iso}'"),
            file,
            Change::Replace(value.id(), quote(&iso)),
        ));
    }
}
