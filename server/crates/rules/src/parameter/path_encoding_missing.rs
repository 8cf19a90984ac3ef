//! A value in a path can hold a slash, a blank or a question mark. With `x-ms-url-encoding` the platform encodes such
//! characters; without it the call can end at another path. Microsoft's validator warns of it
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Fix
//!
//! Adds `"x-ms-url-encoding": "single"`. From then on a slash in a value is encoded: leave the member out if the service
//! takes several parts of its path from one value.
//!
//! ## Bad
//!
//! ```json /parameters/ItemKey
//! {
//!   "name": "id",
//!   "in": "path",
//!   "required": true,
//!   "type": "string",
//!   "x-ms-summary": "Item ID",
//!   "description": "The item to use."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /parameters/ItemKey/x-ms-url-encoding
//! "double"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::parameters::{is_reference, name};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::is_misspelt;
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/path-encoding-missing",
    summary: "A path parameter does not say how it is encoded",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &["PathParameterMissingEncoding"],
    check: Check::Places(&[Place::PathParameter], check),
};

const MEMBER: &str = "x-ms-url-encoding";

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    if node.get(MEMBER).is_some()
        || is_reference(node)
        || !underline::is_whole(node)
        || is_misspelt(node, place, MEMBER)
    {
        return;
    }
    let message = format!(
        "A value of '{}' that has a slash or a blank breaks the path. Add \"{MEMBER}\": \"single\".",
        name(node)
    );
    let finding = context.on(node, underline::parameter(node), message);
    let change = Change::Insert {
        object: node.id(),
        name: MEMBER.to_owned(),
        value: "\"single\"".to_owned(),
        after: None,
    };
    finding.fix(Fix::unsafe_("Encode it once", finding.file, change));
}
