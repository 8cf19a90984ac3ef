//! One operation of a family may leave its revision out: it is the first one. If several do, nobody knows their order,
//! and the platform refuses the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1v2~1lists/get
//! {
//!   "summary": "Get lists (V2)",
//!   "description": "Gets the lists to choose from.",
//!   "operationId": "GetLists_V2",
//!   "x-ms-visibility": "internal",
//!   "x-ms-api-annotation": { "status": "Preview", "family": "GetLists" },
//!   "responses": {
//!     "200": { "description": "The lists.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1v2~1lists/get
//! {
//!   "summary": "Get lists (V2)",
//!   "description": "Gets the lists to choose from.",
//!   "operationId": "GetLists_V2",
//!   "x-ms-visibility": "internal",
//!   "x-ms-api-annotation": { "status": "Preview", "family": "GetLists", "revision": 2 },
//!   "responses": {
//!     "200": { "description": "The lists.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Definition, Family, Operation};

use crate::fix::Fix;
use crate::revisions::{Stated, free_number, insert_revision, is_in_by_repeated_id, place, stated};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/many-empty-revisions",
    summary: "Several operations of a family state no revision",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationFamilyHasManyEmptyRevisions"],
    check: Check::Family(check),
};

fn check(context: &mut Context<'_>, family: &Family) {
    let Some(definition) = context.definition() else { return };
    let is_empty = |operation: &&Operation| {
        stated(definition, operation) == Stated::Nothing && !is_in_by_repeated_id(definition, operation)
    };
    let empty = || family.members.iter().map(|&member| &definition.operations[member]).filter(is_empty);
    if empty().nth(1).is_none() {
        return;
    }
    // The operation that the family is called after is the first one, wherever it stands.
    let named = empty().find(|operation| operation.id.as_deref() == Some(&*family.name));
    let Some(first) = named.or_else(|| empty().next()) else { return };
    for (operation, step) in empty().filter(|operation| operation.node != first.node).zip(1..) {
        report(context, definition, family, (first, operation), step);
    }
}

fn report(
    context: &mut Context<'_>,
    definition: &Definition,
    family: &Family,
    (first, operation): (&Operation, &Operation),
    step: i64,
) {
    let (node, span) = place(definition, operation);
    let (_, first_span) = place(definition, first);
    let file = context.file_of(node);
    let name = &family.name;
    let free = free_number(definition, family, operation, step);
    let message = format!(
        "'{name}' has more than one operation without a revision. State which one this is, such as {free}."
    );
    let finding = context.on(node, span, message);
    finding.related(
        file,
        first_span,
        format!("This one states no revision either and is the first of '{name}'."),
    );
    if let Some(annotation) = operation.annotation.node {
        finding.fix(Fix::unsafe_(
            format!("Make it revision {free}"),
            file,
            insert_revision(annotation, free),
        ));
    }
}
