//! `"enum": []` allows no value at all, so the platform refuses it.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/state/enum
//! []
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/state/enum
//! [ "open", "closed" ]
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/enum-empty",
    summary: "A list of allowed values is empty",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["EnumMustContainAtLeastOneElement"],
    check: Check::Places(&[Place::Enum], check),
};

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    if list.items().next().is_some() || !list.is_closed() {
        return;
    }
    let file = context.file_of(list);
    let message = "No value is allowed here. Name the allowed values in 'enum', or remove it.";
    context.on_key(list, message).fix(Fix::unsafe_("Remove 'enum'", file, Change::Remove(list.id())));
}
