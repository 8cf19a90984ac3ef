//! How things are called and counted in what is shown.

use connector::{Definition, Operation};

use crate::open_changes::OpenChanges;

/// A number with what it counts: `1 reference`, `2 references`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `2 breaking changes`, `1 breaking and 2 risky changes`; `None` if there are neither.
pub(crate) fn open_changes(open: OpenChanges) -> Option<String> {
    let word = |number| if number == 1 { "change" } else { "changes" };
    match (open.breaking, open.risky) {
        (0, 0) => None,
        (breaking, 0) => Some(format!("{breaking} breaking {}", word(breaking))),
        (0, risky) => Some(format!("{risky} risky {}", word(risky))),
        (breaking, risky) => Some(format!("{breaking} breaking and {risky} risky {}", word(risky))),
    }
}

/// Method and path of an operation: `GET /items`.
pub(crate) fn route(definition: &Definition, operation: &Operation) -> String {
    format!("{} {}", operation.method.name(), definition.path(operation))
}

/// The beginning of a text, of at most so many characters, with a sign if it goes on.
pub(crate) fn cut(text: &str, length: usize) -> String {
    let mut characters = text.chars();
    let mut shown: String = characters.by_ref().take(length).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}
