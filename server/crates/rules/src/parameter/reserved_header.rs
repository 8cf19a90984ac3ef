//! Some headers belong to the platform: it signs in with `Authorization` and takes care of `Host`, `Content-Length`,
//! `Connection` and the like. A parameter of such a name is refused or ignored
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! A key that a maker enters belongs into the connection; a `setheader` policy can send it under any name.
//!
//! ## Fix
//!
//! Removes the parameter. Flows that fill it have to be saved again.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "authorization",
//!   "in": "header",
//!   "type": "string",
//!   "x-ms-summary": "Key",
//!   "description": "The key of the shop."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "X-Request-Source",
//!   "in": "header",
//!   "type": "string",
//!   "x-ms-summary": "Source",
//!   "description": "Where the request comes from."
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::parameters::is_reference;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/reserved-header",
    summary: "A header belongs to the platform",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["ReservedParameterIsUsed"],
    check: Check::Places(&[Place::HeaderParameter], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(value) = node.get("name").filter(|_| !is_reference(node)) else { return };
    let Some(name) = value.as_str() else { return };
    if !vocabulary::RESERVED_HEADERS.iter().any(|reserved| reserved.eq_ignore_ascii_case(&name)) {
        return;
    }
    let message = format!("The platform sets the header '{name}' itself. Remove the parameter.");
    let finding = context.on_value(value, message);
    // Others refer to a shared one.
    if node.parent().is_some_and(Node::is_array) {
        let change = Change::RemoveParameter(node.id());
        finding.fix(Fix::unsafe_(format!("Remove '{name}'"), finding.file, change));
    }
}
