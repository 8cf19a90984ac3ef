//! All connectors of independent publishers have the same brand colour, `#da3b01`, so that makers see at a glance that
//! someone other than the owner of the service made the connector. Reviewers send back any other.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/iconBrandColor
//! "#1a5fb4"
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/iconBrandColor
//! "#da3b01"
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::{INDEPENDENT_PUBLISHER_COLOR, Place};

use crate::colors::is_color;
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/brand-color-ip",
    summary: "The connector of an independent publisher has another brand colour than all others",
    levels: Levels { custom: None, certified: None, independent: Some(Severity::Error) },
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Members(&[Place::Properties], &["iconBrandColor"], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(color) = node.as_str().filter(|color| is_color(color)) else { return };
    if color.eq_ignore_ascii_case(INDEPENDENT_PUBLISHER_COLOR) {
        return;
    }
    let wanted = INDEPENDENT_PUBLISHER_COLOR;
    let message =
        format!("Connectors of independent publishers have the brand colour '{wanted}'. Write it here.");
    let change = Change::Replace(node.id(), quote(wanted));
    let finding = context.on_value(node, message);
    finding.fix(Fix::safe(format!("Change to '{wanted}'"), finding.file, change));
}
