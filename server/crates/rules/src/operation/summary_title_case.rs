//! Summaries are written like the start of a sentence: the first word and names begin with a capital, other words do not
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance>). So the actions of all
//! connectors look alike in the designer.
//!
//! The finding needs two capitalised words after the first one, and no more than one in small letters. Marks such as `(V2)`
//! are not counted.
//!
//! ## Fix
//!
//! Writes the words after the first in small letters. Abbreviations, words with capitals inside and the words of the
//! connector's title stay. Put the capitals of other names back.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List Open Orders",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List open orders",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List PDF orders of Contoso",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use std::borrow::Cow;

use connector::summary::unmarked;
use connector::{Definition, Operation};
use syntax::Node;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{in_sentence_case, is_title_case, text_of};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "operation/summary-title-case",
    summary: "A summary is capitalised like a title",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(summary) = text_of(definition.node(operation.node), "summary") else { return };
    if !is_title_case(unmarked(&summary.text, None)) {
        return;
    }
    let title = title(definition);
    let is_in_title = |word: &str| {
        let title = title.as_deref().unwrap_or_default();
        title.split_whitespace().any(|named| named == word)
    };
    let new = in_sentence_case(&summary.text, is_in_title);
    let message =
        "The summary is capitalised like a title. Begin only the first word and names with a capital.";
    let finding = context.on_value(summary.node, message);
    if !is_title_case(unmarked(&new, None)) {
        let change = Change::Replace(summary.node.id(), quote(&new));
        finding.fix(Fix::unsafe_(format!("Change to '{new}'"), finding.file, change));
    }
}

/// The title of the connector.
fn title(definition: &Definition) -> Option<Cow<'_, str>> {
    definition.document.root().get("info")?.get("title").and_then(Node::as_str)
}
