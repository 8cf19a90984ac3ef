//! Whether a description says something new about how an operation behaves.

use std::collections::BTreeMap;

/// Words that say how something behaves: defaults, limits, units, order.
const WORDS: &[&str] = &[
    "ascending",
    "bytes",
    "case-sensitive",
    "celsius",
    "cents",
    "days",
    "default",
    "defaults",
    "descending",
    "exclusive",
    "exclusively",
    "fahrenheit",
    "gb",
    "hour",
    "hours",
    "ignored",
    "inclusive",
    "kb",
    "limit",
    "limited",
    "local",
    "max",
    "maximum",
    "mb",
    "milliseconds",
    "min",
    "minimum",
    "minute",
    "minutes",
    "month",
    "months",
    "must",
    "never",
    "only",
    "percent",
    "percentage",
    "required",
    "optional",
    "second",
    "seconds",
    "timeout",
    "utc",
    "week",
    "weeks",
    "year",
    "years",
];

/// What one text says about defaults, limits, units and numbers that the other does not, in short; `None` if they agree
/// in that, however they are worded, or if one of them says nothing at all.
pub(super) fn difference(old: &str, new: &str) -> Option<String> {
    if old.trim().is_empty() || new.trim().is_empty() || facts(old).eq(facts(new)) {
        return None;
    }
    let mut counts: BTreeMap<String, i32> = BTreeMap::new();
    for (text, step) in [(old, -1), (new, 1)] {
        for fact in facts(text) {
            *counts.entry(fact.to_lowercase()).or_default() += step;
        }
    }
    let pick = |sign: i32| -> Vec<&str> {
        counts.iter().filter(|(_, count)| **count * sign > 0).map(|(fact, _)| fact.as_str()).take(3).collect()
    };
    let (gone, added) = (pick(-1), pick(1));
    let quoted = |facts: &[&str]| facts.iter().map(|fact| format!("'{fact}'")).collect::<Vec<_>>().join(", ");
    match (gone.is_empty(), added.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("no longer {}", quoted(&gone))),
        (true, false) => Some(format!("now {}", quoted(&added))),
        (false, false) => Some(format!("{} instead of {}", quoted(&added), quoted(&gone))),
    }
}

/// The numbers and telling words of a text. Links and the numbers inside of names are passed over.
fn facts(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|character: char| character.is_whitespace() || "()[]\"'`;=".contains(character));
    let words = words.filter(|word| !word.contains("://"));
    let words = words
        .map(|word| word.trim_matches(|character: char| !character.is_alphanumeric() && character != '%'));
    words.filter(|word| {
        word.starts_with(|first: char| first.is_ascii_digit())
            || WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
    })
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn only_what_bears_on_behaviour_counts() {
        for (old, new) in [
            ("The id of the order.", "The order's identifier."),
            ("Gets orders.", ""),
            ("", "Default is 10."),
            ("Up to 100 rows.", "At 100 rows it ends.".trim_start_matches("At ")),
            ("See https://example.com/v1/x", "See https://example.com/v2/x"),
            ("Orders of API v1.", "Orders of API v2."),
        ] {
            assert_eq!(difference(old, new), None, "{old} {new}");
        }
        for (old, new, said) in [
            ("Up to 100 rows.", "Up to 50 rows.", "'50' instead of '100'"),
            (
                "The timeout in seconds.",
                "The timeout in milliseconds.",
                "'milliseconds' instead of 'seconds'",
            ),
            ("The page size.", "The page size. The default is 20.", "now '20', 'default'"),
            ("The time, in UTC.", "The time.", "no longer 'utc'"),
        ] {
            assert_eq!(difference(old, new).as_deref(), Some(said), "{old} {new}");
        }
    }
}
