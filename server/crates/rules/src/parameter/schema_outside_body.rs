//! Only a body has a `schema`. In Swagger 2.0 a parameter in the path, the query, a header or a form states its type
//! directly; a schema there is how OpenAPI 3 writes it, and the platform refuses it.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "schema": { "type": "integer", "format": "int32" },
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
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
//!   "format": "int32",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::SIMPLE_PARAMETERS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/schema-outside-body",
    summary: "A parameter that is not the body has a schema",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["NonBodyParameterSchemaNotValid"],
    check: Check::Places(SIMPLE_PARAMETERS, check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    let Some(schema) = node.get("schema").filter(|_| node.get("$ref").is_none()) else { return };
    let file = context.file_of(node);
    let name = node.get("name").and_then(Node::as_str).unwrap_or_default();
    let finding = context.on_key(
        schema,
        format!("Only a body has a schema. Write the type of '{name}' directly into the parameter."),
    );
    if fits(schema, place) {
        let fix = Fix::unsafe_("Write its members into the parameter", file, Change::Remove(schema.id()));
        let missing = schema.members().filter(|member| node.get(&member.name()).is_none());
        finding.fix(missing.fold(fix, |fix, member| {
            let (name, value) = (member.name().into_owned(), member.raw().to_owned());
            fix.and(file, Change::Insert { object: node.id(), name, value, after: Some("in".to_owned()) })
        }));
    }
}

/// Whether the schema is of a type that a parameter can have, and says nothing that a parameter cannot.
fn fits(schema: Node<'_>, place: Place) -> bool {
    let kind = schema.get("type").and_then(Node::as_str);
    let is_simple =
        kind.is_some_and(|kind| ["string", "number", "integer", "boolean"].contains(&kind.as_ref()));
    is_simple && schema.members().all(|member| vocabulary::member(place, &member.name()).is_some())
}
