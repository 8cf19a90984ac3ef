//! An annotation that names a family but no revision counts as the first revision of it. Write the number, so that readers
//! and the next revision need not guess; Microsoft's certification asks for it.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders" },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Definition, Family, Operation};

use crate::fix::{Fix, Safety};
use crate::revisions::{Stated, has_misspelt, insert_revision, is_in_by_repeated_id, marked, stated};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/revision-empty",
    summary: "An annotation names a family but no revision",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &["OperationRevisionEmpty"],
    check: Check::Family(check),
};

fn check(context: &mut Context<'_>, family: &Family) {
    let Some(definition) = context.definition() else { return };
    let members = || {
        let all = family.members.iter().map(|&member| &definition.operations[member]);
        all.filter(|operation| !is_in_by_repeated_id(definition, operation))
    };
    let is_empty = |operation: &&Operation| stated(definition, operation) == Stated::Nothing;
    // The other ones without a number, and a number that is there twice, have findings of their own.
    if members().any(|operation| stated(definition, operation) == Stated::Number(1)) {
        return;
    }
    let named = members().filter(is_empty).find(|operation| operation.id.as_deref() == Some(&*family.name));
    let Some(operation) = named.or_else(|| members().find(is_empty)) else { return };
    if operation.annotation.family.is_some() {
        report(context, definition, family, operation);
    }
}

fn report(context: &mut Context<'_>, definition: &Definition, family: &Family, operation: &Operation) {
    let Some(annotation) = operation.annotation.node.map(|id| definition.node(id)) else { return };
    if has_misspelt(annotation, "revision") || !is_whole(annotation) {
        return;
    }
    // Alone, it is revision 1 whatever its name says; beside others, its name may know better.
    let is_free = |&number: &i64| {
        let mut others = family.members.iter().map(|&member| definition.operations[member].revision());
        number > 1 && others.all(|other| other != number)
    };
    let number = marked(operation).filter(|_| family.members.len() > 1).filter(is_free).unwrap_or(1);
    let file = context.file_of(annotation);
    let name = operation.id.as_deref().unwrap_or("This operation");
    let message = format!(
        "'{name}' does not say which revision of '{}' it is, so it counts as the first one. State the revision.",
        family.name
    );
    let safety = if number == 1 { Safety::Safe } else { Safety::Unsafe };
    let change = insert_revision(annotation.id(), number);
    context.on_key(annotation, message).fix(Fix::new(
        safety,
        format!("State revision {number}"),
        file,
        change,
    ));
}
