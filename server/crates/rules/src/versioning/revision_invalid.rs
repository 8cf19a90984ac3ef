//! Revisions count 1, 2, 3 and so on, as numbers without quotes. Anything else does not say where the operation stands
//! among the revisions of its family.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>.
//!
//! ## Bad
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "Production", "family": "GetLists", "revision": "1" }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "Production", "family": "GetLists", "revision": 0 }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "Production", "family": "GetLists", "revision": "first" }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "Production", "family": "GetLists", "revision": 1 }
//! ```

use connector::{Definition, Operation};
use syntax::{Kind, Node};

use crate::fix::{Change, Fix, Safety};
use crate::revisions::{Stated, revision_node, stated};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/revision-invalid",
    summary: "A revision is no number from 1 on",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonTypeIncorrect"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(node) = revision_node(definition, operation) else { return };
    // A key without a value, or text that is no JSON, is reported as such.
    if stated(definition, operation) != Stated::Invalid
        || matches!(node.kind(), Kind::Missing | Kind::Invalid)
    {
        return;
    }
    let file = context.file_of(node);
    let what = match node.kind() {
        Kind::String | Kind::Number => format!("{} is no revision.", node.raw()),
        kind => {
            format!("A revision is a number, not {}.", if kind == Kind::Null { "null" } else { kind.name() })
        }
    };
    let finding = context.on_value(node, format!("{what} Count from 1, without quotes."));
    if let Some(number) = meant(node) {
        finding.fix(Fix::new(
            Safety::Safe,
            format!("Change to {number}"),
            file,
            Change::Replace(node.id(), number.to_string()),
        ));
    } else if is_first(definition, operation) {
        let change = Change::Replace(node.id(), "1".to_owned());
        finding.fix(Fix::unsafe_("Make it revision 1", file, change));
    }
}

/// The revision that is written in another form: `"2"`, `2.0`.
fn meant(node: Node<'_>) -> Option<i64> {
    let written = node.as_str();
    let digits = written.as_deref().unwrap_or(node.raw()).trim();
    let digits = digits.split_once('.').map_or(digits, |(whole, fraction)| {
        if fraction.bytes().all(|digit| digit == b'0') { whole } else { digits }
    });
    digits.parse().ok().filter(|&number| number >= 1)
}

/// Whether no other operation of the family is revision 1, so that this one can be.
fn is_first(definition: &Definition, operation: &Operation) -> bool {
    let family = operation.family_name().and_then(|name| definition.family(name));
    family.is_some_and(|family| {
        let mut others = family.members.iter().map(|&member| &definition.operations[member]);
        !others.any(|other| other.node != operation.node && other.revision() == 1)
    })
}
