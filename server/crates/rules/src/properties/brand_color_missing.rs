//! `iconBrandColor` is the colour behind the connector's icon. Every connector has one: the service refuses a file
//! without it. Independent publishers use the one colour that all of them share.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties
//! {
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
//!   "publisher": "Contoso",
//!   "stackOwner": "Contoso"
//! }
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/iconBrandColor
//! "#da3b01"
//! ```
//!
//! ## Fix
//!
//! Adds the colour of independent publishers to their connectors, and a dark grey to others, in place of which you write
//! the colour of your own brand.

use syntax::Node;
use syntax::edit::quote;
use vocabulary::{INDEPENDENT_PUBLISHER_COLOR, Place};

use crate::colors::NEUTRAL;
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Profile, Severity};

pub static RULE: Rule = Rule {
    code: "properties/brand-color-missing",
    summary: "The connector has no brand colour",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::Properties], check),
};

const MEMBER: &str = "iconBrandColor";

fn check(context: &mut Context<'_>, properties: Node<'_>, place: Place) {
    let is_there = properties.get(MEMBER).is_some();
    if is_there || !is_whole(properties) || is_misspelt(properties, place, MEMBER) {
        return;
    }
    let is_independent = context.profile() == Profile::Independent;
    let color = if is_independent { INDEPENDENT_PUBLISHER_COLOR } else { NEUTRAL };
    let example = if is_independent { INDEPENDENT_PUBLISHER_COLOR } else { "#1a5fb4" };
    let message = format!(
        "'iconBrandColor' is missing, and the service refuses a file without it. Add the colour behind the icon, such as \
         '{example}'."
    );
    let change =
        Change::Insert { object: properties.id(), name: MEMBER.to_owned(), value: quote(color), after: None };
    let finding = context.on_key(properties, message);
    finding.fix(Fix::unsafe_(format!("Add the brand colour '{color}'"), finding.file, change));
}
