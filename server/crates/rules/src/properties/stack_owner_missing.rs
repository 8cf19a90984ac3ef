//! `stackOwner` is the company whose service the connector calls. For a connector of that company itself it is the same as
//! the publisher. Certification sends back a connector without it.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission))
//!
//! The command `paconn` [cannot upload a file that has
//! it](https://github.com/microsoft/PowerPlatformConnectors/issues/614). Who uploads a connector with it takes the member
//! out for the upload, or switches this rule off if the connector is never submitted.
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
//!   "publisher": "Contoso"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/stackOwner
//! " "
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/stackOwner
//! "Contoso"
//! ```
//!
//! ## Fix
//!
//! Writes the publisher; for an independent publisher the title, which names the service.

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::owners::{is_blank, name_in, service};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Profile, Severity};

pub static RULE: Rule = Rule {
    code: "properties/stack-owner-missing",
    summary: "The connector does not say whose service it calls",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::Properties], check),
};

const MEMBER: &str = "stackOwner";

/// The same in lower case, which the format knows from a published connector.
const LOWER_CASE: &str = "stackowner";

fn check(context: &mut Context<'_>, properties: Node<'_>, place: Place) {
    let found = properties.get(MEMBER);
    if found.is_some_and(|value| !is_blank(value)) {
        return;
    }
    if found.is_none() && (!is_whole(properties) || is_misspelt(properties, place, MEMBER)) {
        return;
    }
    let name = match context.profile() {
        Profile::Independent => context.definition().and_then(service),
        _ => name_in(properties, "publisher"),
    };
    if let Some(value) = found {
        let finding =
            context.on_value(value, "'stackOwner' is empty. Write whose service the connector calls.");
        if let Some(name) = name {
            let change = Change::Replace(value.id(), quote(&name));
            finding.fix(Fix::unsafe_(format!("Write '{name}' as the owner"), finding.file, change));
        }
        return;
    }
    if let Some(lower_case) = properties.get(LOWER_CASE) {
        let finding =
            context.on_key(lower_case, "The member is called 'stackOwner', with a capital O. Rename it.");
        let change = Change::Rename(lower_case.id(), MEMBER.to_owned());
        finding.fix(Fix::unsafe_("Rename to 'stackOwner'", finding.file, change));
        return;
    }
    let message = "'stackOwner' is missing. Add the name of the company whose service the connector calls.";
    let finding = context.on_key(properties, message);
    if let Some(name) = name {
        let change = Change::Insert {
            object: properties.id(),
            name: MEMBER.to_owned(),
            value: quote(&name),
            after: properties.get("publisher").map(|_| "publisher".to_owned()),
        };
        finding.fix(Fix::unsafe_(format!("Write '{name}' as the owner"), finding.file, change));
    }
}
