//! Makers find a connector by its categories, and want to know whose service it is and what becomes of their data. So
//! certification asks for `Website`, `Privacy policy` and `Categories` in `x-ms-connector-metadata`
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /x-ms-connector-metadata
//! [
//!   { "propertyName": "Website", "propertyValue": "https://www.contoso.com" },
//!   { "propertyName": "Categories", "propertyValue": "" }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json /x-ms-connector-metadata
//! [
//!   { "propertyName": "Website", "propertyValue": "https://www.contoso.com" },
//!   { "propertyName": "Privacy policy", "propertyValue": "https://www.contoso.com/privacy" },
//!   { "propertyName": "Categories", "propertyValue": "Commerce;Productivity" }
//! ]
//! ```
//!
//! ## Fix
//!
//! Adds a first guess. Correct it if it is otherwise.

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::listing::is_blank;
use crate::metadata::{FACTS, PARTS, fact_of, first_guess, first_value};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/metadata-property-missing",
    summary: "The metadata lack the website, the privacy policy or the categories",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["ConnectorMetadataPropertiesMissing"],
    check: Check::Places(&[Place::ConnectorMetadata], check),
};

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    // An entry that is no entry, which has a finding, may be the one that seems to be missing.
    let is_entry = |entry: Node<'_>| PARTS.iter().all(|part| entry.get(part).is_some());
    if !is_whole(list) || !list.items().all(is_entry) {
        return;
    }
    for fact in FACTS {
        let means_it = |entry: &Node<'_>| fact_of(*entry).is_some_and(|(_, _, found)| found == fact);
        match list.items().find(means_it) {
            Some(entry) => check_value(context, entry, fact),
            None => report(context, list, fact),
        }
    }
}

/// Reports an entry that is there and says nothing.
fn check_value(context: &mut Context<'_>, entry: Node<'_>, fact: &str) {
    let Some(value) = entry.get("propertyValue").filter(|_| is_nothing(entry)) else { return };
    let guess = entry.parent().and_then(Node::parent).and_then(|root| first_value(root, fact));
    let finding = context.on_value(value, format!("'{fact}' of the metadata is empty. Fill it in."));
    if let Some(guess) = guess {
        let change = Change::Replace(value.id(), quote(&guess));
        let title = format!("Fill in '{guess}', as a first guess");
        finding.fix(Fix::unsafe_(title, FileRole::Definition, change));
    }
}

fn is_nothing(entry: Node<'_>) -> bool {
    let is_null = entry.get("propertyValue").is_some_and(|value| value.kind() == syntax::Kind::Null);
    is_null || is_blank(entry, "propertyValue")
}

fn report(context: &mut Context<'_>, list: Node<'_>, fact: &str) {
    let guess = list.parent().and_then(|root| first_guess(root, fact));
    let message = format!("The metadata lack '{fact}'. Add an entry for it.");
    let finding = context.on_key(list, message);
    if let Some(guess) = guess {
        let title = format!("Add '{fact}', with a first guess to correct");
        finding.fix(Fix::unsafe_(title, FileRole::Definition, Change::Append(list.id(), guess)));
    }
}
