//! Some makers write a mail, others look for a page, and all want to know whom they write to: certification asks for the name,
//! the address and the mail address of a connector's support
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>).
//!
//! ## Bad
//!
//! ```json /info/contact
//! {
//!   "name": "Contoso Support",
//!   "url": "https://www.contoso.com/support"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /info/contact
//! {
//!   "name": "",
//!   "email": "support@contoso.com"
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
use crate::listing::{is_blank, mail, publisher, website};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/contact-incomplete",
    summary: "The contact lacks a name, an address or a mail address",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::Contact], check),
};

/// The members of a contact, and what they are for.
const PARTS: [(&str, &str); 3] =
    [("name", "who answers"), ("url", "the page of the support"), ("email", "the support's mail address")];

fn check(context: &mut Context<'_>, contact: Node<'_>, place: Place) {
    if !is_whole(contact) {
        return;
    }
    for (name, purpose) in PARTS {
        if is_blank(contact, name) && !is_misspelt(contact, place, name) {
            report(context, contact, name, purpose);
        }
    }
}

fn report(context: &mut Context<'_>, contact: Node<'_>, name: &str, purpose: &str) {
    let root = contact.parent().and_then(Node::parent);
    let guess = root.and_then(|root| match name {
        "name" => publisher(context, root),
        "url" => website(root),
        _ => mail(root),
    });
    let empty = contact.get(name);
    let finding = match empty {
        Some(empty) => {
            context.on_value(empty, format!("'{name}' of the contact is empty. Fill in {purpose}."))
        }
        None => context.on_key(contact, format!("The contact has no '{name}'. Add {purpose}.")),
    };
    let Some(guess) = guess else { return };
    let change = match empty {
        Some(empty) => Change::Replace(empty.id(), quote(&guess)),
        None => {
            Change::Insert { object: contact.id(), name: name.to_owned(), value: quote(&guess), after: None }
        }
    };
    let title = format!("Add \"{name}\": \"{guess}\", as a first guess");
    finding.fix(Fix::unsafe_(title, FileRole::Definition, change));
}
