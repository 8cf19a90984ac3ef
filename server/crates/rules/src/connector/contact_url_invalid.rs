//! What stands under `url` becomes a link on the page of the connector. Without `https://` before it, it leads to a place on that
//! page itself, and the import refuses it
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /info/contact/url
//! "www.contoso.com/support"
//! ```
//!
//! ## Good
//!
//! ```json /info/contact/url
//! "https://www.contoso.com/support"
//! ```

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::listing::{Address, address, corrected_address};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/contact-url-invalid",
    summary: "The contact's address is not a whole address of the web",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["UrlNotValid"],
    check: Check::Members(&[Place::Contact], &["url"], check),
};

fn check(context: &mut Context<'_>, url: Node<'_>, _: Place) {
    let Some(text) = url.as_str() else { return };
    let kind = address(&text);
    // An empty one is missing, which is reported there.
    if kind == Address::Web || text.trim().is_empty() {
        return;
    }
    let corrected = corrected_address(&text);
    let message = match (&corrected, kind) {
        (Some(corrected), _) => format!("'{text}' is not a whole address. Did you mean '{corrected}'?"),
        (None, Address::OtherScheme) => {
            format!("'{text}' is no address of the web. Give that of a page, with 'https://' at its start.")
        }
        (None, _) => {
            format!("'{text}' is no address. Give that of the support page, with 'https://' at its start.")
        }
    };
    let finding = context.on_value(url, message);
    if kind == Address::OtherScheme {
        // It is an absolute address, so that it may well pass.
        finding.at_most(Severity::Warning);
    }
    if let Some(corrected) = corrected {
        let change = Change::Replace(url.id(), quote(&corrected));
        finding.fix(Fix::unsafe_(format!("Change to '{corrected}'"), FileRole::Definition, change));
    }
}
