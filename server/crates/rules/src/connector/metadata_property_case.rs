//! The names of the metadata are `Website`, `Privacy policy` and `Categories`, and tools compare them letter by letter. Under
//! another spelling an entry may count as missing
//! ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission)).
//!
//! ## Bad
//!
//! ```json /x-ms-connector-metadata/1/propertyName
//! "Privacy Policy"
//! ```
//!
//! ## Bad
//!
//! ```json /x-ms-connector-metadata/2/propertyName
//! "Category"
//! ```
//!
//! ## Good
//!
//! ```json /x-ms-connector-metadata/1/propertyName
//! "Privacy policy"
//! ```

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety};
use crate::metadata::{fact, fact_of};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/metadata-property-case",
    summary: "A name in the metadata is spelt in another way",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Members(&[Place::ConnectorMetadataEntry], &["propertyName"], check),
};

fn check(context: &mut Context<'_>, name: Node<'_>, _: Place) {
    let Some(text) = name.as_str() else { return };
    let Some(fact) = fact(&text).filter(|fact| *fact != text) else { return };
    let finding =
        context.on_value(name, format!("The name is '{fact}', in these letters. Write it like that."));
    let entries = name.parent().and_then(Node::parent).into_iter().flat_map(Node::items);
    let is_twice = entries.filter_map(fact_of).filter(|(_, _, found)| *found == fact).nth(1).is_some();
    if is_twice {
        return;
    }
    // In another letter case it says what it was meant to say.
    let safety = if fact.eq_ignore_ascii_case(&text) { Safety::Safe } else { Safety::Unsafe };
    let change = Change::Replace(name.id(), quote(fact));
    finding.fix(Fix::new(safety, format!("Change to '{fact}'"), FileRole::Definition, change));
}
