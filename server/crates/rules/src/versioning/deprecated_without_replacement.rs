//! Makers who meet a deprecated operation ask what to use instead. A newer revision in the same family answers that, or a
//! `replacement` in the annotation, which names an operation of this or of another connector. Only the author knows.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>.
//!
//! The quick fix names the one operation that has the same operationId, path or summary, apart from marks of revisions and
//! deprecation. Where none or several have, it is for the author to choose. Check what it writes as `api`: the name that
//! the platform gave the connector stands in no file, and is only guessed from the title.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List all items (deprecated)",
//!   "description": "Gets all items of the shop (deprecated).",
//!   "operationId": "ListAllItems",
//!   "deprecated": true,
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListAllItems", "revision": 1 },
//!   "responses": {
//!     "200": { "description": "The items.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1v2~1orders/get
//! {
//!   "summary": "List items of the shop",
//!   "description": "Gets the items in one state.",
//!   "operationId": "ListItemsOfShop",
//!   "responses": {
//!     "200": { "description": "The items.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1, "replacement": { "api": "contoso", "operationId": "ListItems" } },
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
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
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
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 2 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Definition, FileRole, Operation};
use rustc_hash::FxHashSet;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::replacements::{Candidates, api};
use crate::revisions::{ANNOTATION, has_misspelt, in_order};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::siblings::unannotated_first;
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/deprecated-without-replacement",
    summary: "Nothing says what to use instead of a deprecated operation",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    let mut followed = None;
    let mut candidates = None;
    for family in &definition.families {
        // With an active member there is something to use, or a finding that says more.
        if !family.members.iter().all(|&member| definition.operations[member].annotation.deprecated) {
            continue;
        }
        let Some(newest) = in_order(definition, family).and_then(|mut members| members.next_back()) else {
            continue;
        };
        if !wants_replacement(definition, newest) {
            continue;
        }
        let followed: &FxHashSet<_> = followed.get_or_insert_with(|| followed_by_name(definition));
        if !followed.contains(&newest.node) {
            let name = newest.id.as_deref().unwrap_or("This operation");
            let message = format!(
                "'{name}' is deprecated, but nothing says what to use instead. Name it as 'replacement' in the annotation."
            );
            let candidates = candidates.get_or_insert_with(|| Candidates::of(definition));
            let fix = naming(definition, newest, candidates);
            let finding = context.on_key(definition.node(newest.node), message);
            if let Some(fix) = fix {
                finding.fix(fix);
            }
        }
    }
}

/// Writes the operation that clearly takes the place of this one into its annotation.
fn naming(definition: &Definition, operation: &Operation, candidates: &Candidates<'_>) -> Option<Fix> {
    let id = candidates.replacing(operation)?;
    let api = api(definition)?;
    let value = format!("{{\"api\":{},\"operationId\":{}}}", quote(&api), quote(id));
    let change = match operation.annotation.node {
        Some(annotation) => {
            Change::Insert { object: annotation, name: "replacement".to_owned(), value, after: None }
        }
        None => Change::Insert {
            object: operation.node,
            name: ANNOTATION.to_owned(),
            value: format!("{{\"replacement\":{value}}}"),
            after: Some("deprecated".to_owned()),
        },
    };
    Some(Fix::unsafe_(format!("Name '{id}' as the replacement"), FileRole::Definition, change))
}

/// The operations with a newer revision that only its operationId tells of; that has a finding of its own.
fn followed_by_name(definition: &Definition) -> FxHashSet<syntax::NodeId> {
    let operations = definition.operations.iter();
    operations.filter_map(|operation| Some(unannotated_first(definition, operation)?.0.node)).collect()
}

/// Whether a maker could meet the operation, and nothing is written that could be its replacement.
fn wants_replacement(definition: &Definition, operation: &Operation) -> bool {
    let has = |object: syntax::Node<'_>, name| object.get(name).is_some() || has_misspelt(object, name);
    let node = definition.node(operation.node);
    let names_one = match node.get(ANNOTATION) {
        Some(annotation) => has(annotation, "replacement") || has_misspelt(annotation, "family"),
        None => has_misspelt(node, ANNOTATION),
    };
    !operation.is_internal() && !names_one && is_whole(node)
}
