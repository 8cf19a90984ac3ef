//! The operationId of a later revision ends in its number: `ListOrders_V2`. Whoever reads a flow, a policy or a log sees
//! then which revision it is. `ListOrdersV2` will do.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "x-ms-visibility": "advanced",
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1v2~1orders/get
//! {
//!   "summary": "Search orders",
//!   "description": "Gets the orders in one state.",
//!   "operationId": "SearchOrders",
//!   "x-ms-api-annotation": { "status": "Preview", "family": "ListOrders", "revision": 2 },
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
//!   "x-ms-visibility": "advanced",
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1v2~1orders/get
//! {
//!   "summary": "List orders (V2)",
//!   "description": "Gets the orders in one state.",
//!   "operationId": "ListOrders_V2",
//!   "x-ms-api-annotation": { "status": "Preview", "family": "ListOrders", "revision": 2 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Fix
//!
//! The operation is renamed, with every policy and drop-down list that names it. Flows that use it already would break, so
//! this is for a revision that is not published yet.

use connector::{Definition, Family, Operation, ReferenceKind, Target, revision_mark};
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::revisions::{Stated, marked, named_like_missing, stated};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::strays::{Stray, strays};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/id-revision-suffix",
    summary: "An operationId does not end in the number of its revision",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &["OperationIdShouldEndWithRevision"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    let mut lonely = None;
    for family in &definition.families {
        for at in 0..family.members.len() {
            let Some(operation) = misnamed(definition, family, at) else { continue };
            // In the wrong family, the number is wrong too.
            let lonely: &Vec<Stray<'_>> = lonely.get_or_insert_with(|| strays(definition));
            if lonely.binary_search_by_key(&operation.node, |stray| stray.operation.node).is_err() {
                report(context, definition, operation);
            }
        }
    }
}

/// The member of a family at this place if its operationId should end in another number. A number that is wrong itself
/// has a finding of its own, and the name of what is deprecated stays as it is.
fn misnamed<'d>(definition: &'d Definition, family: &Family, at: usize) -> Option<&'d Operation> {
    let member = |at: usize| Some(&definition.operations[*family.members.get(at)?]);
    let operation = member(at)?;
    let Stated::Number(revision) = stated(definition, operation) else { return None };
    let (before, after) = (at.checked_sub(1).and_then(member), member(at + 1));
    let is_twice = [before, after].into_iter().flatten().any(|other| other.revision() == revision);
    let fits = revision < 2
        || operation.id.is_none()
        || marked(operation) == Some(revision)
        || is_twice
        || named_like_missing(operation, before, after).is_some()
        || operation.annotation.deprecated;
    (!fits).then_some(operation)
}

fn report(context: &mut Context<'_>, definition: &Definition, operation: &Operation) {
    let (Some(id), Some(node)) = (operation.id.as_deref(), operation.id_node) else { return };
    let revision = operation.revision();
    let (base, mark) = revision_mark(id);
    let wanted = format!("{base}_V{revision}");
    let advice = match mark {
        Some(mark) => format!("is called like revision {mark}, but is revision {revision}"),
        None => format!("is revision {revision}, but does not say so"),
    };
    let fix = rename(context, definition, operation, &wanted);
    let message = format!("'{id}' {advice}. As long as it is not published, call it '{wanted}'.");
    let finding = context.on_value(definition.node(node), message);
    finding.fixes.extend(fix);
}

/// Renames an operation and all that names it. `None` if the new name is taken, or the script names the operation: that
/// is code, and no text to be replaced.
fn rename(
    context: &Context<'_>,
    definition: &Definition,
    operation: &Operation,
    wanted: &str,
) -> Option<Fix> {
    let (id, node) = (operation.id.as_deref()?, definition.node(operation.id_node?));
    if definition.operation(wanted).is_some() || definition.operations_with_id(id).nth(1).is_some() {
        return None;
    }
    let title = format!("Rename to '{wanted}' (breaks flows if it is published)");
    let mut fix = Fix::unsafe_(title, context.file_of(node), Change::Replace(node.id(), quote(wanted)));
    for reference in context.connector().references().to(&Target::Operation(id.into())) {
        let named = reference.node.filter(|_| reference.kind != ReferenceKind::ScriptText)?;
        fix = fix.and(reference.file, Change::Replace(named, quote(wanted)));
    }
    Some(fix)
}
