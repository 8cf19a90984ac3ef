//! The platform compares paths without letter case, so that `/items` and `/Items` are one path to it
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>). Put the
//! operations of both under one of them, or make the paths differ.
//!
//! ## Bad
//!
//! ```json /paths/~1Items
//! {
//!   "delete": {
//!     "summary": "Delete items",
//!     "description": "Deletes all items.",
//!     "operationId": "DeleteItems",
//!     "responses": {
//!       "204": { "description": "The items are gone." },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/delete
//! {
//!   "summary": "Delete items",
//!   "description": "Deletes all items.",
//!   "operationId": "DeleteItems",
//!   "responses": {
//!     "204": { "description": "The items are gone." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::FileRole;
use syntax::{Key, Node};
use vocabulary::Place;

use crate::folded::Folded;
use crate::repeats::repeats;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "path/redefined",
    summary: "Two paths differ in letter case only",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["PathRedefined"],
    check: Check::Places(&[Place::Paths], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let paths = node.children().filter(|path| written(*path).is_some_and(|path| !path.starts_with("x-")));
    let folded = |path| written(path).map(Folded);
    repeats(paths, folded, |earlier, path| {
        // The very same path is a repeated key.
        if written(earlier) == written(path) {
            return;
        }
        let other = earlier.name();
        let message = format!(
            "Only letter case tells this path from '{other}', and the platform ignores it. Join the two paths, or \
             rename one."
        );
        context.on_key(path, message).related(
            FileRole::Definition,
            earlier.head_span(),
            "The other path is here.",
        );
    });
}

/// The path of a path item.
fn written(path: Node<'_>) -> Option<&str> {
    path.key().map(Key::raw_name)
}
