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

use connector::{Definition, Family, Operation};

use crate::fix::{Change, Fix};
use crate::revisions::{Stated, free_number, is_in_by_repeated_id, place, revision_node, stated};
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
        match first.filter(|first| first.revision() == operation.revision()) {
            Some(first) => {
                step += 1;
                report(context, definition, family, first, operation, step);
            }
            None => first = Some(operation),
        }
    }
}

/// Reports the one of the two that says less about being the first: it states no number, or comes later.
fn report(
    context: &mut Context<'_>,
    definition: &Definition,
    family: &Family,
    first: &Operation,
    second: &Operation,
    step: i64,
) {
    let (name, revision) = (&family.name, second.revision());
    let (other_node, other) = place(definition, first);
    let (node, span) = place(definition, second);
    let file = context.file_of(node);
    let free = free_number(definition, family, second, step);
    let implied = if revision_node(definition, second).is_none() { " (nothing else is stated)" } else { "" };
    let message = format!(
        "The family '{name}' has revision {revision}{implied} twice. Give this operation another number, such as {free}."
    );
    let finding = context.on(node, span, message);
    finding.related(context_file(other_node, file), other, format!("Revision {revision} of '{name}' stands here."));
    let change = match revision_node(definition, second) {
        Some(written) => Change::Replace(written.id(), free.to_string()),
        None => match second.annotation.node {
            Some(annotation) => Change::Insert {
                object: annotation,
                name: "revision".to_owned(),
                value: free.to_string(),
                after: Some("family".to_owned()),
            },
            None => return,
        },
    };
    finding.fix(Fix::unsafe_(format!("Make it revision {free}"), file, change));
}
