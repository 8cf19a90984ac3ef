//! Two slashes in a row leave an empty part in the path. Services take that for another path, and gateways on the way
//! may join the two.
//!
//! ## Bad
//!
//! ```json /paths/~1~1notes/get
//! {
//!   "summary": "List notes",
//!   "description": "Gets the notes.",
//!   "operationId": "ListNotes",
//!   "responses": {
//!     "200": { "description": "The notes.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1notes/get
//! {
//!   "summary": "List notes",
//!   "description": "Gets the notes.",
//!   "operationId": "ListNotes",
//!   "responses": {
//!     "200": { "description": "The notes.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::PathItem;

use crate::fix::Safety;
use crate::paths::{mistake, node, offer_rename, span};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "path/double-slash",
    summary: "A path has two slashes in a row",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::PathItem(check),
};

fn check(context: &mut Context<'_>, path_item: &PathItem) {
    let Some(node) = node(context, path_item) else { return };
    let path = node.name();
    let Some(at) = path.find("//") else { return };
    // Slashes inside of braces have a finding of their own.
    if mistake(&path).is_some() {
        return;
    }
    let slashes = path[at..].len() - path[at..].trim_start_matches('/').len();
    let finding = context.on(
        node,
        span(node, at, at + slashes),
        "The path has an empty part between two slashes. Leave one slash.",
    );
    offer_rename(finding, node, &joined(&path), Safety::Unsafe);
}

/// The path with one slash in place of several.
fn joined(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for character in path.chars() {
        if character != '/' || !out.ends_with('/') {
            out.push(character);
        }
    }
    out
}
