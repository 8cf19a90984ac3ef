//! Everything in the gallery is a connector to some API, so the words say nothing there, and certification refuses titles
//! with them
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>). Only whole
//! words count: "Rapid" is fine.
//!
//! ## Bad
//!
//! ```json /info/title
//! "Contoso Orders API"
//! ```
//!
//! ## Good
//!
//! ```json /info/title
//! "Contoso Rapid Orders"
//! ```

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::{Place, RESTRICTED_TITLE_WORDS};

use crate::fix::{Change, Fix};
use crate::listing::mention;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::part;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/title-restricted-words",
    summary: "The title contains the word 'API' or 'Connector'",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["ValueContainsRestrictedWords"],
    check: Check::Members(&[Place::Info], &["title"], check),
};

fn check(context: &mut Context<'_>, title: Node<'_>, _: Place) {
    let Some(text) = title.as_str() else { return };
    let Some((at, word)) = mention(&text, RESTRICTED_TITLE_WORDS) else { return };
    let written = &text[at..at + word.len()];
    let message =
        format!("The title contains the word '{written}'. Leave it out, and name only the service.");
    let finding = context.on(title, part(title, at, at + word.len()), message);
    if let Some(shorter) = without_words(&text) {
        let change = Change::Replace(title.id(), quote(&shorter));
        finding.fix(Fix::unsafe_(format!("Change to '{shorter}'"), FileRole::Definition, change));
    }
}

/// The title without the words, if something is left that can be a title.
fn without_words(title: &str) -> Option<String> {
    let mut rest = title.to_owned();
    while let Some((at, word)) = mention(&rest, RESTRICTED_TITLE_WORDS) {
        rest.replace_range(at..at + word.len(), "");
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let rest = words.join(" ");
    let is_loose =
        |character: char| character.is_whitespace() || matches!(character, '-' | '–' | ':' | ',' | '&' | '/');
    let rest = rest.trim_matches(is_loose);
    let is_title = rest.ends_with(char::is_alphanumeric) && !rest.contains("()");
    is_title.then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_if_a_title_is_left() {
        let of = |title| without_words(title);
        assert_eq!(of("MCAS Connector").as_deref(), Some("MCAS"));
        assert_eq!(of("Contoso - API connector").as_deref(), Some("Contoso"));
        assert_eq!(of("Contoso API for Shops").as_deref(), Some("Contoso for Shops"));
        assert_eq!(of("API Connector"), None);
        assert_eq!(of("Contoso (API)"), None);
    }
}
