//! How rules on the platform's limits say what weighs how much.

use connector::budget::{Body, BodyKind, Measure, Usage, Weight, grouped};
use connector::{Definition, FileRole};
use rustc_hash::FxHashSet;
use syntax::{Node, NodeId, Span};

use crate::finding::Finding;

/// How many parts a message names.
const PARTS: usize = 3;
/// How much of the name of a part a message shows, in characters.
const NAME_LENGTH: usize = 80;

/// How much is used of how much there is: `612 schemas (119% of 512)`.
pub(crate) fn share(used: u32, what: &str, limit: u32) -> String {
    let share = Usage::new(used, limit).share();
    format!("{} {what} ({share} of {})", grouped(used), grouped(limit))
}

/// [`share`] of a text, in thousands: what it says shall not change with every letter that somebody types.
pub(crate) fn share_of_text(length: u32, unit: &str, limit: u32) -> String {
    format!("about {}", share(in_thousands(length), unit, limit))
}

/// A length up to the next thousand, so that what is too long never looks as if it were not. Less than that is exact.
pub(crate) fn in_thousands(length: u32) -> u32 {
    if length < 1000 { length } else { length.checked_next_multiple_of(1000).unwrap_or(length) }
}

/// A number of schemas, which may be more than was counted.
pub(crate) fn share_of_schemas(weight: Weight, limit: u32) -> String {
    let at_least = if Usage::of_schemas(weight, limit).is_at_least { "at least " } else { "" };
    format!("{at_least}{}", share(weight.schemas, "schemas", limit))
}

/// A schema that is counted as a whole.
pub(crate) struct Counted<'d> {
    /// The schema.
    pub(crate) schema: Node<'d>,
    /// What it is, as the start of a sentence: `The body of 'CreateItem'`.
    pub(crate) what: String,
    /// What it comes to.
    pub(crate) weight: Weight,
}

/// The bodies and answers for which `is_too_much`, each schema once, then the shared schemas that nothing uses.
pub(crate) fn counted(definition: &Definition, is_too_much: impl Fn(Weight) -> bool) -> Vec<Counted<'_>> {
    let mut seen: FxHashSet<NodeId> = FxHashSet::default();
    let mut found = Vec::new();
    for one in definition.counted_schemas().filter(|one| is_too_much(one.weight)) {
        if seen.insert(one.schema.id()) {
            let unused = || format!("The schema '{}'", one.schema.name());
            let what = one.body.map_or_else(unused, |body| name(definition, body));
            found.push(Counted { schema: one.schema, what, weight: one.weight });
        }
    }
    found
}

/// How a message calls a body.
pub(crate) fn name(definition: &Definition, body: &Body) -> String {
    let operation = &definition.operations[body.operation];
    let owner = match operation.id.as_deref() {
        Some(id) => format!("'{id}'"),
        None => "this operation".to_owned(),
    };
    match body.kind {
        BodyKind::Request => format!("The body of {owner}"),
        BodyKind::Response(response) => {
            format!("The answer {} of {owner}", definition.node(response).name())
        }
        BodyKind::Notification => format!("What {owner} waits for"),
    }
}

/// Parts in a sentence, and as related places.
pub(crate) type Named = (String, Vec<(Span, String)>);

/// Names the heaviest parts of a schema: ` The heaviest parts: 'lines' (300).`
pub(crate) fn heaviest(definition: &Definition, schema: Node<'_>) -> Named {
    let parts = definition.heaviest_parts(schema, PARTS);
    let parts = parts.into_iter().filter(|part| part.weight.schemas > 1 && !part.path.is_empty());
    named(parts.map(|part| (part.node, part.path, part.weight.schemas)), "comes to", "schemas")
}

/// Names the operations with most schemas.
pub(crate) fn heaviest_operations(definition: &Definition) -> Named {
    let weights = definition.budget().operations.iter().map(|weight| weight.schemas);
    let mut heaviest: Vec<_> = definition.operations.iter().zip(weights).collect();
    heaviest.sort_by_key(|(_, schemas)| std::cmp::Reverse(*schemas));
    let parts = heaviest.into_iter().take(PARTS).map(|(operation, schemas)| {
        (definition.node(operation.node), definition.operation_name(operation), schemas)
    });
    named(parts, "comes to", "schemas")
}

/// Names what takes most of the text.
pub(crate) fn largest(definition: &Definition, measure: Measure) -> Named {
    let unit = match measure {
        Measure::Bytes => "bytes",
        Measure::Characters => "characters",
    };
    let parts = definition.largest_portions(measure, PARTS).into_iter();
    named(parts.map(|part| (part.node, part.name, in_thousands(part.size))), "takes about", unit)
}

/// Names where most operations are.
pub(crate) fn fullest_paths(definition: &Definition) -> Named {
    let groups = definition.path_groups(PARTS).into_iter();
    named(groups.map(|group| (group.first, group.start, group.operations)), "has", "operations")
}

fn named<'d>(parts: impl Iterator<Item = (Node<'d>, String, u32)>, verb: &str, unit: &str) -> Named {
    let (names, places): (Vec<_>, Vec<_>) = parts
        .map(|(node, name, size)| {
            let (name, size) = (shortened(&name), grouped(size));
            (format!("'{name}' ({size})"), (node.head_span(), format!("'{name}' {verb} {size} {unit}.")))
        })
        .unzip();
    let text =
        if names.is_empty() { String::new() } else { format!(" The heaviest parts: {}.", names.join(", ")) };
    (text, places)
}

/// A name as far as a message has room for it.
fn shortened(name: &str) -> String {
    let mut characters = name.chars();
    let mut shown: String = characters.by_ref().take(NAME_LENGTH).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

/// Adds the places of parts to a finding.
pub(crate) fn add_places(finding: &mut Finding, places: Vec<(Span, String)>) {
    for (span, message) in places {
        finding.related(FileRole::Definition, span, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared() {
        assert_eq!(share(612, "schemas", 512), "612 schemas (119% of 512)");
        let said = |length| share_of_text(length, "characters", 500_000);
        assert_eq!(said(500_001), "about 501,000 characters (100% of 500,000)");
        assert_eq!(said(501_000), said(500_001));
        assert_eq!(said(u32::MAX), "about 4,294,967,295 characters (over 1,000% of 500,000)");
        let weight = Weight { schemas: u32::MAX, levels: 1, is_at_least: false };
        assert!(share_of_schemas(weight, 512).starts_with("at least 4,294,967,295 schemas ("));
    }
}
