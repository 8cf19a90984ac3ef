//! The platform gives every operation a parameter `connectionId` of its own, for the connection that is used. A second one
//! of that name, in whatever letter case, is refused
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "connectionID",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "linkId",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "Link",
//!   "description": "The link to follow."
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::parameters::{LOCATED, is_reference};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/reserved-connection-id",
    summary: "A parameter has the name of one that the platform adds",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["ConnectionIdParameterNotAllowed"],
    check: Check::Places(LOCATED, check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(value) = node.get("name").filter(|_| !is_reference(node)) else { return };
    let Some(name) = value.as_str().filter(|name| name.eq_ignore_ascii_case("connectionId")) else { return };
    let message = format!("The platform has a parameter '{name}' of its own. Choose another name.");
    context.on_value(value, message);
}
