//! Limits of a value: which became narrower, which wider.

use std::fmt;

use syntax::Node;

use super::view::View;
use super::words;

/// A limit that changed.
pub(super) struct Limit {
    /// The member.
    pub(super) name: &'static str,
    pub(super) old: Option<Box<str>>,
    pub(super) new: Option<Box<str>>,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, old, new } = self;
        match (old, new) {
            (Some(old), Some(new)) => write!(f, "'{name}' is {new} instead of {old}"),
            (None, Some(new)) => write!(f, "'{name}' is {new}"),
            (Some(old), None) => write!(f, "'{name}' is no longer {old}"),
            (None, None) => write!(f, "'{name}' changed"),
        }
    }
}

const UPPER: [&str; 4] = ["maximum", "maxLength", "maxItems", "maxProperties"];
const LOWER: [&str; 4] = ["minimum", "minLength", "minItems", "minProperties"];
const FLAGS: [&str; 3] = ["exclusiveMaximum", "exclusiveMinimum", "uniqueItems"];

/// The limits that became narrower, and those that became wider.
pub(super) fn compare(old: &View<'_>, new: &View<'_>) -> (Vec<Limit>, Vec<Limit>) {
    let (mut narrower, mut wider) = (Vec::new(), Vec::new());
    let mut note = |name: &'static str, is_narrower: bool| {
        let limit =
            Limit { name, old: old.get(name).map(words::short), new: new.get(name).map(words::short) };
        if is_narrower { narrower.push(limit) } else { wider.push(limit) }
    };
    let number = |view: &View<'_>, name: &str| view.get(name).and_then(Node::as_f64);
    for (names, is_upper) in [(UPPER, true), (LOWER, false)] {
        for name in names {
            match (number(old, name), number(new, name)) {
                (Some(before), Some(after)) if before < after => note(name, !is_upper),
                (Some(before), Some(after)) if before > after => note(name, is_upper),
                (None, Some(_)) => note(name, true),
                (Some(_), None) => note(name, false),
                _ => {}
            }
        }
    }
    for name in FLAGS {
        let is_on = |view: &View<'_>| view.get(name).and_then(Node::as_bool) == Some(true);
        if is_on(old) != is_on(new) {
            note(name, is_on(new));
        }
    }
    match (number(old, "multipleOf"), number(new, "multipleOf")) {
        (None, Some(_)) => note("multipleOf", true),
        (Some(_), None) => note("multipleOf", false),
        (Some(before), Some(after)) if (before - after).abs() > f64::EPSILON => {
            // What is a multiple of six is one of three.
            note("multipleOf", (before % after).abs() > f64::EPSILON);
        }
        _ => {}
    }
    let (before, after) = (old.text("pattern"), new.text("pattern"));
    if before != after {
        // Which of two patterns takes more cannot be told: another one counts as narrower.
        note("pattern", after.is_some());
    }
    (narrower, wider)
}
