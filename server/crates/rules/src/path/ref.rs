//! Swagger lets a path item come from elsewhere by `$ref`; the platform does not support that
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>). Write the
//! operations out under each path.
//!
//! ## Bad
//!
//! ```json /paths/~1notes
//! { "$ref": "#/paths/~1items" }
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

use crate::paths::node;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "path/ref",
    summary: "A path item is a reference",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["PathItemRefNotSuppored"],
    check: Check::PathItem(check),
};

fn check(context: &mut Context<'_>, path_item: &PathItem) {
    let Some(reference) = node(context, path_item).and_then(|node| node.get("$ref")) else { return };
    if reference.is_string() {
        context.on_value(reference, "A path cannot refer to another. Write its operations out here.");
    }
}
