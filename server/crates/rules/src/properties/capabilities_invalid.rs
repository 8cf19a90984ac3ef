//! `capabilities` is a list of texts, and nearly always an empty one. When it is a single text or something else, the
//! service cannot read the file and [refuses it](https://github.com/microsoft/power-fx-enhanced-connector/issues/22).
//! `null` is read as no list, but not every tool does so.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/capabilities
//! "actions"
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/capabilities
//! [ "actions", true ]
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/capabilities
//! [ "actions" ]
//! ```
//!
//! ## Fix
//!
//! Puts a text into a list, writes an empty list in place of anything else, and removes entries that are no texts.

use syntax::{Kind, Node};
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/capabilities-invalid",
    summary: "The capabilities are no list of texts",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Members(&[Place::Properties], &["capabilities"], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    match node.kind() {
        Kind::Missing | Kind::Invalid => {}
        Kind::Array => node.items().for_each(|entry| check_entry(context, entry)),
        kind => {
            let is_named = node.as_str().is_some_and(|name| !name.trim().is_empty());
            let list = if is_named { format!("[{}]", node.raw()) } else { "[]".to_owned() };
            let message = format!("'capabilities' must be a list of texts. Write {list}.");
            let finding = context.on_value(node, message);
            if kind == Kind::Null {
                finding.at_most(Severity::Warning);
            }
            let title = format!("Change to {list}");
            finding.fix(Fix::safe(title, finding.file, Change::Replace(node.id(), list)));
        }
    }
}

fn check_entry(context: &mut Context<'_>, entry: Node<'_>) {
    if entry.is_string() || matches!(entry.kind(), Kind::Missing | Kind::Invalid) {
        return;
    }
    let message =
        "Each of the capabilities must be a text, such as \"actions\". Correct or remove this entry.";
    let finding = context.on_value(entry, message);
    finding.fix(Fix::unsafe_("Remove this entry", finding.file, Change::Remove(entry.id())));
}
