//! Over plain `http` everyone on the way can read and change what a flow sends, the key or password with it. List
//! `https`, as [published connectors
//! do](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission).
//!
//! ## Bad
//!
//! ```json /schemes
//! ["http"]
//! ```
//!
//! ## Good
//!
//! ```json /schemes
//! ["https"]
//! ```
//!
//! ## Fix
//!
//! Puts `https` in place of `http`. See that the server answers there.

use connector::FileRole;
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/scheme-no-https",
    summary: "Calls go over plain http",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::Schemes], check),
};

fn check(context: &mut Context<'_>, schemes: Node<'_>, _: Place) {
    // An unknown protocol has a finding, which says to use https.
    let mut words = schemes.items().map(Node::as_str);
    let Some(plain) = schemes.items().next() else { return };
    if !words.all(|word| word.is_some_and(|word| word == "http")) {
        return;
    }
    let change = Change::Replace(plain.id(), "\"https\"".to_owned());
    context
        .on_key(schemes, "Calls would go over plain http, which anyone on the way can read. Use 'https'.")
        .fix(Fix::unsafe_("Change to 'https'", FileRole::Definition, change));
}
