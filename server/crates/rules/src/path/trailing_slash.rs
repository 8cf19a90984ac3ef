//! Paths usually end without a slash. One at the end is easily overlooked when paths are compared, and many services
//! answer with an error or a redirect if it is there. Others do ask for it, so try before you remove it.
//!
//! The path `/` alone is fine, and so is `/v2/`, that of its second revision.
//!
//! ## Bad
//!
//! ```json /paths/~1notes~1/get
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
//! ```json /paths/~1/get
//! {
//!   "summary": "Get the shop",
//!   "description": "Gets what is known about the shop.",
//!   "operationId": "GetShop",
//!   "responses": {
//!     "200": { "description": "The shop.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::PathItem;

use crate::paths::{node, span};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "path/trailing-slash",
    summary: "A path ends with a slash",
    levels: Levels::all(Severity::Hint),
    // Whether the service needs the slash cannot be known.
    fix: FixKind::None,
    microsoft: &[],
    check: Check::PathItem(check),
};

fn check(context: &mut Context<'_>, path_item: &PathItem) {
    let Some(node) = node(context, path_item) else { return };
    let path = node.name();
    if path.ends_with('/') && !is_root(&path) {
        let message = "The path ends with a slash. Remove it, unless the service asks for it.";
        context.on(node, span(node, path.len() - 1, path.len()), message);
    }
}

/// Whether a path is `/`, or a later revision of it.
fn is_root(path: &str) -> bool {
    let revision = path.strip_prefix("/v").and_then(|rest| rest.strip_suffix('/'));
    path == "/" || revision.and_then(|number| number.parse().ok()).is_some_and(|number: u32| number > 1)
}
