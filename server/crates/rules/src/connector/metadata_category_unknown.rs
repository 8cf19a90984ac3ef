//! Makers browse the gallery by category, and it knows 19 of them: AI, Business Intelligence, Business Management, Collaboration,
//! Commerce, Communication, Content and Files, Data, Finance, Human Resources, IT Operations, Internet of Things, Lifestyle and
//! Entertainment, Marketing, Productivity, Sales and CRM, Security, Social Media, Website. Under another one nobody finds the
//! connector, and certification refuses it
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>). Of two, a semicolon stands
//! between.
//!
//! A category in another letter case has passed certification before, and is no more than a warning.
//!
//! ## Bad
//!
//! ```json /x-ms-connector-metadata/2/propertyValue
//! "Comerce;CRM"
//! ```
//!
//! ## Bad
//!
//! ```json /x-ms-connector-metadata/2/propertyValue
//! "Commerce, Productivity"
//! ```
//!
//! ## Good
//!
//! ```json /x-ms-connector-metadata/2/propertyValue
//! "Commerce;Sales and CRM"
//! ```

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::{CATEGORIES, Place};

use crate::fix::{Change, Fix};
use crate::metadata::{self, categories, value_of};
use crate::near::{MANY, nearest};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::part;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/metadata-category-unknown",
    summary: "The gallery has no category of this name",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["InvalidConnectorCategory"],
    check: Check::Places(&[Place::ConnectorMetadataEntry], check),
};

fn check(context: &mut Context<'_>, entry: Node<'_>, _: Place) {
    let Some((value, text)) = value_of(entry, metadata::CATEGORIES) else { return };
    let unknown = categories(&text).filter(|(_, category)| !is_known(category));
    for (count, (at, category)) in unknown.enumerate() {
        let near = meant(category);
        let list = near.is_none().then(|| separated_otherwise(category)).flatten();
        let message = match (near, &list) {
            (Some(near), _) => format!("The gallery has no category '{category}'. Did you mean '{near}'?"),
            (None, Some(list)) => {
                format!("Between two categories stands a semicolon. Write '{list}' in place of '{category}'.")
            }
            (None, None) => format!(
                "The gallery has no category '{category}'. Choose another one; the page of this rule lists all 19."
            ),
        };
        let finding = context.on(value, part(value, at, at + category.len()), message);
        if near.is_some_and(|near| near.eq_ignore_ascii_case(category)) {
            finding.at_most(Severity::Warning);
        }
        let is_listed = |near: &str| categories(&text).any(|(_, other)| other == near);
        let wanted = near.or(list.as_deref());
        // Each fix holds the whole list; thousands of them would be much, and of no use.
        let Some(wanted) = wanted.filter(|_| count < MANY) else { continue };
        let corrected = replaced(&text, category, Some(wanted).filter(|wanted| !is_listed(wanted)));
        let change = Change::Replace(value.id(), quote(&corrected));
        finding.fix(Fix::unsafe_(format!("Change to '{wanted}'"), FileRole::Definition, change));
    }
}

fn is_known(category: &str) -> bool {
    CATEGORIES.iter().any(|known| known.value == category)
}

/// The category that was most likely meant: of a near name, or the only one with this word in its name.
fn meant(category: &str) -> Option<&'static str> {
    let names = || CATEGORIES.iter().map(|known| known.value);
    let has_word = |name: &&str| name.split(' ').any(|word| word.eq_ignore_ascii_case(category));
    let only = || {
        let mut with_word = names().filter(has_word);
        with_word.next().filter(|_| with_word.next().is_none())
    };
    nearest(category, names()).or_else(only)
}

/// The list that several categories make between which something else than a semicolon stands.
fn separated_otherwise(text: &str) -> Option<String> {
    let parts = || text.split([',', '/', '|', '&']).map(str::trim);
    let list: Vec<&str> = parts().collect();
    (list.len() > 1 && parts().all(is_known)).then(|| list.join(";"))
}

/// The list with another text in place of `category`, or without it.
fn replaced(list: &str, category: &str, with: Option<&str>) -> String {
    let parts = categories(list).filter_map(|(_, part)| if part == category { with } else { Some(part) });
    parts.collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_recognised() {
        for (text, near) in [
            ("website", Some("Website")),
            ("Social media", Some("Social Media")),
            ("CRM", Some("Sales and CRM")),
            ("IT", Some("IT Operations")),
            ("Business", None),
            ("and", None),
            ("Weather", None),
        ] {
            assert_eq!(meant(text), near, "{text}");
        }
        assert_eq!(separated_otherwise("Data, AI").as_deref(), Some("Data;AI"));
        assert_eq!(separated_otherwise("Data, Weather"), None);
        assert_eq!(replaced("CRM; Data", "CRM", Some("Sales and CRM")), "Sales and CRM;Data");
        assert_eq!(replaced("CRM;Sales and CRM", "CRM", None), "Sales and CRM");
    }
}
