//! `publisher` is the name of the person or company that publishes the connector; the gallery shows it below the title.
//! Certification sends back a connector without it.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties
//! {
//!   "iconBrandColor": "#da3b01",
//!   "connectionParameters": {
//!     "api_key": {
//!       "type": "securestring",
//!       "uiDefinition": {
//!         "displayName": "API key",
//!         "description": "The key of your shop.",
//!         "tooltip": "You find the key in the settings of the shop.",
//!         "constraints": { "required": "true", "clearText": false, "tabIndex": 2 }
//!       }
//!     }
//!   },
//!   "capabilities": [],
//!   "scriptOperations": ["GetItem"],
//!   "stackOwner": "Contoso"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/publisher
//! ""
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/publisher
//! "Contoso"
//! ```
//!
//! ## Fix
//!
//! Writes the owner of the service, or the name of the contact that the definition gives; for an independent publisher
//! only that one.

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::owners::{contact, is_blank, name_in};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Profile, Severity};

pub static RULE: Rule = Rule {
    code: "properties/publisher-missing",
    summary: "The connector does not say who publishes it",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::Properties], check),
};

const MEMBER: &str = "publisher";

fn check(context: &mut Context<'_>, properties: Node<'_>, place: Place) {
    let found = properties.get(MEMBER);
    if found.is_some_and(|value| !is_blank(value)) {
        return;
    }
    if found.is_none() && (!is_whole(properties) || is_misspelt(properties, place, MEMBER)) {
        return;
    }
    let owner = || name_in(properties, "stackOwner");
    let definition = context.definition();
    let contact = || definition.and_then(contact);
    let name = match context.profile() {
        Profile::Independent => contact(),
        _ => owner().or_else(contact),
    };
    let text = name.as_deref().map(quote);
    let (finding, change) = if let Some(value) = found {
        let message = "'publisher' is empty. Write the name of who publishes the connector.";
        (context.on_value(value, message), text.map(|text| Change::Replace(value.id(), text)))
    } else {
        let message = "'publisher' is missing. Add the name of who publishes the connector.";
        let insertion = |value: String| Change::Insert {
            object: properties.id(),
            name: MEMBER.to_owned(),
            value,
            after: None,
        };
        (context.on_key(properties, message), text.map(insertion))
    };
    if let (Some(name), Some(change)) = (name, change) {
        finding.fix(Fix::unsafe_(format!("Write '{name}' as the publisher"), finding.file, change));
    }
}
