//! A default is sent as it stands. `"10"` for an integer is a text, which the platform refuses and services trip over.
//! `null` is a warning only: it is no default at all, unless the value has `"x-nullable": true`.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/quantity/default
//! "10"
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1/default
//! null
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1/default
//! "10"
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/tags
//! {
//!   "type": "array",
//!   "items": { "type": "string" },
//!   "default": "[]",
//!   "x-ms-summary": "Tags",
//!   "description": "Words to find the item by."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/quantity/default
//! 10
//! ```

use syntax::{Kind, Node};
use vocabulary::{Place, Types};

use crate::finding::Finding;
use crate::fix::{Change, Fix, Safety};
use crate::places::TYPED;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::is_blank;
use crate::values::{converted, declared_type, json_type, without_null};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/default-type-mismatch",
    summary: "A default has another type than the value it is for",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["DefaultValueMustMatchType"],
    check: Check::Members(TYPED, &["default"], check),
};

fn check(context: &mut Context<'_>, default: Node<'_>, place: Place) {
    let Some(found) = json_type(default) else { return };
    let Some(types) = default.parent().and_then(declared_type) else { return };
    if types.contains(found) {
        return;
    }
    let expected = without_null(types);
    let message = format!("The default must be {expected}, as 'type' says, but this is {found}.");
    let finding = context.on_value(default, message);
    if default.kind() == Kind::Null {
        // Generators write null where there is no default, and connectors with it pass certification.
        finding.at_most(Severity::Warning);
    }
    offer(finding, default, types, place);
}

fn offer(finding: &mut Finding, default: Node<'_>, types: Types, place: Place) {
    let file = finding.file;
    if let Some(json) = converted(default, types) {
        // In an address, a header or a form both look the same. In a body the service gets something else.
        let safety = if place.is_parameter() { Safety::Safe } else { Safety::Unsafe };
        finding.fix(Fix::new(safety, format!("Change to {json}"), file, Change::Replace(default.id(), json)));
        return;
    }
    let text = default.as_str();
    if let Some(json) = text.as_deref().map(str::trim).filter(|text| is_container(text, types)) {
        let change = Change::Replace(default.id(), json.to_owned());
        finding.fix(Fix::unsafe_("Take it out of the quotes", file, change));
        return;
    }
    // Neither null nor an empty text is a value that anybody chose.
    if default.kind() == Kind::Null || text.is_some_and(|text| is_blank(&text)) {
        finding.fix(Fix::unsafe_("Remove the default", file, Change::Remove(default.id())));
    }
}

/// Whether the text is the JSON of an object or array, as the type asks for.
fn is_container(text: &str, types: Types) -> bool {
    let tree = syntax::parse(text);
    let is_sound = tree.errors().is_empty() && tree.root().is_container();
    is_sound && json_type(tree.root()).is_some_and(|found| types.contains(found))
}
