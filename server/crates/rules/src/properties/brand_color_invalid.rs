//! The brand colour is written as `#` and six hexadecimal digits. A name such as `orange`, a short form such as `#f80` or a
//! form with transparency is no colour to the service.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/iconBrandColor
//! "#f80"
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/iconBrandColor
//! "#fff"
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/iconBrandColor
//! "orange"
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/iconBrandColor
//! null
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
//! Writes the same colour in six digits, where it is one that certification accepts. For independent publishers it is the colour that all of them
//! share.

use syntax::edit::quote;
use syntax::{Kind, Node};
use vocabulary::{INDEPENDENT_PUBLISHER_COLOR, Place};

use crate::colors::{is_color, is_refused, meant};
use crate::fix::{Change, Fix, Safety};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Profile, Severity};

pub static RULE: Rule = Rule {
    code: "properties/brand-color-invalid",
    summary: "The brand colour is not written in six hexadecimal digits",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Members(&[Place::Properties], &["iconBrandColor"], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    if matches!(node.kind(), Kind::Missing | Kind::Invalid) {
        return;
    }
    let text = node.as_str();
    if text.as_deref().is_some_and(is_color) {
        return;
    }
    let is_independent = context.profile() == Profile::Independent;
    // A colour that is refused would be the next finding.
    let same = text.as_deref().and_then(meant).filter(|color| !is_refused(color));
    let shared = is_independent.then(|| INDEPENDENT_PUBLISHER_COLOR.to_owned());
    let has_transparency = text.as_deref().is_some_and(|text| text.trim().trim_start_matches('#').len() == 8);
    let safety = if is_independent || !has_transparency { Safety::Safe } else { Safety::Unsafe };
    let color = shared.or(same);
    let example = color.as_deref().unwrap_or("#1a5fb4");
    let what = match text.as_deref() {
        Some(text) if text.trim().is_empty() => "The brand colour is empty.".to_owned(),
        Some(text) => format!("'{text}' is no colour in six hexadecimal digits."),
        None => "The brand colour must be a text.".to_owned(),
    };
    let finding = context.on_value(node, format!("{what} Write it like '{example}'."));
    if let Some(color) = color {
        let change = Change::Replace(node.id(), quote(&color));
        finding.fix(Fix::new(safety, format!("Change to '{color}'"), finding.file, change));
    }
}
