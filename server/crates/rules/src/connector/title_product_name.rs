//! The title names the service that the connector leads to. With the name of a Power Platform product in it, it looks like a
//! part of that product, and is wrong in all the others in which the connector works, too
//! ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission)).
//!
//! ## Bad
//!
//! ```json /info/title
//! "Contoso Cards for Power Apps"
//! ```
//!
//! ## Good
//!
//! ```json /info/title
//! "Contoso Cards"
//! ```

use syntax::Node;
use vocabulary::{PRODUCT_NAMES, Place};

use crate::listing::mention;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::part;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/title-product-name",
    summary: "The title names a product of Power Platform",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::None,
    microsoft: &["ValueContainsRestrictedWords"],
    check: Check::Members(&[Place::Info], &["title"], check),
};

fn check(context: &mut Context<'_>, title: Node<'_>, _: Place) {
    let Some(text) = title.as_str() else { return };
    let Some((at, name)) = mention(&text, PRODUCT_NAMES) else { return };
    let message = format!(
        "The title names '{name}', in which the connector is only used. Name only the service behind it."
    );
    context.on(title, part(title, at, at + name.len()), message);
}
