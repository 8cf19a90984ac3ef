//! A path ends where a query string would begin. What follows a `?` belongs into query parameters: one with a fixed value
//! is `internal`, required, and has the value as its `default`. A fragment behind `#` is never sent to a server
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /paths/~1notes?kind=short
//! {
//!   "get": {
//!     "summary": "List notes",
//!     "description": "Gets the short notes.",
//!     "operationId": "ListNotes",
//!     "responses": {
//!       "200": { "description": "The notes.", "schema": { "$ref": "#/definitions/ItemList" } },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1notes
//! {
//!   "get": {
//!     "summary": "List notes",
//!     "description": "Gets the short notes.",
//!     "operationId": "ListNotes",
//!     "parameters": [
//!       {
//!         "name": "kind",
//!         "in": "query",
//!         "required": true,
//!         "type": "string",
//!         "default": "short",
//!         "x-ms-visibility": "internal"
//!       }
//!     ],
//!     "responses": {
//!       "200": { "description": "The notes.", "schema": { "$ref": "#/definitions/ItemList" } },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }
//! ```

use connector::{FileRole, Location, PathItem};
use syntax::Node;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::paths::{node, span};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "path/query-or-fragment",
    summary: "A path holds a query string or a fragment",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationPathMayNotContainQueryOrFragment"],
    check: Check::PathItem(check),
};

fn check(context: &mut Context<'_>, path_item: &PathItem) {
    let Some(node) = node(context, path_item) else { return };
    let path = node.name();
    let Some(at) = path.find(['?', '#']) else { return };
    let (start, rest) = path.split_at(at);
    let message = if rest.starts_with('?') {
        "A path cannot have a query string. Move it into query parameters, or write '%3F' for a '?' of the path."
    } else {
        "A path cannot have a fragment. Remove it, or write '%23' for a '#' of the path."
    };
    let fix = as_parameters(context, path_item, node, start, rest);
    let finding = context.on(node, span(node, at, path.len()), message);
    finding.fixes.extend(fix);
}

/// The change of a query with fixed values into internal parameters of the path item.
fn as_parameters(
    context: &Context<'_>,
    path_item: &PathItem,
    node: Node<'_>,
    path: &str,
    rest: &str,
) -> Option<Fix> {
    let query = rest.strip_prefix('?')?;
    let paths = node.parent()?;
    if query.contains(['#', '{', '}']) || path.is_empty() || paths.get(path).is_some() {
        return None;
    }
    let file = FileRole::Definition;
    let mut fix = Fix::unsafe_(
        "Move the query into internal parameters",
        file,
        Change::Rename(node.id(), path.to_owned()),
    );
    let list = node.get("parameters");
    let mut new = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if is_taken(context, path_item, name) {
            return None;
        }
        new.push(format!(
            r#"{{"name":{},"in":"query","required":true,"type":"string","default":{},"x-ms-visibility":"internal"}}"#,
            quote(name),
            quote(value)
        ));
    }
    match list {
        Some(list) if list.is_array() => {
            for parameter in new {
                fix = fix.and(file, Change::Append(list.id(), parameter));
            }
        }
        Some(_) => return None,
        None if new.is_empty() => {}
        None => {
            let value = format!("[{}]", new.join(","));
            fix = fix
                .and(file, Change::InsertFirst { object: node.id(), name: "parameters".to_owned(), value });
        }
    }
    Some(fix)
}

/// Whether an operation under the path has a query parameter of this name, or the name is none.
fn is_taken(context: &Context<'_>, path_item: &PathItem, name: &str) -> bool {
    let Some(definition) = context.definition() else { return true };
    name.is_empty()
        || definition.operations[path_item.operations.clone()].iter().any(|operation| {
            let mut parameters = definition.parameters(operation).iter();
            parameters.any(|parameter| {
                parameter.location == Some(Location::Query) && parameter.name.as_deref() == Some(name)
            })
        })
}
