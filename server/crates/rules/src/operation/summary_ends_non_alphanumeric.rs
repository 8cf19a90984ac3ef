//! A summary is a name, no sentence: it ends in a letter or a digit. Certification refuses any other end but the closing
//! parenthesis of a mark such as `(V2)` or `(deprecated)`
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Fix
//!
//! Removes what stands at the end. Square brackets become parentheses.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders.",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders [beta]",
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
//!   "summary": "List orders (beta)",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;
use syntax::edit::quote;

use crate::fix::{Change, Fix, Safety};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{is_restricted, text_of};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "operation/summary-ends-non-alphanumeric",
    summary: "A summary ends in something else than a letter or digit",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["ValueMustEndWithAlphanumeric"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(summary) = text_of(definition.node(operation.node), "summary") else { return };
    let text = &*summary.text;
    let Some(last) = text.chars().next_back() else { return };
    // A restricted character has a finding of its own.
    if can_end(last) || is_restricted(last) {
        return;
    }
    let what = if last.is_whitespace() { "a blank".to_owned() } else { format!("'{last}'") };
    let message = format!("The summary ends in {what}. End it in a letter or a digit.");
    let span = underline::part(summary.node, text.len() - last.len_utf8(), text.len());
    let finding = context.on(summary.node, span, message);
    let (new, safety) = corrected(text);
    if new.ends_with(can_end) {
        let change = Change::Replace(summary.node.id(), quote(&new));
        finding.fix(Fix::new(safety, format!("Change to '{new}'"), finding.file, change));
    }
}

fn can_end(character: char) -> bool {
    character.is_alphanumeric() || character == ')'
}

/// The summary with another end. Safe if only blanks and periods go.
fn corrected(text: &str) -> (String, Safety) {
    if let Some(inside) = text.trim_end().strip_suffix(']')
        && let Some((before, inside)) = inside.rsplit_once('[')
    {
        return (format!("{before}({inside})"), Safety::Unsafe);
    }
    let plain = text.trim_end_matches(|last: char| last.is_whitespace() || last == '.');
    let new = text.trim_end_matches(|last| !can_end(last));
    (new.to_owned(), if new == plain { Safety::Safe } else { Safety::Unsafe })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_corrected() {
        assert_eq!(corrected("Get item. "), ("Get item".to_owned(), Safety::Safe));
        assert_eq!(corrected("Get item!"), ("Get item".to_owned(), Safety::Unsafe));
        assert_eq!(corrected("Get [item] [OLD]"), ("Get [item] (OLD)".to_owned(), Safety::Unsafe));
        assert_eq!(corrected("...").0, "");
    }
}
