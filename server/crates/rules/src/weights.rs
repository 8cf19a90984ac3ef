//! How rules on the platform's limits say what weighs how much.

use connector::budget::{Body, BodyKind, Weight};
use connector::{Definition, FileRole};
use rustc_hash::FxHashSet;
use syntax::{Node, NodeId};

use crate::finding::Finding;

/// How many parts a message names.
const PARTS: usize = 3;

/// A number with a comma between each three digits: `1,048,576`.
pub(crate) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How much is used of how much there is: `612 schemas (119% of 512)`.
pub(crate) fn share(used: u32, what: &str, limit: u32) -> String {
    let percent = u64::from(used) * 100 / u64::from(limit.max(1));
    format!("{} {what} ({percent}% of {})", grouped(used), grouped(limit))
}

/// A number of schemas, which may be more than was counted.
pub(crate) fn share_of_schemas(weight: Weight, limit: u32) -> String {
    let at_least = if weight.is_at_least || weight.schemas == u32::MAX { "at least " } else { "" };
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
    let bodies = definition.budget().bodies.iter();
    for body in bodies.filter(|body| is_too_much(body.weight)) {
        if seen.insert(body.schema) {
            let schema = definition.node(body.schema);
            found.push(Counted { schema, what: name(definition, body), weight: body.weight });
        }
    }
    // The platform also counts what no operation uses yet.
    for part in definition.unused_parts() {
        let schema = definition.node(part.node);
        let is_schema = definition.document.place(schema).is_schema();
        let weight = definition.weight(schema);
        if is_schema && is_too_much(weight) {
            found.push(Counted { schema, what: format!("The schema '{}'", schema.name()), weight });
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

/// Names the heaviest parts of a schema in a sentence and as related places: ` Most of it is 'lines' (300).`
pub(crate) fn heaviest(definition: &Definition, schema: Node<'_>) -> (String, Vec<(syntax::Span, String)>) {
    let parts = definition.heaviest_parts(schema, PARTS);
    let parts: Vec<_> =
        parts.into_iter().filter(|part| part.weight.schemas > 1 && !part.path.is_empty()).collect();
    let named: Vec<String> =
        parts.iter().map(|part| format!("'{}' ({})", part.path, grouped(part.weight.schemas))).collect();
    let text =
        if named.is_empty() { String::new() } else { format!(" The heaviest parts: {}.", named.join(", ")) };
    let places = parts.iter().map(|part| {
        let count = grouped(part.weight.schemas);
        (part.node.head_span(), format!("'{}' comes to {count} schemas.", part.path))
    });
    (text, places.collect())
}

/// Adds the places of parts to a finding.
pub(crate) fn add_places(finding: &mut Finding, places: Vec<(syntax::Span, String)>) {
    for (span, message) in places {
        finding.related(FileRole::Definition, span, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_compared() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1_048_576), "1,048,576");
        assert_eq!(grouped(100_000), "100,000");
        assert_eq!(share(612, "schemas", 512), "612 schemas (119% of 512)");
        let weight = Weight { schemas: u32::MAX, levels: 1, is_at_least: false };
        assert!(share_of_schemas(weight, 512).starts_with("at least 4,294,967,295 schemas ("));
    }
}
