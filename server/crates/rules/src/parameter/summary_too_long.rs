//! The label of an input has little room in the designer. Certification accepts up to 80 characters
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance>). Say the rest in the description.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "The number of items that are read from the list before the newest ones are left out of it",
//!   "description": "How many items to get."
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
use crate::texts::{SUMMARY_LIMIT, text_of};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/summary-too-long",
    summary: "The label of a parameter is too long",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::None,
    microsoft: &["FieldLengthExceeded"],
    check: Check::Places(LOCATED, check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(label) = text_of(node, "x-ms-summary").filter(|_| !is_reference(node)) else { return };
    let length = label.text.chars().count();
    if length > SUMMARY_LIMIT && is_used(context, node) {
        let message = format!(
            "The label has {length} characters, {SUMMARY_LIMIT} is the most. Shorten it, and say the rest in the \
             description."
        );
        context.on_value(label.node, message);
    }
}
