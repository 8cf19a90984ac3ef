//! The platform has no wildcards in paths: a `*` is refused.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! A part that varies is a variable with a path parameter. It fills one part of the path, up to the next slash.
//!
//! ## Bad
//!
//! ```json /paths/~1files~1*/get
//! {
//!   "summary": "Get file",
//!   "description": "Gets one file.",
//!   "operationId": "GetFile",
//!   "responses": {
//!     "200": { "description": "The file.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1files~1{id}/get
//! {
//!   "summary": "Get file",
//!   "description": "Gets one file.",
//!   "operationId": "GetFile",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": {
//!     "200": { "description": "The file.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::PathItem;

use crate::paths::{node, span};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "path/wildcard",
    summary: "A path has a wildcard",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["OperationPathContainsUnsupportedCharacters"],
    check: Check::PathItem(check),
};

fn check(context: &mut Context<'_>, path_item: &PathItem) {
    let Some(node) = node(context, path_item) else { return };
    let path = node.name();
    // What follows a `?` is no path, and has a finding of its own.
    let end = path.find(['?', '#']).unwrap_or(path.len());
    if let Some(at) = path[..end].find('*') {
        context.on(
            node,
            span(node, at, at + 1),
            "A path cannot have the wildcard '*'. Use a variable such as '{name}', with a path parameter.",
        );
    }
}
