//! The operations of a family are revisions of one another, put in order by their numbers. Two members with the same
//! number have no order, and the platform refuses the connector. An operation that states no revision is revision 1
//! of the family that is called like its operationId.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>.
//!
//! ## Bad
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "Production", "family": "GetLists", "revision": 1 }
//! ```
//!
//! ```json /paths/~1v2~1lists/get
//! {
//!   "summary": "Get lists (V2)",
//!   "description": "Gets the lists to choose from.",
//!   "operationId": "GetLists_V2",
//!   "x-ms-visibility": "internal",
//!   "x-ms-api-annotation": { "status": "Preview", "family": "GetLists", "revision": 1 },
//!   "responses": {
//!     "200": { "description": "The lists.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1v2~1lists/get
//! {
//!   "summary": "Get lists (V2)",
//!   "description": "Gets the lists to choose from.",
//!   "operationId": "GetLists_V2",
//!   "x-ms-visibility": "internal",
//!   "x-ms-api-annotation": { "status": "Preview", "family": "GetLists", "revision": 1 },
//!   "responses": {
//!     "200": { "description": "The lists.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "Production", "family": "GetLists", "revision": 1 }
//! ```
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

use connector::{Family, Operation};

use crate::fix::{Change, Fix};
use crate::revisions::{
    Stated, free_number, insert_revision, is_in_by_repeated_id, place, revision_node, stated,
};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/duplicate-revision",
    summary: "Two operations of a family have the same revision",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationFamilyHasDuplicateRevisions"],
    check: Check::Family(check),
};

fn check(context: &mut Context<'_>, family: &Family) {
    let Some(definition) = context.definition() else { return };
    let mut has_empty = false;
    let mut first: Option<&Operation> = None;
    let mut step = 0;
    for &member in &family.members {
        let operation = &definition.operations[member];
        let counts = match stated(definition, operation) {
            Stated::Invalid => false,
            Stated::Number(_) => true,
            // A second operation without a number has a finding of its own.
            Stated::Nothing => !std::mem::replace(&mut has_empty, true),
        };
        if !counts || is_in_by_repeated_id(definition, operation) {
            continue;
        }
        // The members come in the order of their revisions, so equal ones are neighbours.
        let Some(equal) = first.filter(|first| first.revision() == operation.revision()) else {
            first = Some(operation);
            continue;
        };
        // The operation that the family is called after is the first one, wherever it stands.
        let names_family = operation.id.as_deref() == Some(&*family.name);
        let (kept, other) = if names_family { (operation, equal) } else { (equal, operation) };
        first = Some(kept);
        step += 1;
        report(context, family, kept, other, step);
    }
}

fn report(context: &mut Context<'_>, family: &Family, kept: &Operation, other: &Operation, step: i64) {
    let Some(definition) = context.definition() else { return };
    let (_, kept_span) = place(definition, kept);
    let (node, span) = place(definition, other);
    let file = context.file_of(node);
    let (name, revision) = (&family.name, other.revision());
    let free = free_number(definition, family, other, step);
    let kept_id = kept.id.as_deref().unwrap_or("another operation");
    let written = revision_node(definition, other);
    let message = if written.is_some() {
        format!(
            "Revision {revision} of the family '{name}' is '{kept_id}'. Give this operation another, such as {free}."
        )
    } else {
        format!(
            "Without a number this is revision 1 of '{name}', which '{kept_id}' is already. \
             State the revision, such as {free}."
        )
    };
    let finding = context.on(node, span, message);
    finding.related(file, kept_span, format!("Revision {revision} of '{name}' stands here."));
    let change = match (written, other.annotation.node) {
        (Some(written), _) => Change::Replace(written.id(), free.to_string()),
        (None, Some(annotation)) => insert_revision(annotation, free),
        (None, None) => return,
    };
    finding.fix(Fix::unsafe_(format!("Make it revision {free}"), file, change));
}
