//! Makers choose an action by its summary. When two of a connector have the same one, nobody can tell them apart.
//!
//! Internal and deprecated operations are not offered, so they do not count. A new revision of an operation has its number
//! at the end: `Get item (V2)`.
//!
//! ## Bad
//!
//! ```json /paths/~1orders~1{id}/get
//! {
//!   "summary": "Get item",
//!   "description": "Gets one order by its number.",
//!   "operationId": "GetOrder",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": {
//!     "200": { "description": "The order.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders~1{id}/get
//! {
//!   "summary": "Get order",
//!   "description": "Gets one order by its number.",
//!   "operationId": "GetOrder",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": {
//!     "200": { "description": "The order.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use std::borrow::Cow;

use connector::{Definition, FileRole, Operation};

use crate::repeats::repeats;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{Text, text_of};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "operation/summary-duplicate",
    summary: "Two operations have the same summary",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    let offered = definition.operations.iter();
    let offered = offered.filter(|operation| !operation.is_internal() && !operation.annotation.deprecated);
    let key = |operation: &Operation| summary(definition, operation).map(|summary| trimmed(summary.text));
    repeats(offered, key, |earlier, operation| {
        let Some((first, second)) = summary(definition, earlier).zip(summary(definition, operation)) else {
            return;
        };
        let whose = earlier.id.as_deref().unwrap_or("another operation");
        let message = format!(
            "'{}' is the summary of {whose} too. Say what is different about this operation.",
            second.text.trim()
        );
        context.on_value(second.node, message).related(
            FileRole::Definition,
            first.node.span(),
            "The other summary is here.",
        );
    });
}

fn summary<'d>(definition: &'d Definition, operation: &Operation) -> Option<Text<'d>> {
    text_of(definition.node(operation.node), "summary")
}

/// The text without outer blanks.
fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}
