//! The description stands under the title in the gallery and tells makers whether this is the service they look for. Without
//! one certification fails, and so does the `update` command of `paconn`, which reads the description in any case
//! ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission)).
//!
//! ## Bad
//!
//! ```json /info
//! {
//!   "title": "Contoso Orders",
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
//! ```json /info/description
//! "Read and change the orders of a Contoso shop from flows and apps."
//! ```
//!
//! ## Fix
//!
//! Makes a first description from the summaries of the first operations.

use connector::{Definition, FileRole};
use syntax::Node;
use syntax::edit::quote;
use vocabulary::{PRODUCT_NAMES_IN_TEXTS, Place};

use crate::fix::{Change, Fix};
use crate::listing::{is_blank, mention, text_of};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/description-missing",
    summary: "The connector has no description",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredPropertyMissing"],
    check: Check::Places(&[Place::Info], check),
};

fn check(context: &mut Context<'_>, info: Node<'_>, place: Place) {
    if !is_blank(info, "description") || !is_whole(info) || is_misspelt(info, place, "description") {
        return;
    }
    let description = info.get("description");
    let guess = context.definition().and_then(|definition| from_operations(info, definition));
    let message = "The connector has no description. Say in 30 to 500 characters what its users can do with the service.";
    let finding = match description {
        Some(description) => context.on_value(description, message),
        None => context.on_key(info, message),
    };
    let Some(guess) = guess else { return };
    let change = Change::set(info, "description", quote(&guess), Some("title"));
    finding.fix(Fix::unsafe_(
        "Add a description from the operations' summaries",
        FileRole::Definition,
        change,
    ));
}

/// How many operations a first description names.
const NAMED: usize = 4;

/// A description that names the first operations, if it can stand as one.
fn from_operations(info: Node<'_>, definition: &Definition) -> Option<String> {
    let shown = definition.operations.iter().filter(|operation| !operation.is_internal());
    let summaries = shown.filter_map(|operation| text_of(definition.node(operation.node), "summary"));
    let list: Vec<_> = summaries.take(NAMED).map(|summary| summary.trim().to_owned()).collect();
    let title = text_of(info, "title")?;
    let description = format!("What {title} offers in flows and apps: {}.", list.join(", "));
    let is_fit = !list.is_empty()
        && (super::description_length::ALLOWED).contains(&description.chars().count())
        && mention(&description, PRODUCT_NAMES_IN_TEXTS).is_none();
    is_fit.then_some(description)
}
