//! A variable of a path stands between braces, inside one segment: `/items/{id}`. Braces that do not fit together, a
//! variable that goes across a slash, and a default value in the braces are refused
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>). A brace that
//! belongs to the path itself is written as `%7B` or `%7D`.
//!
//! ## Bad
//!
//! ```json /paths/~1notes~1{{id}}/get
//! {
//!   "summary": "Get note",
//!   "description": "Gets one note.",
//!   "operationId": "GetNote",
//!   "parameters": [ { "$ref": "#/parameters/ItemKey" } ],
//!   "responses": {
//!     "200": { "description": "The note.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1notes~1{id/get
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
//! ```json /paths/~1notes~1{id}/get
//! {
//!   "summary": "Get note",
//!   "description": "Gets one note.",
//!   "operationId": "GetNote",
//!   "parameters": [ { "$ref": "#/parameters/ItemKey" } ],
//!   "responses": {
//!     "200": { "description": "The note.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::PathItem;

use crate::fix::Safety;
use crate::paths::{MistakeKind, mistake, node, offer_rename, span};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "path/template-invalid",
    summary: "A variable of a path is not well formed",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationPathTemplateNotValid", "OperationPathVariablesContainDefaults"],
    check: Check::PathItem(check),
};

fn check(context: &mut Context<'_>, path_item: &PathItem) {
    let Some(node) = node(context, path_item) else { return };
    let path = node.name();
    let Some(mistake) = mistake(&path) else { return };
    let variable = &path[mistake.start..mistake.end];
    let message = match mistake.kind {
        MistakeKind::Nested => {
            format!("'{variable}' opens a variable inside of another. Write each as '{{name}}'.")
        }
        MistakeKind::Unopened => "This brace closes no variable. Remove it, or write it as '%7D'.".to_owned(),
        MistakeKind::Unclosed => {
            "This variable has no closing brace. Add '}', or write the brace as '%7B'.".to_owned()
        }
        MistakeKind::AcrossSegments => {
            "A variable cannot go across a slash. Close it with '}' before the slash.".to_owned()
        }
        MistakeKind::Unnamed => "This variable has no name. Write one between the braces.".to_owned(),
        MistakeKind::Default => {
            format!(
                "'{variable}' sets a default. Write only the name in the path, and the value as 'default' of the parameter."
            )
        }
    };
    let finding = context.on(node, span(node, mistake.start, mistake.end), message);
    if let Some(corrected) = corrected(&path) {
        offer_rename(finding, node, &corrected, Safety::Unsafe);
    }
}

/// The path with doubled braces and defaults taken out, if that makes it well formed.
fn corrected(path: &str) -> Option<String> {
    let mut out = String::with_capacity(path.len());
    let mut is_default = false;
    let mut in_variable = false;
    for character in path.chars() {
        match character {
            '{' if in_variable && out.ends_with('{') => continue,
            '}' if !in_variable && out.ends_with('}') => continue,
            '{' => in_variable = true,
            '}' => {
                in_variable = false;
                is_default = false;
            }
            '=' if in_variable => is_default = true,
            _ => {}
        }
        if !is_default {
            out.push(character);
        }
    }
    mistake(&out).is_none().then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubled_braces_and_defaults_can_be_corrected() {
        assert_eq!(corrected("/{{a}}/x").as_deref(), Some("/{a}/x"));
        assert_eq!(corrected("/{a=1}/{b}").as_deref(), Some("/{a}/{b}"));
        assert_eq!(corrected("/{a/b}"), None);
        assert_eq!(corrected("/{a"), None);
    }
}
