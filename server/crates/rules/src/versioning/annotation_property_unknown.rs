//! `x-ms-api-annotation` on an operation has the members `status`, `family`, `revision`, `replacement` and `expires`;
//! under `info` it has `status` only. Other members do nothing, so a misspelt one silently changes the lifecycle.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>.
//!
//! ## Bad
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "Production", "family": "GetLists", "revison": 1 }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "Production", "family": "GetLists", "revision": 1, "deprecated": false }
//! ```
//!
//! ## Bad
//!
//! ```json /info/x-ms-api-annotation
//! { "status": "Preview", "owner": "Contoso" }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "Production", "family": "GetLists", "revision": 1 }
//! ```

use syntax::{Kind, Node};
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::near::{hint, nearest};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/annotation-property-unknown",
    summary: "An API annotation has an unknown member",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::ApiAnnotation, Place::ConnectorAnnotation], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    for member in node.members() {
        let name = member.name();
        // A name without a value is still being typed. What starts with `x-` is a comment of the author's, or an
        // extension that is looked at as such.
        let is_typed = member.kind() == Kind::Missing;
        if is_typed || name.starts_with("x-") || vocabulary::member(place, &name).is_some() {
            continue;
        }
        report(context, node, member, place);
    }
}

fn report(context: &mut Context<'_>, annotation: Node<'_>, member: Node<'_>, place: Place) {
    let file = context.file_of(member);
    let name = member.name();
    let known = vocabulary::members(place).map(|member| member.name).filter(|known| !known.starts_with("x-"));
    let near = nearest(&name, known).filter(|near| annotation.get(near).is_none());
    let operation = annotation.parent().filter(|_| place == Place::ApiAnnotation);
    let belongs_outside =
        near.is_none() && operation.is_some() && vocabulary::member(Place::Operation, &name).is_some();
    let message = if belongs_outside {
        format!("'{name}' belongs on the operation itself, beside its annotation. Here it does nothing.")
    } else {
        format!("An API annotation has no member '{name}'. Remove it.{}", hint(near))
    };
    let finding = context.on_key(member, message);
    if let Some(near) = near {
        let change = Change::Rename(member.id(), near.to_owned());
        finding.fix(Fix::unsafe_(format!("Rename to '{near}'"), file, change));
        return;
    }
    if let Some(operation) = operation.filter(|operation| belongs_outside && operation.get(&name).is_none()) {
        let change = Change::Move { member: member.id(), object: operation.id() };
        finding.fix(Fix::unsafe_(format!("Move '{name}' to the operation"), file, change));
    }
    finding.fix(Fix::unsafe_(format!("Remove '{name}'"), file, Change::Remove(member.id())));
}
