//! A label is for people: `Order Number`, not `order_number` or `orderNumber`
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>).
//!
//! ## Fix
//!
//! Makes a label of the words in the name.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "topCount",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "topCount",
//!   "description": "How many items to get."
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "top_count",
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
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::parameters::{LOCATED, is_reference, is_used};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{SUMMARY_LIMIT, text_of};
use crate::{Context, Severity, naming};

pub static RULE: Rule = Rule {
    code: "parameter/summary-is-raw-name",
    summary: "The label of a parameter is a raw name",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(LOCATED, check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(label) = text_of(node, "x-ms-summary").filter(|_| !is_reference(node)) else { return };
    let is_name = || node.get("name").and_then(Node::as_str).is_some_and(|name| name == label.text);
    let is_raw = is_snake_case(&label.text) || is_compound(&label.text) && is_name();
    if !is_raw || !is_used(context, node) {
        return;
    }
    let message = format!("'{}' is a raw name. Write a label for people.", label.text);
    let finding = context.on_value(label.node, message);
    let new = naming::title_case(&label.text);
    if !is_compound(&new) && !new.is_empty() && new.chars().count() <= SUMMARY_LIMIT {
        let change = Change::Replace(label.node.id(), quote(&new));
        finding.fix(Fix::unsafe_(format!("Change to '{new}'"), finding.file, change));
    }
}

/// Whether words are put together with underscores or capitals.
fn is_compound(text: &str) -> bool {
    let mut pairs = text.bytes().zip(text.bytes().skip(1));
    text.contains('_') || pairs.any(|(one, next)| one.is_ascii_lowercase() && next.is_ascii_uppercase())
}

/// Whether a text is small letters and digits around underscores, which no label is.
fn is_snake_case(text: &str) -> bool {
    let is_kept = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.contains('_') && text.split('_').all(|word| !word.is_empty() && word.bytes().all(is_kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_names_are_told_from_labels() {
        assert!(is_snake_case("order_number_2") && !is_snake_case("Order_number") && !is_snake_case("_a"));
        assert!(is_compound("orderId") && is_compound("TemplateId") && is_compound("A_B"));
        assert!(!is_compound("ID") && !is_compound("Order Id") && !is_compound("top"));
    }
}
