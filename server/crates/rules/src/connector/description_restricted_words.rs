//! The same connector works in all products that take connectors. A description that names one of them leaves the makers of
//! the others wondering, and certification refuses it
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /info/description
//! "Read and change the orders of a Contoso shop from Power Automate."
//! ```
//!
//! ## Good
//!
//! ```json /info/description
//! "Read and change the orders of a Contoso shop from flows and apps."
//! ```

use syntax::Node;
use vocabulary::{PRODUCT_NAMES_IN_TEXTS, Place};

use crate::listing::mention;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::part;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/description-restricted-words",
    summary: "The description names Power Apps, Power Automate or Logic Apps",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::None,
    microsoft: &["ValueContainsRestrictedWords"],
    check: Check::Members(&[Place::Info], &["description"], check),
};

fn check(context: &mut Context<'_>, description: Node<'_>, _: Place) {
    let Some(text) = description.as_str() else { return };
    let Some((at, name)) = mention(&text, PRODUCT_NAMES_IN_TEXTS) else { return };
    let message = format!(
        "The description names '{name}', which is only one of the products that have the connector. Write of flows \
         and apps, or leave the name out."
    );
    context.on(description, part(description, at, at + name.len()), message);
}
