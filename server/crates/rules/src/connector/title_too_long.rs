//! In the gallery and on the cards of a flow there is room for 30 characters; a longer title is cut off. Certification
//! takes no more
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>).
//!
//! ## Bad
//!
//! ```json /info/title
//! "Contoso Orders, Returns and Refunds"
//! ```
//!
//! ## Good
//!
//! ```json /info/title
//! "Contoso Orders and Returns"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/title-too-long",
    summary: "The title has more than 30 characters",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::None,
    microsoft: &["FieldLengthExceeded"],
    check: Check::Members(&[Place::Info], &["title"], check),
};

/// The most characters of a title.
const LIMIT: usize = 30;

fn check(context: &mut Context<'_>, title: Node<'_>, _: Place) {
    let Some(text) = title.as_str() else { return };
    let length = text.chars().count();
    if length > LIMIT {
        let message = format!("The title has {length} characters. Shorten it: {LIMIT} are allowed.");
        context.on_value(title, message);
    }
}
