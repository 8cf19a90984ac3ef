//! Lists such as `schemes`, `consumes`, `produces`, `tags` and `required` are sets: each value stands in them once
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /produces
//! [ "application/json", "text/json", "application/json" ]
//! ```
//!
//! ## Good
//!
//! ```json /produces
//! [ "application/json", "text/json" ]
//! ```

use connector::FileRole;
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::repeats::repeats;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, Tag};

pub static RULE: Rule = Rule {
    code: "swagger/duplicate-array-value",
    summary: "A value stands twice in a list",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &["ArrayDuplicateValue"],
    check: Check::Places(&[Place::Schemes, Place::MimeTypes, Place::TagNames, Place::Required], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    repeats(node.items(), Node::as_str, |earlier, value| {
        let text = value.as_str().unwrap_or_default();
        let file = FileRole::Definition;
        context
            .on_value(value, format!("'{text}' is in this list twice. Remove one of the two."))
            .tagged(Tag::Unnecessary)
            .related(file, earlier.span(), format!("'{text}' is listed here."))
            .fix(Fix::safe(format!("Remove the second '{text}'"), file, Change::Remove(value.id())));
    });
}
