//! `x-ms-url-encoding` is for path parameters. Query parameters are always encoded once, whatever it says there
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get.",
//!   "x-ms-url-encoding": "single"
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety};
use crate::parameters::{is_reference, name};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/query-encoding",
    summary: "A query parameter says how it is encoded",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &["QueryParameterEncodingNotSupported"],
    check: Check::Places(&[Place::QueryParameter], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(member) = node.get("x-ms-url-encoding").filter(|_| !is_reference(node)) else { return };
    let message = format!(
        "Query parameters are always encoded once. Remove the encoding of '{}', which has no effect.",
        name(node)
    );
    // Who wants another encoding has to find another way.
    let is_once = member.as_str().is_some_and(|word| word == "single");
    let safety = if is_once { Safety::Safe } else { Safety::Unsafe };
    let finding = context.on_key(member, message);
    finding.fix(Fix::new(safety, "Remove the encoding", finding.file, Change::Remove(member.id())));
}
