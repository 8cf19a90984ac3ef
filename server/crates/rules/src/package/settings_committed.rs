//! `settings.json` is where the `paconn` command remembers its arguments: the environment and the id of the connector of whoever
//! ran it last. It is of no use to others, and reviewers ask to take it out of what is submitted
//! ([source](https://github.com/microsoft/PowerPlatformConnectors/pull/669)). While both are empty, it tells of nobody.
//!
//! ## Bad
//!
//! ```text settings.json
//! {
//!   "connectorId": "shared_contoso-20orders",
//!   "environment": "0a6d5c1e-4c0b-4f0e-9a57-2d1f6f0f3b52",
//!   "apiProperties": "apiProperties.json",
//!   "apiDefinition": "apiDefinition.swagger.json",
//!   "icon": "icon.png",
//!   "script": "script.csx",
//!   "powerAppsUrl": "https://api.powerapps.com",
//!   "powerAppsApiVersion": "2016-11-01"
//! }
//! ```
//!
//! ## Good
//!
//! ```text folder
//! apiDefinition.swagger.json
//! apiProperties.json
//! readme.md
//! script.csx
//! ```
//!
//! ## Good
//!
//! ```text settings.json
//! {
//!   "connectorId": "",
//!   "environment": "",
//!   "apiProperties": "apiProperties.json",
//!   "apiDefinition": "apiDefinition.swagger.json",
//!   "icon": "icon.png",
//!   "script": "script.csx",
//!   "powerAppsUrl": "https://api.powerapps.com",
//!   "powerAppsApiVersion": "2016-11-01"
//! }
//! ```

use connector::SettingsFile;
use syntax::Kind;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "package/settings-committed",
    summary: "The settings of paconn stand beside the definition",
    levels: Levels::all(Severity::Info),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    let Some(settings) = connector.settings().filter(|settings| SettingsFile::is_for_paconn(settings)) else {
        return;
    };
    let root = settings.document.root();
    let is_empty = |key: &str| {
        root.get(key).is_none_or(|value| {
            value.kind() == Kind::Null || value.as_str().is_some_and(|text| text.is_empty())
        })
    };
    if is_empty("connectorId") && is_empty("environment") {
        return;
    }
    if connector.has_sibling("settings.json") == Some(true) && connector.definition().is_some() {
        let message = "This file holds the environment and ids of one person. Leave it out of what you submit or share.";
        context.on_key(root, message);
    }
}
