//! What a weight is made of.

use std::fmt::Write as _;

use syntax::Node;

use super::Weight;
use crate::definition::Definition;

/// A part of a schema.
#[derive(Clone, Debug)]
pub struct Part<'d> {
    /// The part: a property, element type or the like.
    pub node: Node<'d>,
    /// The way to it from the schema: names of properties with dots between them, and `[]` for the elements of a list.
    pub path: String,
    /// What it comes to.
    pub weight: Weight,
}

/// A part with more than this share of the whole (in percent) is taken apart itself.
const MOST_OF_IT: u32 = 80;

/// How many steps of the way to the deepest part are shown.
const FIRST_STEPS: usize = 4;

/// How many times a part is taken apart.
const STEPS: usize = 16;

impl Definition {
    /// The `count` parts of a schema that weigh most, the heaviest first. A part that is nearly all of the schema, such
    /// as the list in an answer, is replaced by its own parts.
    pub fn heaviest_parts<'d>(&'d self, schema: Node<'d>, count: usize) -> Vec<Part<'d>> {
        let whole = self.weight(schema).schemas;
        let mut path = String::new();
        let mut schema = schema;
        let mut heaviest = Vec::new();
        for _ in 0..STEPS {
            let mut parts = self.parts(schema, &path);
            parts.sort_by_key(|part| std::cmp::Reverse(part.weight.schemas));
            let Some(first) = parts.first() else { break };
            let is_most = u64::from(first.weight.schemas) * 100 > u64::from(whole) * u64::from(MOST_OF_IT);
            (schema, path) = (first.node, first.path.clone());
            parts.truncate(count);
            heaviest = parts;
            if !is_most {
                break;
            }
        }
        heaviest
    }

    /// The first steps of the way to the deepest part of a schema, written as in [`Part::path`]; empty if it has none.
    pub fn deepest_path(&self, schema: Node<'_>) -> String {
        let mut path = String::new();
        let mut schema = schema;
        for _ in 0..FIRST_STEPS {
            let parts = self.parts(schema, &path);
            let Some(deepest) = parts.into_iter().max_by_key(|part| part.weight.levels) else { break };
            (schema, path) = (deepest.node, deepest.path);
        }
        path
    }

    /// The schemas directly in a schema, behind its reference if it is one.
    fn parts<'d>(&'d self, schema: Node<'d>, path: &str) -> Vec<Part<'d>> {
        let Some(schema) = self.resolve(schema) else { return Vec::new() };
        let part = |node: Node<'d>, path: String| Part { node, path, weight: self.weight(node) };
        let mut parts: Vec<Part<'d>> = Vec::new();
        for property in
            schema.get("properties").into_iter().flat_map(Node::members).filter(|node| node.is_object())
        {
            let mut name = path.to_owned();
            let dot = if name.is_empty() { "" } else { "." };
            let _ = write!(name, "{dot}{}", property.name());
            parts.push(part(property, name));
        }
        let items = schema.get("items").into_iter();
        let open = schema.get("additionalProperties").into_iter();
        for elements in items.chain(open).filter(|node| node.is_object()) {
            parts.push(part(elements, format!("{path}[]")));
        }
        for all in schema.get("allOf").into_iter().flat_map(Node::items).filter(|node| node.is_object()) {
            parts.push(part(all, path.to_owned()));
        }
        parts
    }
}
