//! Limits that contradict each other let no value through, and a length or a count below zero means nothing. The
//! platform refuses both.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/quantity
//! {
//!   "type": "integer",
//!   "minimum": 100,
//!   "maximum": 1,
//!   "x-ms-summary": "Quantity",
//!   "description": "How many there are."
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/maxLength
//! -1
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/quantity/multipleOf
//! 0
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/quantity/exclusiveMinimum
//! true
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/quantity
//! {
//!   "type": "integer",
//!   "minimum": 0,
//!   "exclusiveMinimum": true,
//!   "maximum": 100,
//!   "x-ms-summary": "Quantity",
//!   "description": "How many there are."
//! }
//! ```

use syntax::{Kind, Node};
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::TYPED;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::values::is_reference;
use crate::{Context, Severity, Tag};

pub static RULE: Rule = Rule {
    code: "schema/limits-invalid",
    summary: "Limits contradict each other, or make no sense",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &[
        "MinimumShouldBeLessThanOrEqualToMaximum",
        "MinItemsShouldBeLessThanOrEqualToMaxItems",
        "MinLengthShouldBeLessThanOrEqualToMaxLength",
        "MaxItemsMustBeGreaterThanOrEqualToZero",
        "MaxLengthMustBeGreaterThanOrEqualToZero",
        "MaxPropertiesMustBeGreaterThanOrEqualToZero",
        "MinItemsMustBeGreaterThanOrEqualToZero",
        "MinLengthMustBeGreaterThanOrEqualToZero",
        "MinPropertiesMustBeGreaterThanOrEqualToZero",
        "MultipleOfMustBeGreaterThanZero",
        "ExclusiveMaximumRequiresMaximum",
        "ExclusiveMinimumRequiresMinimum",
    ],
    check: Check::Members(TYPED, LIMITS, check),
};

const LIMITS: &[&str] = &[
    "minimum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "multipleOf",
    "exclusiveMinimum",
    "exclusiveMaximum",
];

/// Each lower limit with its upper limit.
const PAIRS: [(&str, &str); 4] = [
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

fn check(context: &mut Context<'_>, limit: Node<'_>, place: Place) {
    let Some(object) = limit.parent().filter(|object| !is_reference(*object)) else { return };
    let name = limit.name();
    match &*name {
        "exclusiveMinimum" => check_exclusive(context, (object, place), limit, "minimum"),
        "exclusiveMaximum" => check_exclusive(context, (object, place), limit, "maximum"),
        "multipleOf" => {
            if limit.as_f64().is_some_and(|number| number <= 0.0) {
                report_alone(context, limit, "'multipleOf' must be more than zero. Change or remove it.");
            }
        }
        // A number itself may be negative, its limits too.
        "minimum" => check_pair(context, object, limit),
        name => {
            if limit.as_f64().is_some_and(|number| number < 0.0) {
                report_alone(context, limit, &format!("'{name}' cannot be below zero. Change or remove it."));
            } else {
                check_pair(context, object, limit);
            }
        }
    }
}

fn report_alone(context: &mut Context<'_>, limit: Node<'_>, message: &str) {
    let title = format!("Remove '{}'", limit.name());
    let finding = context.on_value(limit, message);
    finding.fix(Fix::unsafe_(title, finding.file, Change::Remove(limit.id())));
}

/// `exclusiveMaximum` is about `maximum`, and says nothing without it.
fn check_exclusive(
    context: &mut Context<'_>,
    (object, place): (Node<'_>, Place),
    flag: Node<'_>,
    limit: &str,
) {
    let has_limit = object.get(limit).is_some() || is_misspelt(object, place, limit);
    if flag.kind() != Kind::Boolean || has_limit || !is_whole(object) {
        return;
    }
    let name = flag.name();
    let finding =
        context.on_key(flag, format!("'{name}' says nothing without '{limit}'. Add that, or remove this."));
    let file = finding.file;
    finding.tagged(Tag::Unnecessary).fix(Fix::safe(
        format!("Remove '{name}'"),
        file,
        Change::Remove(flag.id()),
    ));
}

/// The lower limit is not above the upper one. Reported at the lower one only.
fn check_pair(context: &mut Context<'_>, object: Node<'_>, low: Node<'_>) {
    let name = low.name();
    let Some((_, upper)) = PAIRS.iter().find(|(lower, _)| *lower == name) else { return };
    let Some(high) = object.get(upper) else { return };
    let (Some(least), Some(most)) = (low.as_f64(), high.as_f64()) else { return };
    if least <= most || (name != "minimum" && most < 0.0) {
        return;
    }
    let (low_text, high_text) = (low.raw(), high.raw());
    let message = format!(
        "'{name}' is {low_text} and '{upper}' is {high_text}, so that no value fits. Change one of them."
    );
    let finding = context.on_value(low, message);
    let file = finding.file;
    finding.related(file, high.span(), format!("'{upper}' is here.")).fix(
        Fix::unsafe_("Swap the two", file, Change::Replace(low.id(), high_text.to_owned()))
            .and(file, Change::Replace(high.id(), low_text.to_owned())),
    );
}
