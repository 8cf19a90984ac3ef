//! A schema as flows meet it: with what it refers to and what it is put together from.

use std::borrow::Cow;

use connector::Definition;
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::Node;

/// How many parts a schema may be put together from.
const MAX_LAYERS: usize = 64;

/// A schema with the parts of its `allOf`, references followed, each part once.
pub(super) struct View<'d> {
    /// The schema itself first.
    pub(super) layers: Vec<Node<'d>>,
    /// A reference leads nowhere, so that nothing can be said about what is missing.
    pub(super) is_uncertain: bool,
}

/// A property of a [`View`].
#[derive(Clone, Copy)]
pub(super) struct Property<'d> {
    pub(super) node: Node<'d>,
    /// The part that it stands in.
    pub(super) layer: Node<'d>,
}

impl<'d> View<'d> {
    /// A schema.
    pub(super) fn of(definition: &'d Definition, schema: Node<'d>) -> Self {
        let mut view = Self { layers: Vec::new(), is_uncertain: false };
        let mut todo = vec![schema];
        while let Some(part) = todo.pop() {
            let Some(part) = definition.resolve(part) else {
                view.is_uncertain = true;
                continue;
            };
            if view.layers.contains(&part) || view.layers.len() >= MAX_LAYERS {
                continue;
            }
            view.layers.push(part);
            if let Some(parts) = part.get("allOf") {
                let start = todo.len();
                todo.extend(parts.items());
                todo[start..].reverse();
            }
        }
        view
    }

    /// A parameter, or the `items` of one, which describe themselves like a schema without references.
    pub(super) fn plain(node: Node<'d>) -> Self {
        Self { layers: vec![node], is_uncertain: false }
    }

    /// The schema itself.
    pub(super) fn root(&self) -> Option<Node<'d>> {
        self.layers.first().copied()
    }

    /// A member, of the first part that has it.
    pub(super) fn get(&self, name: &str) -> Option<Node<'d>> {
        self.layers.iter().find_map(|layer| layer.get(name))
    }

    /// A member that is a text.
    pub(super) fn text(&self, name: &str) -> Option<Cow<'d, str>> {
        self.get(name).and_then(Node::as_str)
    }

    /// A member that is a text and not empty.
    pub(super) fn filled(&self, name: &str) -> Option<Cow<'d, str>> {
        self.text(name).filter(|text| !text.trim().is_empty())
    }

    /// The type: as written, else what the other members imply. Of a list of types the first that is not null.
    pub(super) fn kind(&self) -> Option<Cow<'d, str>> {
        let written = self.get("type");
        let written = written.and_then(|written| {
            let listed = written.items().filter_map(Node::as_str).find(|kind| kind != "null");
            written.as_str().or(listed).map(word)
        });
        written.or_else(|| {
            if self.get("items").is_some() {
                Some("array".into())
            } else if self.get("properties").is_some_and(|properties| properties.members().next().is_some()) {
                Some("object".into())
            } else {
                None
            }
        })
    }

    /// The properties by name, in order; of the same name the first part's.
    pub(super) fn properties(&self) -> Vec<(Cow<'d, str>, Property<'d>)> {
        let mut found: Vec<(Cow<'d, str>, Property<'d>)> = Vec::new();
        let mut by_name: FxHashMap<Cow<'d, str>, usize> = FxHashMap::default();
        for &layer in &self.layers {
            let before = found.len();
            for node in layer.get("properties").into_iter().flat_map(Node::members) {
                let property = Property { node, layer };
                match by_name.get(&node.name()) {
                    // JSON readers take the last of duplicates in one object.
                    Some(&index) if index >= before => found[index].1 = property,
                    Some(_) => {}
                    None => {
                        by_name.insert(node.name(), found.len());
                        found.push((node.name(), property));
                    }
                }
            }
        }
        found
    }

    /// The names of required properties.
    pub(super) fn required(&self) -> FxHashSet<Cow<'d, str>> {
        let lists = self.layers.iter().filter_map(|layer| layer.get("required"));
        lists.flat_map(Node::items).filter_map(Node::as_str).collect()
    }

    /// Whether the shape is fetched at design time.
    pub(super) fn has_dynamic_schema(&self) -> bool {
        SCHEMA_FORMS.iter().any(|name| self.get(name).is_some())
    }

    /// Whether nothing is said about what is inside: an empty object, or one without properties.
    pub(super) fn is_empty(&self) -> bool {
        !self.is_uncertain
            && self.kind().is_none_or(|kind| kind == "object")
            && !self.has_dynamic_schema()
            && self.layers.iter().all(|layer| {
                let properties = layer.get("properties");
                let open = layer.get("additionalProperties").filter(|open| open.is_object());
                properties.is_none_or(|properties| properties.members().next().is_none())
                    && open.is_none_or(|open| open.members().next().is_none())
            })
    }
}

/// A word of a closed list, whatever its letter case and the blanks around it: who reads it forgives these or refuses
/// the file.
pub(super) fn word(written: Cow<'_, str>) -> Cow<'_, str> {
    let is_plain =
        written.trim().len() == written.len() && !written.contains(|c: char| c.is_ascii_uppercase());
    if is_plain { written } else { written.trim().to_ascii_lowercase().into() }
}

/// What fetches a shape at design time: the older form and the newer one, which mostly stand side by side.
pub(super) const SCHEMA_FORMS: [&str; 2] = ["x-ms-dynamic-schema", "x-ms-dynamic-properties"];

/// What fetches choices at design time.
pub(super) const CHOICE_FORMS: [&str; 3] = ["x-ms-dynamic-values", "x-ms-dynamic-list", "x-ms-dynamic-tree"];
