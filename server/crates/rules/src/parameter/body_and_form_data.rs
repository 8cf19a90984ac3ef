//! The body of a request is either one value with a schema or a form with fields, never both.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters
//! [
//!   { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } },
//!   {
//!     "name": "note",
//!     "in": "formData",
//!     "type": "string",
//!     "x-ms-summary": "Note",
//!     "description": "A note on the item."
//!   }
//! ]
//! ```
//!
//! ```json /paths/~1items/post/consumes
//! ["application/json", "application/x-www-form-urlencoded"]
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters
//! [
//!   { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } }
//! ]
//! ```

use connector::{Location, Method, Operation};

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/body-and-form-data",
    summary: "An operation has both a body and form data",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["ParameterListContainsFormDataAndBody"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    // On GET and HEAD either is too much, which has a finding of its own.
    if matches!(operation.method, Method::Get | Method::Head) {
        return;
    }
    let Some(definition) = context.definition() else { return };
    let parameters = definition.parameters(operation);
    let first_in = |location| parameters.iter().find(|found| found.location == Some(location));
    let (Some(body), Some(field)) = (first_in(Location::Body), first_in(Location::FormData)) else { return };
    let (body, field) = (definition.node(body.usage), definition.node(field.usage));
    let (earlier, later) = if body.id() < field.id() { (body, field) } else { (field, body) };
    let (here, there) = if later == field { ("form data", "a body") } else { ("a body", "form data") };
    let file = context.file_of(later);
    context
        .on(
            later,
            underline::parameter(later),
            format!("This is {here}, but the operation has {there} too. Use either a body or form data."),
        )
        .related(file, underline::parameter(earlier), "It stands here.");
}
