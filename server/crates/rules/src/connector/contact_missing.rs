//! The contact tells makers whom to ask when a connector does not work; the documentation of a published connector shows it.
//! Certification asks for one with a name, an address and a mail address
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>).
//!
//! ## Bad
//!
//! ```json /info
//! {
//!   "title": "Contoso Orders",
//!   "description": "Read and change the orders of a Contoso shop from flows and apps.",
//!   "version": "1.0"
//! }
//! ```
//!
//! ## Good
//!
//! ```json /info/contact
//! {
//!   "name": "Contoso Support",
//!   "url": "https://www.contoso.com/support",
//!   "email": "support@contoso.com"
//! }
//! ```
//!
//! ## Fix
//!
//! Adds first guesses: the publisher, the website, and `support@` its server. Correct what is otherwise.

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::listing::{mail, publisher, website};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/contact-missing",
    summary: "The connector names no contact",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredPropertyMissing"],
    check: Check::Places(&[Place::Info], check),
};

fn check(context: &mut Context<'_>, info: Node<'_>, place: Place) {
    if info.get("contact").is_some() || !is_whole(info) || is_misspelt(info, place, "contact") {
        return;
    }
    let message = "The connector names no contact. Add 'contact' with the name, address and mail address of its support.";
    let guess = info.parent().and_then(|root| {
        let (name, site, mail) = (publisher(context, root)?, website(root)?, mail(root)?);
        Some(format!("{{\"name\":{},\"url\":{},\"email\":{}}}", quote(&name), quote(&site), quote(&mail)))
    });
    let finding = context.on_key(info, message);
    if let Some(value) = guess {
        let change = Change::Insert { object: info.id(), name: "contact".to_owned(), value, after: None };
        finding.fix(Fix::unsafe_(
            "Add a contact, with first guesses to correct",
            FileRole::Definition,
            change,
        ));
    }
}
