//! Microsoft's guidance asks for labels of letters, digits and blanks
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>). Certification does not
//! refuse the characters `/ \ < > * % & ?` here, as it does in summaries of operations; names that have them can keep them.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "How Many?",
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
use crate::texts::{restricted, text_of};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/summary-restricted-characters",
    summary: "The label of a parameter has characters that labels should not have",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Places(LOCATED, check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(label) = text_of(node, "x-ms-summary").filter(|_| !is_reference(node)) else { return };
    let Some((at, characters)) = restricted(&label.text) else { return };
    if !is_used(context, node) {
        return;
    }
    let message = format!("The label has {characters} in it. Say it in words.");
    context.on(label.node, underline::part(label.node, at, at + 1), message);
}
