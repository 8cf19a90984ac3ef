//! Every path begins with a slash (<https://spec.openapis.org/oas/v2.0.html#paths-object>): it is appended to `host` and
//! `basePath` as it is.
//!
//! ## Bad
//!
//! ```json /paths/notes/get
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
use crate::paths::{node, offer_rename};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "path/no-leading-slash",
    summary: "A path does not begin with a slash",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["OperationPathMustStartWithSlash"],
    check: Check::PathItem(check),
};

fn check(context: &mut Context<'_>, path_item: &PathItem) {
    let Some(node) = node(context, path_item) else { return };
    let path = node.name();
    if path.starts_with('/') {
        return;
    }
    let finding = context.on_key(node, "A path begins with '/'. Add the slash.");
    let rest = path.trim_start();
    // A slash is what everybody reads there already; a blank is part of the address that flows call.
    let safety = if rest == path { Safety::Safe } else { Safety::Unsafe };
    offer_rename(finding, node, &format!("/{rest}"), safety);
}
