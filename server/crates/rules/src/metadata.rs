//! The facts in `x-ms-connector-metadata`.

use std::borrow::Cow;

use syntax::Node;
use syntax::edit::quote;

use crate::listing::{text_of, website};
use crate::near::nearest;

/// The address of the service's website.
pub(crate) const WEBSITE: &str = "Website";
/// The address of its privacy policy.
pub(crate) const PRIVACY_POLICY: &str = "Privacy policy";
/// One or two categories of the gallery.
pub(crate) const CATEGORIES: &str = "Categories";

/// The facts that certification asks for
/// (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>).
pub(crate) const FACTS: [&str; 3] = [WEBSITE, PRIVACY_POLICY, CATEGORIES];

/// The members of an entry.
pub(crate) const PARTS: [&str; 2] = ["propertyName", "propertyValue"];

/// The fact that a name means, in whatever spelling.
pub(crate) fn fact(name: &str) -> Option<&'static str> {
    if let Some(known) = FACTS.into_iter().find(|known| *known == name) {
        return Some(known);
    }
    let name = name.trim();
    let is_category = || name.eq_ignore_ascii_case("category").then_some(CATEGORIES);
    FACTS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name))
        .or_else(|| nearest(name, FACTS))
        .or_else(is_category)
}

/// The part of an entry that a member means whose name is no part: `PropertyName`, `name`.
pub(crate) fn meant_part(name: &str) -> Option<&'static str> {
    let is_short =
        |part: &&str| part.strip_prefix("property").is_some_and(|short| short.eq_ignore_ascii_case(name));
    if PARTS.contains(&name) {
        return None;
    }
    nearest(name, PARTS).or_else(|| PARTS.into_iter().find(is_short))
}

/// The member of an entry that means the part `name`, which the entry lacks.
pub(crate) fn misnamed<'n>(entry: Node<'n>, name: &str) -> Option<Node<'n>> {
    let mut members = entry.members();
    if entry.get(name).is_some() {
        return None;
    }
    members.find(|member| meant_part(&member.name()) == Some(name))
}

/// The name of an entry and the fact that it means.
pub(crate) fn fact_of(entry: Node<'_>) -> Option<(Node<'_>, Cow<'_, str>, &'static str)> {
    let node = entry.get("propertyName")?;
    let name = node.as_str()?;
    let fact = fact(&name)?;
    Some((node, name, fact))
}

/// The value of an entry with its text, if the entry means `fact` and says something.
pub(crate) fn value_of<'n>(entry: Node<'n>, fact: &str) -> Option<(Node<'n>, Cow<'n, str>)> {
    let (_, _, found) = fact_of(entry)?;
    let text = text_of(entry, "propertyValue").filter(|_| found == fact)?;
    Some((entry.get("propertyValue")?, text))
}

/// The categories in a text, each with the place where it starts (bytes). Semicolons separate.
pub(crate) fn categories(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(';').filter_map(move |part| {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        let part = part.trim();
        (!part.is_empty()).then_some((start, part))
    })
}

/// An entry as JSON.
pub(crate) fn entry_of(fact: &str, value: &str) -> String {
    format!("{{\"propertyName\":{},\"propertyValue\":{}}}", quote(fact), quote(value))
}

/// A first value for a fact: the website that the definition lets guess, a page below it for the privacy policy, and the
/// widest of the categories.
pub(crate) fn first_value(root: Node<'_>, fact: &str) -> Option<String> {
    match fact {
        CATEGORIES => Some("Productivity".to_owned()),
        WEBSITE => website(root),
        _ => Some(format!("{}/privacy", website(root)?.trim_end_matches('/'))),
    }
}

/// An entry as JSON with a first value for a fact.
pub(crate) fn first_guess(root: Node<'_>, fact: &str) -> Option<String> {
    Some(entry_of(fact, &first_value(root, fact)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_known_in_other_spellings() {
        for (name, known) in [
            ("Website", WEBSITE),
            ("WebSite", WEBSITE),
            ("Web site", WEBSITE),
            ("Privacy Policy", PRIVACY_POLICY),
            ("PrivacyPolicy", PRIVACY_POLICY),
            (" categories", CATEGORIES),
            ("Category", CATEGORIES),
        ] {
            assert_eq!(fact(name), Some(known), "{name}");
        }
        assert_eq!(["Terms of Service", "Fliplet", ""].map(fact), [None; 3]);
    }

    #[test]
    fn parts_are_known_by_other_names() {
        assert_eq!(meant_part("PropertyName"), Some("propertyName"));
        assert_eq!(meant_part("Value"), Some("propertyValue"));
        assert_eq!(["propertyName", "comment"].map(meant_part), [None; 2]);
    }

    #[test]
    fn categories_are_separated_by_semicolons() {
        let found: Vec<_> = categories(" AI;; IT Operations ;é").collect();
        assert_eq!(found, [(1, "AI"), (6, "IT Operations"), (21, "é")]);
    }
}
