//! Parameters and schemas with what they refer to and are put together from. Each is read once, however many operations
//! lead to it.

use std::borrow::Cow;
use std::rc::Rc;

use connector::{Definition, Visibility};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::{Node, NodeId};

use crate::words;

/// How many parts a schema may be put together from.
const MAX_LAYERS: usize = 16;
/// How much of a label is shown, in characters.
const LABEL_LENGTH: usize = 200;
/// How much of a description is shown, in characters.
pub(super) const DESCRIPTION_LENGTH: usize = 600;

/// One object of a schema, or a parameter.
struct Layer<'d> {
    members: FxHashMap<Cow<'d, str>, Node<'d>>,
    properties: Vec<(Cow<'d, str>, Node<'d>)>,
    /// Where each property stands among them.
    names: FxHashMap<Cow<'d, str>, usize>,
    required: FxHashSet<Cow<'d, str>>,
}

/// A schema: the object behind its reference, then the parts of its `allOf`, each once.
pub(super) struct Schema<'d> {
    /// The object itself.
    pub(super) node: Node<'d>,
    layers: Vec<Rc<Layer<'d>>>,
}

/// The schemas of a definition, those that were asked for.
pub(super) struct Schemas<'d> {
    pub(super) definition: &'d Definition,
    layers: FxHashMap<NodeId, Rc<Layer<'d>>>,
    read: FxHashMap<NodeId, Option<Rc<Schema<'d>>>>,
}

impl<'d> Schemas<'d> {
    pub(super) fn new(definition: &'d Definition) -> Self {
        Self { definition, layers: FxHashMap::default(), read: FxHashMap::default() }
    }

    /// The schema or parameter at this node; `None` if a reference leads nowhere.
    pub(super) fn at(&mut self, node: Node<'d>) -> Option<Rc<Schema<'d>>> {
        if let Some(known) = self.read.get(&node.id()) {
            return known.clone();
        }
        let read = self.read(node).map(Rc::new);
        self.read.insert(node.id(), read.clone());
        read
    }

    fn read(&mut self, node: Node<'d>) -> Option<Schema<'d>> {
        let root = self.definition.resolve(node).filter(|node| node.is_object())?;
        let mut seen: Vec<NodeId> = Vec::new();
        let mut layers = Vec::new();
        let mut todo = vec![root];
        while let Some(part) = todo.pop() {
            let Some(part) = self.definition.resolve(part).filter(|part| part.is_object()) else { continue };
            if seen.contains(&part.id()) || seen.len() == MAX_LAYERS {
                continue;
            }
            seen.push(part.id());
            let layer = self.layer(part);
            let parts = layer.members.get("allOf").into_iter().flat_map(|parts| parts.items());
            let start = todo.len();
            todo.extend(parts.take(MAX_LAYERS));
            todo[start..].reverse();
            layers.push(layer);
        }
        Some(Schema { node: root, layers })
    }

    fn layer(&mut self, node: Node<'d>) -> Rc<Layer<'d>> {
        let layer = self.layers.entry(node.id()).or_insert_with(|| {
            // JSON readers take the last of duplicates.
            let members: FxHashMap<_, _> = node.members().map(|member| (member.name(), member)).collect();
            let list = members.get("required").into_iter().flat_map(|list| list.items());
            let required = list.filter_map(Node::as_str).collect();
            let mut properties: Vec<(Cow<'d, str>, Node<'d>)> = Vec::new();
            let mut names: FxHashMap<Cow<'d, str>, usize> = FxHashMap::default();
            for property in members.get("properties").into_iter().flat_map(|object| object.members()) {
                if let Some(&index) = names.get(&property.name()) {
                    properties[index].1 = property;
                } else {
                    names.insert(property.name(), properties.len());
                    properties.push((property.name(), property));
                }
            }
            Rc::new(Layer { members, properties, names, required })
        });
        Rc::clone(layer)
    }
}

impl<'d> Schema<'d> {
    /// A member, of the first part that has it.
    pub(super) fn get(&self, name: &str) -> Option<Node<'d>> {
        self.layers.iter().find_map(|layer| layer.members.get(name).copied())
    }

    /// A member that is a text and not blank.
    pub(super) fn text(&self, name: &str) -> Option<Cow<'d, str>> {
        self.get(name).and_then(Node::as_str).filter(|text| !text.trim().is_empty())
    }

    /// The properties by name, of all parts; of the same name the first part's.
    pub(super) fn properties(&self) -> impl Iterator<Item = &(Cow<'d, str>, Node<'d>)> {
        self.layers.iter().enumerate().flat_map(move |(at, layer)| {
            let is_first = move |(name, _): &&(Cow<'d, str>, Node<'d>)| {
                !self.layers[..at].iter().any(|before| before.names.contains_key(name))
            };
            layer.properties.iter().filter(is_first)
        })
    }

    /// Whether there is a property.
    pub(super) fn has_properties(&self) -> bool {
        self.layers.iter().any(|layer| !layer.properties.is_empty())
    }

    /// Whether the property of this name is required.
    pub(super) fn requires(&self, name: &str) -> bool {
        self.layers.iter().any(|layer| layer.required.contains(name))
    }

    /// The type: as written, else what the other members imply; in small letters. Of a list of types the first that is not
    /// null.
    pub(super) fn kind(&self) -> Option<Cow<'d, str>> {
        let written = self.get("type").and_then(|written| {
            let listed = written.items().filter_map(Node::as_str).find(|kind| kind != "null");
            written.as_str().or(listed)
        });
        written.map(|kind| kind.trim().to_ascii_lowercase().into()).or_else(|| {
            if self.get("items").is_some() {
                Some("array".into())
            } else {
                self.has_properties().then(|| "object".into())
            }
        })
    }

    /// How prominent it is.
    pub(super) fn visibility(&self) -> Visibility {
        let word = self.get("x-ms-visibility").and_then(Node::as_str);
        word.and_then(|word| Visibility::parse(&word)).unwrap_or_default()
    }

    /// What makers read in place of its name.
    pub(super) fn label(&self) -> Option<String> {
        let label = self.text("x-ms-summary").or_else(|| self.text("title"))?;
        Some(words::cut(label.trim(), LABEL_LENGTH))
    }

    /// The description.
    pub(super) fn description(&self) -> Option<String> {
        Some(words::cut(self.text("description")?.trim(), DESCRIPTION_LENGTH))
    }
}
