//! A response needs a description. Without one the import of the connector fails, with a message that does not name the
//! place.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/responses/404
//! {}
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/responses/200
//! { "schema": { "$ref": "#/definitions/Item" } }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/responses/404
//! { "description": "There is no such item." }
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::phrases;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "response/description-missing",
    summary: "A response has no description",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["RequiredPropertyMissing"],
    check: Check::Places(&[Place::Response], check),
};

fn check(context: &mut Context<'_>, response: Node<'_>, place: Place) {
    if response.get("description").is_some() || is_reference(response) || !is_whole(response) {
        return;
    }
    if is_misspelt(response, place, "description") || is_misspelt(response, place, "$ref") {
        return;
    }
    let name = response.name();
    let description = phrases::description(context, response);
    let message = format!("The response '{name}' needs a description. Say when it comes.");
    let finding = context.on_key(response, message);
    let change = Change::InsertFirst {
        object: response.id(),
        name: "description".to_owned(),
        value: quote(&description),
    };
    finding.fix(Fix::safe(format!("Describe it as '{description}'"), finding.file, change));
}
