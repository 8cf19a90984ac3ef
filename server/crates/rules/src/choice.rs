//! Values that must be one of a few words.

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;

use crate::finding::Finding;
use crate::fix::{Change, Fix, Safety};
use crate::near::nearest;

/// The types of schemas. The last one is only for a whole response.
pub(crate) const SCHEMA_TYPES: [&str; 7] =
    ["object", "array", "string", "integer", "number", "boolean", "file"];

/// What other languages and formats call the types of Swagger.
pub(crate) const TYPE_SYNONYMS: &[(&str, &str)] = &[
    ("int", "integer"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("long", "integer"),
    ("bool", "boolean"),
    ("float", "number"),
    ("double", "number"),
    ("decimal", "number"),
    ("str", "string"),
    ("text", "string"),
    ("date", "string"),
    ("date-time", "string"),
    ("datetime", "string"),
    ("uuid", "string"),
    ("guid", "string"),
    ("list", "array"),
    ("dict", "object"),
];

/// The word of `allowed` that `found` most likely stands for: by `synonyms` (what is written, in lower case, and what
/// is meant), else the nearest. `None` if no word is near.
pub(crate) fn meant(
    found: &str,
    allowed: &[&'static str],
    synonyms: &[(&str, &'static str)],
) -> Option<&'static str> {
    let found = found.trim();
    let exact = allowed.iter().copied().find(|word| *word == found);
    let synonym =
        || synonyms.iter().find(|(written, _)| written.eq_ignore_ascii_case(found)).map(|(_, word)| *word);
    exact.or_else(synonym).or_else(|| nearest(found, allowed.iter().copied()))
}

/// Offers to replace `value` by `word`. Safe if only letter case and outer blanks differ: a reader that forgives these
/// sees the same word, and one that does not forgive them refuses the file as it is.
pub(crate) fn offer(finding: &mut Finding, file: FileRole, value: Node<'_>, word: &str) {
    let written = value.as_str();
    let same = written.is_some_and(|written| written.trim().eq_ignore_ascii_case(word));
    let safety = if same { Safety::Safe } else { Safety::Unsafe };
    finding.fix(Fix::new(
        safety,
        format!("Change to '{word}'"),
        file,
        Change::Replace(value.id(), quote(word)),
    ));
}

/// `'a', 'b' or 'c'`.
pub(crate) fn listed(words: &[&str]) -> String {
    let mut out = String::new();
    for (index, word) in words.iter().enumerate() {
        out.push_str(match index {
            0 => "",
            _ if index + 1 == words.len() => " or ",
            _ => ", ",
        });
        out.push('\'');
        out.push_str(word);
        out.push('\'');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_found_by_case_synonym_and_nearness() {
        let allowed = ["integer", "string", "boolean"];
        let synonyms = [("int", "integer"), ("bool", "boolean")];
        assert_eq!(meant("String", &allowed, &synonyms), Some("string"));
        assert_eq!(meant(" string", &allowed, &synonyms), Some("string"));
        assert_eq!(meant("Int", &allowed, &synonyms), Some("integer"));
        assert_eq!(meant("interger", &allowed, &synonyms), Some("integer"));
        assert_eq!(meant("widget", &allowed, &synonyms), None);
    }

    #[test]
    fn words_are_listed_as_a_choice() {
        assert_eq!(listed(&["a"]), "'a'");
        assert_eq!(listed(&["a", "b", "c"]), "'a', 'b' or 'c'");
    }
}
