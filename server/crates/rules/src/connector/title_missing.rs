//! The title is the name under which makers find the connector in the gallery, and the first word of every step they add.
//! Swagger requires it, and an import without a title fails
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /info/title
//! ""
//! ```
//!
//! ## Bad
//!
//! ```json /info
//! {
//!   "description": "Read and change the orders of a Contoso shop from flows and apps.",
//!   "version": "1.0",
//!   "contact": {
//!     "name": "Contoso Support",
//!     "url": "https://www.contoso.com/support",
//!     "email": "support@contoso.com"
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /info/title
//! "Contoso Orders"
//! ```
//!
//! ## Fix
//!
//! Takes the longest part of the host's name as a first guess.

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::host::is_host;
use crate::listing::{is_blank, text_of};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity, naming};

pub static RULE: Rule = Rule {
    code: "connector/title-missing",
    summary: "The connector has no title",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredPropertyMissing", "RequiredValueEmpty"],
    check: Check::Places(&[Place::Info], check),
};

fn check(context: &mut Context<'_>, info: Node<'_>, place: Place) {
    if !is_blank(info, "title") || !is_whole(info) || is_misspelt(info, place, "title") {
        return;
    }
    let title = info.get("title");
    let message = "The connector has no title. Add the name under which makers look for the service.";
    let finding = match title {
        Some(title) => context.on_value(title, message),
        None => context.on_key(info, message),
    };
    let Some(guess) = info.parent().and_then(name_of_host) else { return };
    let change = match title {
        Some(title) => Change::Replace(title.id(), quote(&guess)),
        None => Change::InsertFirst { object: info.id(), name: "title".to_owned(), value: quote(&guess) },
    };
    let fix =
        Fix::unsafe_(format!("Add the title '{guess}', from the host's name"), FileRole::Definition, change);
    finding.fix(fix);
}

/// The longest part of the host's name, its ending aside, as a title.
fn name_of_host(root: Node<'_>) -> Option<String> {
    let host = text_of(root, "host").filter(|host| is_host(host))?;
    let (labels, _) = host.rsplit_once('.')?;
    let label = labels.split('.').max_by_key(|label| label.len())?;
    let title = naming::title_case(label);
    let is_title = title.chars().any(char::is_alphabetic) && title.chars().count() <= 30;
    is_title.then_some(title)
}
