//! `default` alone says that anything may come back. Makers and the platform look for a response of success, such as
//! `200`; `default` is for what goes wrong.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards>.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": { "default": { "description": "The item is gone." } }
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
//!     "200": { "description": "The item is gone." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::responses;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "response/only-default",
    summary: "The default response is the only one",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["OperationShouldHaveSuccessfulResponse"],
    check: Check::Members(&[Place::Responses], &["default"], check),
};

fn check(context: &mut Context<'_>, default: Node<'_>, _: Place) {
    let (Some(definition), Some(list)) = (context.definition(), default.parent()) else { return };
    if responses::of(list).nth(1).is_some() || !is_whole(list) {
        return;
    }
    // With a schema it is the response for success under another name, and the finding on that says so.
    let Some(response) = definition.resolve(default) else { return };
    if response.get("schema").is_some_and(|schema| schema.members().next().is_some()) {
        return;
    }
    let message = "'default' is the only response. Add the one for success, such as '200'.";
    let finding = context.on_key(default, message);
    let change = Change::InsertFirst {
        object: list.id(),
        name: "200".to_owned(),
        value: r#"{ "description": "OK" }"#.to_owned(),
    };
    finding.fix(Fix::unsafe_("Add response '200'", finding.file, change));
}
