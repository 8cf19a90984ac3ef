//! A request has one body. Of several body parameters the platform could send only one, so it refuses the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! Put the fields of all of them into the schema of one body.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters
//! [
//!   { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } },
//!   { "name": "more", "in": "body", "schema": { "$ref": "#/definitions/Item" } }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters
//! [
//!   { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } }
//! ]
//! ```

use connector::{Location, Method, Operation};

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/many-bodies",
    summary: "An operation has more than one body",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &[
        "OperationParametersContainMultipleBodyParameters",
        "PathParametersContainMultipleBodyParameters",
    ],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    // A body on GET or HEAD has a finding of its own: there it is one too many already.
    if matches!(operation.method, Method::Get | Method::Head) {
        return;
    }
    let Some(definition) = context.definition() else { return };
    let mut bodies =
        definition.parameters(operation).iter().filter(|found| found.location == Some(Location::Body));
    let Some(first) = bodies.next() else { return };
    let siblings = &definition.operations[definition.path_item(operation).operations.clone()];
    let takes_body = |found: &&Operation| !matches!(found.method, Method::Get | Method::Head);
    let is_first = siblings.iter().find(takes_body).is_some_and(|found| found.node == operation.node);
    for body in bodies {
        // Two of the same name in one list are one parameter declared twice. Two in the list of the path are reported
        // once, not for every method.
        let twice = body.name == first.name && body.from_path_item == first.from_path_item;
        if twice || first.from_path_item && !is_first {
            continue;
        }
        // The operation's own body comes first, and is the one that is too many beside that of the path.
        let (body, first) =
            if body.from_path_item && !first.from_path_item { (first, body) } else { (body, first) };
        let usage = definition.node(body.usage);
        let first = definition.node(first.usage);
        let file = context.file_of(usage);
        let span = underline::parameter(usage);
        context
            .on(
                usage,
                span,
                "This is a second body; a request has only one. Join the two schemas, or remove one.",
            )
            .related(file, underline::parameter(first), "The first body stands here.");
    }
}
