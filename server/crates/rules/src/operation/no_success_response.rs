//! The response for success says what an operation gives to the steps after it. Without one, such as `200`, the designer
//! has nothing to show; `default` stands for everything else that may happen
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Fix
//!
//! Makes the response `default` the one for `200`, and adds a plain `default` for errors.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": {
//!     "404": { "description": "There is no such item." },
//!     "default": { "description": "The item was removed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": { "404": { "description": "There is no such item." } }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": {
//!     "204": { "description": "The item was removed." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;
use syntax::Node;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity, responses};

pub static RULE: Rule = Rule {
    code: "operation/no-success-response",
    summary: "An operation has no response for success",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["OperationShouldHaveSuccessfulResponse"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(list) = definition.node(operation.node).get("responses") else { return };
    let mut all = responses::of(list).peekable();
    // Without any response, or with nothing but 'default', there is another finding.
    let is_alone = |list: Node<'_>| responses::of(list).nth(1).is_none() && list.get("default").is_some();
    if all.peek().is_none()
        || is_alone(list)
        || all.any(|response| response.name().starts_with('2'))
        || !is_whole(list)
    {
        return;
    }
    let message = format!(
        "{} {} has no response for success. Add '200', or what the service answers with.",
        operation.method.name(),
        definition.path(operation)
    );
    let finding = context.on_key(list, message);
    let Some(default) = list.get("default").filter(|default| default.is_object()) else { return };
    let bare = Change::Insert {
        object: list.id(),
        name: "default".to_owned(),
        value: r#"{ "description": "Operation failed." }"#.to_owned(),
        after: None,
    };
    let rename = Change::Rename(default.id(), "200".to_owned());
    let fix = Fix::unsafe_("Make 'default' the response '200'", finding.file, rename);
    finding.fix(fix.and(finding.file, bare));
}
