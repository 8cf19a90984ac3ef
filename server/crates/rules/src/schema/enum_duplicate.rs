//! A value that stands twice in `enum` is offered twice to makers.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/state/enum
//! [ "open", "closed", "open" ]
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/state/enum
//! [ "open", "closed" ]
//! ```

use std::borrow::Cow;

use syntax::{Kind, Node};
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::repeats::repeats;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, Tag};

pub static RULE: Rule = Rule {
    code: "schema/enum-duplicate",
    summary: "An allowed value is listed twice",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &["ArrayDuplicateValue"],
    check: Check::Places(&[Place::Enum], check),
};

/// What makes two values the same.
#[derive(PartialEq, Eq, Hash)]
enum Value<'n> {
    Text(Cow<'n, str>),
    Number(u64),
    Other(&'n str),
}

fn value(node: Node<'_>) -> Option<Value<'_>> {
    match node.kind() {
        Kind::String => node.as_str().map(Value::Text),
        // Adding zero turns the negative zero into the positive one.
        Kind::Number => Some(match node.exact_f64() {
            Some(number) => Value::Number((number + 0.0).to_bits()),
            None => Value::Other(node.raw()),
        }),
        Kind::Missing | Kind::Invalid => None,
        _ => Some(Value::Other(node.raw())),
    }
}

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    repeats(list.items(), value, |earlier, later| {
        let text = later.as_str();
        let shown = text.as_deref().unwrap_or_else(|| later.raw());
        let file = context.file_of(list);
        context
            .on_value(later, format!("'{shown}' is in this list twice. Remove one of the two."))
            .tagged(Tag::Unnecessary)
            .related(file, earlier.span(), format!("'{shown}' is listed here."))
            .fix(Fix::safe(format!("Remove the second '{shown}'"), file, Change::Remove(later.id())));
    });
}
