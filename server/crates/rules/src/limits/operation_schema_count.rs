//! All bodies and answers of an operation together have at most 16,384 schemas, and those of all operations 256 times as
//! many ([limits](https://learn.microsoft.com/en-us/connectors/custom-connectors/faq)). A schema that is referred to
//! counts each time.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /paths/~1items~1{id}/get/responses/200/schema
//! {
//!   "type": "object",
//!   "properties": {
//!     "first": { "type": "string", "x-ms-summary": "First", "description": "The first value." }<REPEAT 130>,
//!     "page<N>": { "$ref": "#/definitions/Page" }</REPEAT>
//!   }
//! }
//! ```
//!
//! ```text apiDefinition.swagger.json /definitions/Item
//! {
//!   "type": "object",
//!   "properties": {
//!     "id": { "type": "string", "x-ms-summary": "Item ID", "description": "The key of the item." },
//!     "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." }
//!   }
//! },
//! "Page": {
//!   "type": "object",
//!   "x-ms-summary": "Page",
//!   "description": "A page of values.",
//!   "properties": {
//!     "first": { "type": "string", "x-ms-summary": "First", "description": "The first value." }<REPEAT 129>,
//!     "value<N>": { "type": "string", "x-ms-summary": "Value <N>", "description": "The value <N>." }</REPEAT>
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```text apiDefinition.swagger.json /paths/~1items~1{id}/get/responses/200/schema
//! {
//!   "type": "object",
//!   "properties": {
//!     "first": { "type": "string", "x-ms-summary": "First", "description": "The first value." }<REPEAT 4>,
//!     "value<N>": { "type": "string", "x-ms-summary": "Value <N>", "description": "The value <N>." }</REPEAT>
//!   }
//! }
//! ```

use connector::Definition;
use connector::budget::{Body, FILE_SCHEMAS, OPERATION_SCHEMAS, grouped};

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::weights::{add_places, heaviest, heaviest_operations, name, share_of_schemas};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "limits/operation-schema-count",
    summary: "An operation, or all together, have more schemas than the platform takes",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["OperationSchemaCountExceedsMaxAllowed", "TotalSchemaCountExceedsMaxAllowed"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    let budget = definition.budget();
    let mut is_too_much = false;
    for (index, weight) in budget.operations.iter().enumerate() {
        if weight.schemas <= OPERATION_SCHEMAS {
            continue;
        }
        is_too_much = true;
        let bodies = budget.bodies_of(index);
        let heaviest_body = bodies.iter().max_by_key(|body| body.weight.schemas);
        let (parts, places) =
            heaviest_body.map(|body| heaviest(definition, definition.node(body.schema))).unwrap_or_default();
        let message = format!(
            "The operation has {}, all references followed. {}{parts}",
            share_of_schemas(*weight, OPERATION_SCHEMAS),
            most(definition, heaviest_body)
        );
        let node = definition.node(definition.operations[index].node);
        add_places(context.on_key(node, message), places);
    }
    // Where one operation is too much, the sum is not the cause.
    let Some(paths) = definition.document.root().get("paths") else { return };
    if !is_too_much && budget.total.schemas > FILE_SCHEMAS {
        let (parts, places) = heaviest_operations(definition);
        let message = format!(
            "All operations together have {}. Split the connector, or leave out what flows do not need.{parts}",
            share_of_schemas(budget.total, FILE_SCHEMAS)
        );
        add_places(context.on_key(paths, message), places);
    }
}

/// `The answer 200 of 'GetItem' alone has 16,000.`
fn most(definition: &Definition, body: Option<&Body>) -> String {
    let Some(body) = body else { return "Take parameters out.".to_owned() };
    format!("{} alone has {}.", name(definition, body), grouped(body.weight.schemas))
}
