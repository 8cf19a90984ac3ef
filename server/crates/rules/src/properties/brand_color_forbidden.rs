//! Certification refuses two brand colours: `#007ee5`, with which the connector wizard starts and which therefore says
//! nothing about a brand, and white, on which icons cannot be seen. In the gallery a connector should be recognized by its
//! own colour.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission))
//!
//! Connectors of independent publishers have one colour for all, which [brand-color-ip](brand-color-ip.md) looks
//! after; so the rule is off for them.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/iconBrandColor
//! "#007ee5"
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/iconBrandColor
//! "#FFFFFF"
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/iconBrandColor
//! "#da3b01"
//! ```
//!
//! ## Fix
//!
//! There is none: which colour the brand has, only the author knows.

use syntax::Node;
use vocabulary::{Place, REFUSED_BRAND_COLORS};

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/brand-color-forbidden",
    summary: "The brand colour is one that certification refuses",
    // Independent publishers have a colour of their own, and a rule about it.
    levels: Levels { custom: Some(Severity::Warning), certified: Some(Severity::Error), independent: None },
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Members(&[Place::Properties], &["iconBrandColor"], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(color) = node.as_str() else { return };
    let Some(position) = REFUSED_BRAND_COLORS.iter().position(|refused| refused.eq_ignore_ascii_case(&color))
    else {
        return;
    };
    let what = if position == 0 { "is where the connector wizard starts" } else { "is white" };
    let message = format!("'{color}' {what}, and certification refuses it. Write the colour of your brand.");
    context.on_value(node, message);
}
