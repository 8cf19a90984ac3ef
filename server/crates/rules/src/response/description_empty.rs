//! The description of a response is required, and an empty one is as good as none.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/responses/404
//! { "description": "" }
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
use crate::texts::is_blank;
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "response/description-empty",
    summary: "The description of a response is empty",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Safe,
    microsoft: &["RequiredValueEmpty"],
    check: Check::Members(&[Place::Response], &["description"], check),
};

fn check(context: &mut Context<'_>, text: Node<'_>, _: Place) {
    let is_empty = text.is_closed() && text.as_str().is_some_and(|text| is_blank(&text));
    let Some(response) = text.parent().filter(|response| is_empty && !is_reference(*response)) else {
        return;
    };
    let description = phrases::description(context, response);
    let finding = context.on_value(text, "This description is empty. Say when the response comes.");
    let change = Change::Replace(text.id(), quote(&description));
    finding.fix(Fix::safe(format!("Describe it as '{description}'"), finding.file, change));
}
