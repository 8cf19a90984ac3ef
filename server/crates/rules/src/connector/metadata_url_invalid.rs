//! The website and the privacy policy become links in the gallery. A link without `https://`, or with other words in its place,
//! leads nowhere
//! ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission)).
//!
//! ## Bad
//!
//! ```json /x-ms-connector-metadata/0/propertyValue
//! "www.contoso.com"
//! ```
//!
//! ## Bad
//!
//! ```json /x-ms-connector-metadata/1/propertyValue
//! "Not available"
//! ```
//!
//! ## Good
//!
//! ```json /x-ms-connector-metadata/0/propertyValue
//! "https://www.contoso.com"
//! ```

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::listing::{Address, address, corrected_address};
use crate::metadata::{PRIVACY_POLICY, WEBSITE, value_of};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/metadata-url-invalid",
    summary: "The website or the privacy policy is not a whole address of the web",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["UrlNotValid"],
    check: Check::Places(&[Place::ConnectorMetadataEntry], check),
};

fn check(context: &mut Context<'_>, entry: Node<'_>, _: Place) {
    for fact in [WEBSITE, PRIVACY_POLICY] {
        let Some((node, text)) = value_of(entry, fact) else { continue };
        if address(&text) == Address::Web {
            continue;
        }
        let corrected = corrected_address(&text);
        let message = match &corrected {
            Some(corrected) => format!("'{text}' is not a whole address. Did you mean '{corrected}'?"),
            None => format!("'{text}' is no address of the web. Give one with 'https://' at its start."),
        };
        let finding = context.on_value(node, message);
        if let Some(corrected) = corrected {
            let change = Change::Replace(node.id(), quote(&corrected));
            finding.fix(Fix::unsafe_(format!("Change to '{corrected}'"), FileRole::Definition, change));
        }
    }
}
