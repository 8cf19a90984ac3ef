//! Shared definitions, parameters and responses, and who refers to them.

use std::collections::VecDeque;

use connector::Definition;
use connector::definition::{Section, parse_ref};
use rustc_hash::FxHashSet;
use syntax::{Node, NodeId};

/// A shared definition, parameter or response, by name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Part {
    pub(crate) section: Section,
    pub(crate) name: Box<str>,
}

impl Part {
    /// Where this definition has it.
    pub(crate) fn find<'d>(&self, definition: &'d Definition) -> Option<Node<'d>> {
        let names = match self.section {
            Section::Definitions => &definition.schemas,
            Section::Parameters => &definition.shared_parameters,
            Section::Responses => &definition.shared_responses,
        };
        names.get(&self.name).map(|&id| definition.node(id))
    }
}

/// A `$ref` to a shared part.
pub(crate) struct Link<'d> {
    /// The text of the `$ref`.
    pub(crate) node: Node<'d>,
    pub(crate) part: Part,
}

/// The references to shared parts in `within`, in order. Like [`Definition::users`], counts a `$ref` wherever it
/// stands, also below members that the format does not know.
pub(crate) fn links<'d>(definition: &'d Definition, within: Node<'d>) -> impl Iterator<Item = Link<'d>> {
    let ids = within.id().0..within.after().0;
    ids.filter_map(|id| {
        let node = definition.node(NodeId(id));
        node.key().filter(|key| key.is("$ref"))?;
        let text = node.as_str()?;
        let target = parse_ref(&text)?;
        let part = Part { section: target.section, name: Box::from(target.name.as_ref()) };
        Some(Link { node, part })
    })
}

/// The shared parts that `roots` reach over references, each once, nearest first. Names that lead nowhere are left
/// out.
pub(crate) fn reached<'d>(
    definition: &'d Definition,
    roots: impl IntoIterator<Item = Node<'d>>,
) -> Vec<Part> {
    let mut found = Vec::new();
    let mut seen = FxHashSet::default();
    let mut todo: VecDeque<Node<'d>> = roots.into_iter().collect();
    while let Some(node) = todo.pop_front() {
        for Link { part, .. } in links(definition, node) {
            let Some(target) = part.find(definition) else { continue };
            if seen.insert(part.clone()) {
                found.push(part);
                todo.push_back(target);
            }
        }
    }
    found
}
