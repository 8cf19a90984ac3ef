//! A path without an operation does nothing. Often it is what remained of a deleted operation, or the operation was never
//! written. Reviewers of connectors ask to remove it.
//!
//! ## Bad
//!
//! ```json /paths/~1notes
//! {}
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

use connector::{FileRole, PathItem};
use syntax::Node;

use crate::fix::{Change, Fix, Safety};
use crate::paths::node;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity, Tag};

pub static RULE: Rule = Rule {
    code: "path/empty",
    summary: "A path has no operation",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::PathItem(check),
};

/// Members that a path item can have without saying what it does.
const NO_OPERATIONS: [&str; 2] = ["parameters", "x-ms-notification-content"];

fn check(context: &mut Context<'_>, path_item: &PathItem) {
    // In one that is being typed, operations may be what could not be read.
    let is_empty = |node: &Node<'_>| path_item.operations.is_empty() && is_whole(*node);
    let Some(node) = node(context, path_item).filter(is_empty) else { return };
    // A method of a wrong type, a misspelt one and a reference have findings of their own.
    let is_explained = node.members().any(|member| {
        let name = member.name();
        let is_extension = name.starts_with("x-");
        !is_extension && !NO_OPERATIONS.contains(&&*name)
    });
    if is_explained {
        return;
    }
    let is_bare = node.children().next().is_none();
    let safety = if is_bare { Safety::Safe } else { Safety::Unsafe };
    context
        .on_key(node, "There is no operation under this path. Add one, or remove the path.")
        .tagged(Tag::Unnecessary)
        .fix(Fix::new(safety, "Remove the path", FileRole::Definition, Change::Remove(node.id())));
}
