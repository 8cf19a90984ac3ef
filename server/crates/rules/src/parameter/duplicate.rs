//! A parameter is known by its name and its place. Two of the same name in the same place cannot both be filled in,
//! and the platform refuses the connector. An operation may repeat a parameter of its path: it then replaces it.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders that match.",
//!   "operationId": "ListOrders",
//!   "parameters": [
//!     { "name": "top", "in": "query", "type": "integer", "x-ms-summary": "Top", "description": "How many." },
//!     { "name": "top", "in": "query", "type": "integer", "x-ms-summary": "Top", "description": "How many." }
//!   ],
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/parameters
//! [
//!   { "$ref": "#/parameters/ItemKey" },
//!   {
//!     "name": "id",
//!     "in": "path",
//!     "required": true,
//!     "type": "integer",
//!     "x-ms-summary": "Number",
//!     "description": "The number of the item.",
//!     "x-ms-url-encoding": "single"
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders that match.",
//!   "operationId": "ListOrders",
//!   "parameters": [
//!     { "name": "top", "in": "query", "type": "integer", "x-ms-summary": "Top", "description": "How many." },
//!     { "name": "top", "in": "header", "type": "integer", "x-ms-summary": "Limit", "description": "At most." }
//!   ],
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use std::borrow::Cow;

use connector::{Definition, Location};
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety};
use crate::repeats::repeats;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/duplicate",
    summary: "A parameter is declared twice",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &[
        "OperationParametersContainDuplicateParameter",
        "OperationParametersAreNotUnique",
        "PathParametersContainDuplicateParameter",
    ],
    check: Check::Places(&[Place::Parameters], check),
};

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    let Some(definition) = context.definition() else { return };
    repeats(
        list.items(),
        |usage| identity(definition, usage),
        |earlier, usage| {
            if let Some((name, place)) = identity(definition, usage) {
                report(context, earlier, usage, &name, place);
            }
        },
    );
}

/// Name and place of a parameter, behind its `$ref` if it has one.
fn identity<'d>(definition: &'d Definition, usage: Node<'d>) -> Option<(Cow<'d, str>, &'static str)> {
    let parameter = definition.resolve(usage)?;
    let place = parameter.get("in")?.as_str()?;
    Some((parameter.get("name")?.as_str()?, Location::parse(&place)?.name()))
}

fn report(context: &mut Context<'_>, earlier: Node<'_>, usage: Node<'_>, name: &str, place: &str) {
    let file = context.file_of(usage);
    let where_ = if place == "formData" { "form data" } else { place };
    // Equal declarations say one thing twice; unequal ones leave open which of the two was meant.
    let safety = if usage.same_value(earlier) { Safety::Safe } else { Safety::Unsafe };
    context
        .on(
            usage,
            underline::parameter(usage),
            format!("The parameter '{name}' stands twice in the {where_}. Remove one of the two."),
        )
        .related(file, underline::parameter(earlier), format!("'{name}' stands here already."))
        .fix(Fix::new(safety, format!("Remove this '{name}'"), file, Change::Remove(usage.id())));
}
