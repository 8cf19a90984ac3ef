//! A parameter that is an array must say what its elements are, or the platform refuses it.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "states",
//!   "in": "query",
//!   "type": "array",
//!   "x-ms-summary": "States",
//!   "description": "Which items to get."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "states",
//!   "in": "query",
//!   "type": "array",
//!   "items": { "type": "string" },
//!   "x-ms-summary": "States",
//!   "description": "Which items to get."
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::VALUES_AND_HEADERS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/array-without-items",
    summary: "A parameter is an array of unknown elements",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["ArrayHasNoItems"],
    check: Check::Places(VALUES_AND_HEADERS, check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    let Some(kind) = node.get("type") else { return };
    let is_array = kind.as_str().is_some_and(|kind| kind == "array");
    let has_items =
        node.get("items").is_some() || node.get("$ref").is_some() || is_misspelt(node, place, "items");
    if !is_array || has_items || !is_whole(node) {
        return;
    }
    let file = context.file_of(node);
    let change = Change::Insert {
        object: node.id(),
        name: "items".to_owned(),
        value: r#"{ "type": "string" }"#.to_owned(),
        after: Some("type".to_owned()),
    };
    context
        .on(node, kind.span(), "An array needs 'items' that say what its elements are.")
        .fix(Fix::unsafe_("Make it an array of strings", file, change));
}
