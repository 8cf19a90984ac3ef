//! Microsoft's guidance for certified connectors asks for summaries of letters, digits, blanks and parentheses only
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>). Certification does not
//! refuse commas, hyphens and apostrophes; names that have them can keep them.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders, newest first",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
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
//!   "summary": "List orders (newest first)",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;
use connector::summary::unmarked;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{is_restricted, text_of};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "operation/summary-punctuation",
    summary: "A summary has punctuation in it",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(summary) = text_of(definition.node(operation.node), "summary") else { return };
    // The marks of the lifecycle may have what they like: (V1 - downplayed).
    let plain = unmarked(&summary.text, None);
    // Restricted characters and the last one have findings of their own.
    let is_other = |character: char| {
        !character.is_alphanumeric()
            && !character.is_whitespace()
            && !matches!(character, '(' | ')')
            && !is_restricted(character)
    };
    let mut inside = plain.trim_end_matches(is_other);
    if let Some((before, _)) = inside.rsplit_once('[').filter(|_| plain.ends_with(']')) {
        inside = before;
    }
    let Some((at, character)) = inside.char_indices().find(|&(_, character)| is_other(character)) else {
        return;
    };
    // Marks may stand before it and behind.
    let start = summary.text.find(plain).unwrap_or_default() + at;
    let span = underline::part(summary.node, start, start + character.len_utf8());
    let message = format!(
        "The summary has '{character}' in it. Letters, digits, blanks and parentheses are enough for most names."
    );
    context.on(summary.node, span, message);
}
