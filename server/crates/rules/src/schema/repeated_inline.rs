//! A large schema that stands in several responses has to be changed in all of them, and one is forgotten. Under
//! `definitions` it has a name and stands once.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards>.
//!
//! Small schemas are left alone; a large one has three properties or so.
//!
//! ## Bad
//!
//! ```json /paths/~1lists/get/responses/200/schema
//! {
//!   "type": "object",
//!   "properties": {
//!     "value": { "type": "string", "x-ms-summary": "Value", "description": "What it is worth." },
//!     "unit": { "type": "string", "x-ms-summary": "Unit", "description": "What the worth is counted in." },
//!     "since": { "type": "string", "x-ms-summary": "Since", "description": "The day from which on it counts." },
//!     "id": { "type": "string", "x-ms-summary": "ID", "description": "The key." },
//!     "name": { "type": "string", "x-ms-summary": "Name", "description": "The name." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1items/post/responses/201/schema
//! {
//!   "type": "object",
//!   "properties": {
//!     "value": { "type": "string", "x-ms-summary": "Value", "description": "What it is worth." },
//!     "unit": { "type": "string", "x-ms-summary": "Unit", "description": "What the worth is counted in." },
//!     "since": { "type": "string", "x-ms-summary": "Since", "description": "The day from which on it counts." },
//!     "id": { "type": "string", "x-ms-summary": "ID", "description": "The key." },
//!     "name": { "type": "string", "x-ms-summary": "Name", "description": "The name." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1items/get/parameters/0
//! { "name": "list", "in": "query", "type": "string", "x-ms-summary": "List", "description": "The list to read." }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/responses/201/schema
//! { "$ref": "#/definitions/Item" }
//! ```

use connector::fingerprint::{Fingerprints, likeness};
use connector::{Definition, FileRole};
use syntax::edit::quote;
use syntax::{Node, NodeId};
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety, Step};
use crate::naming::pascal_case;
use crate::refs::reference_to;
use crate::repeats::may_repeat;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/repeated-inline",
    summary: "A large schema stands in several responses",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

/// From how many JSON values on a schema is large.
const LARGE: u32 = 14;
/// How many of the other places are named.
const NAMED: usize = 8;

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    let is_large = |schema: &Node<'_>| schema.after().0 - schema.id().0 >= LARGE && !is_reference(*schema);
    let large = definition.document.at_place(Place::ResponseSchema).filter(is_large);
    // Most connectors have no two schemas that are alike.
    let sizes = large.clone().map(|schema| schema.after().0 - schema.id().0);
    if !may_repeat(sizes) || !may_repeat(large.clone().map(likeness)) {
        return;
    }
    // Schemas of different sizes differ, so that only those are read closely that have a twin in size.
    let mut by_size: Vec<(u32, Node<'_>)> =
        large.map(|schema| (schema.after().0 - schema.id().0, schema)).collect();
    by_size.sort_by_key(|(size, _)| *size);
    let mut prints: Vec<(u64, NodeId)> = Vec::new();
    for same_size in by_size.chunk_by(|one, other| one.0 == other.0).filter(|chunk| chunk.len() > 1) {
        prints.extend(
            same_size.iter().map(|(_, schema)| (Fingerprints::within(*schema).get(*schema), schema.id())),
        );
    }
    prints.sort_unstable();
    let groups = prints.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1);
    for group in groups {
        let places: Vec<Node<'_>> = group.iter().map(|(_, id)| definition.node(*id)).collect();
        report(context, definition, &places);
    }
}

fn report(context: &mut Context<'_>, definition: &Definition, places: &[Node<'_>]) {
    let Some((first, others)) = places.split_first() else { return };
    let count = places.len();
    let message = format!(
        "This schema stands in {count} responses. Describe it once under 'definitions', and refer to it."
    );
    let finding = context.on_key(*first, message);
    for other in others.iter().take(NAMED) {
        finding.related(finding.file, other.head_span(), "The same schema.");
    }
    if definition.tree().errors().is_empty() {
        finding.fix(extraction(definition, places));
    }
}

/// Moves the schema to `definitions`, and refers to it from all places.
fn extraction(definition: &Definition, places: &[Node<'_>]) -> Fix {
    let file = FileRole::Definition;
    let name = name(definition, places[0]);
    let json = places[0].raw();
    let root = definition.document.root();
    let new = match root.get("definitions").filter(|section| section.is_object()) {
        Some(section) => {
            Change::Insert { object: section.id(), name: name.clone(), value: json.to_owned(), after: None }
        }
        None => Change::Insert {
            object: root.id(),
            name: "definitions".to_owned(),
            value: format!("{{ {}: {json} }}", quote(&name)),
            after: Some("paths".to_owned()),
        },
    };
    let reference = format!(
        r#"{{ "$ref": {} }}"#,
        quote(&reference_to(connector::definition::Section::Definitions, &name))
    );
    let mut steps = vec![Step { file, change: new }];
    steps.extend(
        places.iter().map(|place| Step { file, change: Change::Replace(place.id(), reference.clone()) }),
    );
    Fix { title: format!("Move it to the definition '{name}'"), safety: Safety::Unsafe, steps }
}

/// A free name for the schema, after the operation that answers with it.
fn name(definition: &Definition, schema: Node<'_>) -> String {
    let operation = definition.operation_around(schema).and_then(|operation| operation.id.as_deref());
    let base = format!("{}Response", pascal_case(operation.unwrap_or_default()));
    let mut name = base.clone();
    let mut number = 2;
    while definition.schemas.contains_key(name.as_str()) {
        name = format!("{base}{number}");
        number += 1;
    }
    name
}
