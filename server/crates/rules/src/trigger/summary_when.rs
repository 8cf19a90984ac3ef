//! Makers choose a trigger by its name, and expect it to say when the flow starts: "When an item is created". Microsoft
//! [asks for that form](https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance).
//!
//! ## Bad
//!
//! ```json /paths/~1subscriptions/post/summary
//! "New item notification"
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1subscriptions/post/summary
//! "When an item is created"
//! ```

use connector::Operation;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/summary-when",
    summary: "The name of a trigger does not say when it starts a flow",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    if operation.trigger.is_none() || operation.is_internal() {
        return;
    }
    let Some(node) = definition.node(operation.node).get("summary") else { return };
    let Some(summary) = node.as_str().filter(|summary| !summary.trim().is_empty()) else { return };
    let first = summary.split_whitespace().next().unwrap_or_default();
    if first.trim_end_matches([',', ':']).eq_ignore_ascii_case("when") {
        return;
    }
    context.on_value(
        node,
        "A trigger's name says when it starts: begin with 'When', as in 'When an item is created'.",
    );
}
