//! How things are called and counted in what is shown.

use connector::{Definition, Operation};
use syntax::Node;

use crate::markup::Line;
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

/// What makers read of a parameter or a way to sign in, by its `uiDefinition`; `text` reads a member. Both ways to write
/// the name occur.
pub(crate) fn display_name(ui: Node<'_>, text: impl Fn(Node<'_>, &str) -> Option<String>) -> Option<String> {
    text(ui, "displayName").or_else(|| text(ui, "displayname"))
}

/// Names after a line, with commas between them; of more than `most` the first, and how many are left.
pub(crate) fn codes<T: AsRef<str>>(line: Line, names: &[T], most: usize) -> Line {
    let shown = names.iter().take(most).enumerate();
    let line =
        shown.fold(line, |line, (at, name)| line.text(if at == 0 { "" } else { ", " }).code(name.as_ref()));
    match names.len().saturating_sub(most) {
        0 => line,
        more => line.text(format!(" and {more} more")),
    }
}

/// Plurals that no rule of [`singular`] fits.
const IRREGULAR: [(&str, &str); 11] = [
    ("analyses", "analysis"),
    ("caches", "cache"),
    ("calories", "calorie"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("lenses", "lens"),
    ("menus", "menu"),
    ("movies", "movie"),
    ("people", "person"),
    ("ties", "tie"),
    ("uses", "use"),
];
/// Words that are no plural, though they end like one.
const SINGULAR: [&str; 12] =
    ["alias", "atlas", "bias", "canvas", "dns", "gas", "gps", "lens", "means", "news", "series", "species"];

/// One of what an English word names, in the letter case of the word: `Orders` is `Order`. A word that does not look like
/// a plural comes back as it is.
pub(crate) fn singular(word: &str) -> String {
    let plain = word.to_ascii_lowercase();
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == plain) {
        let kept =
            one.bytes().zip(word.bytes()).take_while(|(new, old)| new.eq_ignore_ascii_case(old)).count();
        return format!("{}{}", &word[..kept], &one[kept..]);
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| plain.ends_with(ending));
    let without = |length: usize| word[..word.len() - length].to_owned();
    if SINGULAR.contains(&plain.as_str()) || plain.len() < 3 || !ends(&["s"]) || ends(&["us", "is", "ss"]) {
        return word.to_owned();
    }
    if ends(&["ies"]) && plain.len() > 4 {
        return without(3) + "y";
    }
    // Houses and causes end in an e already; statuses and aliases do not.
    let hisses =
        ends(&["sses", "xes", "ches", "shes", "iases"]) || ends(&["uses"]) && !ends(&["ouses", "auses"]);
    without(if hisses { 2 } else { 1 })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_has_a_name() {
        for (many, one) in [
            ("orders", "order"),
            ("Entries", "Entry"),
            ("boxes", "box"),
            ("Addresses", "Address"),
            ("invoices", "invoice"),
            ("purchases", "purchase"),
            ("warehouses", "warehouse"),
            ("branches", "branch"),
            ("statuses", "status"),
            ("aliases", "alias"),
            ("Movies", "Movie"),
            ("MENUS", "MENU"),
            ("People", "Person"),
            ("analyses", "analysis"),
            ("pies", "pie"),
        ] {
            assert_eq!(singular(many), one);
        }
        for one in ["status", "series", "News", "analysis", "address", "data", "as", "s", "", "größe", "日本"]
        {
            assert_eq!(singular(one), one);
        }
    }
}
