//! A body or an answer has at most 512 schemas ([limits](https://learn.microsoft.com/en-us/connectors/custom-connectors/faq)).
//! Each property, element type and part of an `allOf` is one, and a schema that is referred to twice counts twice: small
//! schemas that refer to each other grow fast. A schema that contains itself is counted once on each way.
//!
//! What makes no sense in flows can be left out of the description; the service still sends it. For answers of many
//! shapes there is `x-ms-dynamic-schema`.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /paths/~1items~1{id}/get/responses/200/schema
//! {
//!   "type": "object",
//!   "properties": {
//!     "first": { "type": "string", "x-ms-summary": "First", "description": "The first value." }<REPEAT 511>,
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
//!     "first": { "type": "string", "x-ms-summary": "First", "description": "The first value." }<REPEAT 9>,
//!     "value<N>": { "type": "string", "x-ms-summary": "Value <N>", "description": "The value <N>." }</REPEAT>
//!   }
//! }
//! ```

use connector::budget::{BODY_SCHEMAS, OPERATION_SCHEMAS};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::NodeId;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::weights::{add_places, counted, heaviest, share_of_schemas};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "limits/body-schema-count",
    summary: "A body or answer has more schemas than the platform takes",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["BodySchemaCountExceedsMaxAllowed"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    let budget = definition.budget();
    let bodies: FxHashSet<NodeId> = budget
        .bodies
        .iter()
        .filter(|body| body.weight.schemas > OPERATION_SCHEMAS)
        .map(|body| body.schema)
        .collect();
    // What is told of a shared schema is the same for all that refer to it.
    let mut told = FxHashMap::default();
    for found in counted(definition, |weight| weight.schemas > BODY_SCHEMAS) {
        // One that is too much for a whole operation is reported there.
        let is_reported = found.weight.schemas > OPERATION_SCHEMAS && bodies.contains(&found.schema.id());
        if is_reported {
            continue;
        }
        let described = definition.resolve(found.schema).unwrap_or(found.schema);
        let (parts, places) =
            told.entry(described.id()).or_insert_with(|| heaviest(definition, found.schema)).clone();
        let message = format!(
            "{} has {}, all references followed. Leave out what flows do not need.{parts}",
            found.what,
            share_of_schemas(found.weight, BODY_SCHEMAS)
        );
        add_places(context.on_key(found.schema, message), places);
    }
}
