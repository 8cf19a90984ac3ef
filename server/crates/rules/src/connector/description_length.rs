//! The gallery shows the description of every connector in the same place. Below 30 characters it hardly says more than the
//! title, and what goes beyond 500 is not taken. Certification asks for a length between the two
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>).
//!
//! ## Bad
//!
//! ```json /info/description
//! "Orders of a shop."
//! ```
//!
//! ## Good
//!
//! ```json /info/description
//! "Read and change the orders of a Contoso shop from flows and apps."
//! ```

use std::ops::RangeInclusive;

use syntax::Node;
use vocabulary::Place;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/description-length",
    summary: "The description has fewer than 30 or more than 500 characters",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::None,
    microsoft: &["FieldLengthNotInRange"],
    check: Check::Members(&[Place::Info], &["description"], check),
};

/// How many characters a description may have.
pub(crate) const ALLOWED: RangeInclusive<usize> = 30..=500;

fn check(context: &mut Context<'_>, description: Node<'_>, _: Place) {
    let Some(text) = description.as_str() else { return };
    let length = text.chars().count();
    // A blank description is none, which is reported there.
    if ALLOWED.contains(&length) || text.trim().is_empty() {
        return;
    }
    let (least, most) = (ALLOWED.start(), ALLOWED.end());
    let advice = if length < *least {
        format!("Say in at least {least} what its users can do with the service")
    } else {
        format!("Shorten it to {most}")
    };
    let count = if length == 1 { "1 character".to_owned() } else { format!("{length} characters") };
    context.on_value(description, format!("The description has {count}. {advice}."));
}
