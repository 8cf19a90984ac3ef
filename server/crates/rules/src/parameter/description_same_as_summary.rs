//! The description stands below the label in the designer. If it only repeats the label, makers learn nothing more: say what
//! to enter, in which form, and where to find it
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance>).
//!
//! Letter case and a period at the end make no difference.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "Top Count",
//!   "description": "top count."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::parameters::{LOCATED, is_reference, is_used};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{same, text_of};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/description-same-as-summary",
    summary: "The description of a parameter only repeats its label",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Places(LOCATED, check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(description) = text_of(node, "description").filter(|_| !is_reference(node)) else { return };
    let Some(label) = text_of(node, "x-ms-summary") else { return };
    if same(&description.text, &label.text) && is_used(context, node) {
        let message = "The description only repeats the label. Say what to enter.";
        context.on_value(description.node, message);
    }
}
