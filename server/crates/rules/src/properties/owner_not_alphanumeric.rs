//! `publisher` and `stackOwner` are names that the gallery shows, and by which it can be filtered. Reviewers ask for the
//! plain name of the person or company: no address, no brackets or other symbols.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/stackOwner
//! "https://www.contoso.com/"
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/publisher
//! "Ann Beebe [Contoso]"
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/publisher
//! "Ann Beebe, Contoso & Sons Ltd."
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::owners::{is_address, is_blank, symbol};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/owner-not-alphanumeric",
    summary: "The publisher or owner is an address or has symbols",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Members(&[Place::Properties], &["publisher", "stackOwner", "stackowner"], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(name) = node.as_str().filter(|_| !is_blank(node)) else { return };
    let message = if is_address(&name) {
        format!("'{name}' is an address. Write the plain name of the person or company.")
    } else if let Some(symbol) = symbol(&name) {
        format!("'{symbol}' does not belong into a name. Write the plain name of the person or company.")
    } else {
        return;
    };
    context.on_value(node, message);
}
