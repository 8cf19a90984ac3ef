//! A tree whose every node knows where in the format it stands.

use std::sync::Arc;

use syntax::{Kind, Node, NodeId, Tree};
use vocabulary::{Content, Entry, Member, Place};

use crate::files::FileRole;

/// One JSON file of a connector: its tree, and a [`Place`] for every node.
#[derive(Debug)]
pub struct Document {
    role: FileRole,
    tree: Arc<Tree>,
    meaning: Arc<Meaning>,
}

/// What the nodes of a tree mean; trees of one shape share it.
#[derive(Debug)]
struct Meaning {
    places: Vec<Place>,
    /// What the formats say about each node as a member: the names are looked up once, for all who ask later.
    members: Vec<Option<Entry>>,
    /// The `$ref`s that are read as such.
    references: Vec<NodeId>,
}

impl Document {
    /// Reads the meaning of `tree` as a file of this role. One pass; nodes at places that the formats do not know
    /// become [`Place::Free`].
    pub fn new(role: FileRole, tree: Arc<Tree>) -> Self {
        let (places, members) = read(role.root_place(), &tree);
        let names = members.iter().map(|member| member.map_or("", |entry| entry.member().name));
        let references = names.enumerate().filter(|(_, name)| *name == "$ref");
        let references = references.map(|(index, _)| NodeId(index as u32)).collect();
        Self { role, tree, meaning: Arc::new(Meaning { places, members, references }) }
    }

    /// The same meaning for a tree that differs in nothing but the content of scalars which [`Self::new`] does not look
    /// at. With another tree the answers mean nothing.
    pub(crate) fn with_tree(&self, tree: Arc<Tree>) -> Self {
        Self { role: self.role, tree, meaning: Arc::clone(&self.meaning) }
    }

    /// The file's role in the connector.
    pub fn role(&self) -> FileRole {
        self.role
    }

    /// The tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The tree, to share.
    pub fn shared_tree(&self) -> Arc<Tree> {
        Arc::clone(&self.tree)
    }

    /// The root value.
    pub fn root(&self) -> Node<'_> {
        self.tree.root()
    }

    /// The node with this id.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.tree.node(id)
    }

    /// Where a node stands. Scalars stand at [`Place::Leaf`], or [`Place::Free`] where nothing is known.
    pub fn place(&self, node: Node<'_>) -> Place {
        self.meaning.places.get(node.id().index()).copied().unwrap_or(Place::Free)
    }

    /// All places, by node id.
    pub fn places(&self) -> &[Place] {
        &self.meaning.places
    }

    /// What the formats say about this member: `None` for items, free names, and names they do not know.
    pub fn member(&self, node: Node<'_>) -> Option<&'static Member> {
        self.entry(node).map(Entry::member)
    }

    /// [`Self::member`] with its place, as a number.
    #[inline]
    pub fn entry(&self, node: Node<'_>) -> Option<Entry> {
        self.meaning.members.get(node.id().index()).copied().flatten()
    }

    /// The values of `$ref` in schemas, parameters and responses, in document order.
    pub fn references(&self) -> impl Iterator<Item = Node<'_>> {
        self.meaning.references.iter().map(|&id| self.tree.node(id))
    }

    /// The nodes that stand at `place`, in document order.
    pub fn at_place(&self, place: Place) -> impl Iterator<Item = Node<'_>> + Clone {
        let ids = self.places().iter().enumerate().filter(move |(_, found)| **found == place);
        ids.map(|(index, _)| self.tree.node(NodeId(index as u32)))
    }
}

/// The place of every node, and what is known about it as a member.
fn read(root: Place, tree: &Tree) -> (Vec<Place>, Vec<Option<Entry>>) {
    let mut places = Vec::with_capacity(tree.len());
    let mut members = Vec::with_capacity(tree.len());
    for node in tree.nodes() {
        let (place, member) = match node.parent() {
            None => (root, None),
            Some(parent) => place_in(places[parent.id().index()], node),
        };
        places.push(fit(place, node));
        members.push(member);
    }
    (places, members)
}

/// The place of a child of `parent`, going by its key, and what is known about it as a member.
fn place_in(parent: Place, node: Node<'_>) -> (Place, Option<Entry>) {
    let place = match parent.content() {
        Content::Members(_) => {
            let entry = node.key().and_then(|key| vocabulary::entry(parent, &key.text()));
            return (entry.map_or(Place::Free, |entry| entry.member().place), entry);
        }
        Content::Map(inside) => {
            let is_extension = matches!(parent, Place::Paths | Place::Responses)
                && node.key().is_some_and(|key| key.raw_name().starts_with("x-"));
            if is_extension || node.key().is_none() { Place::Free } else { inside }
        }
        Content::List(inside) => inside,
        Content::None => Place::Free,
    };
    (place, None)
}

/// The place that a value of this kind can really have.
fn fit(place: Place, node: Node<'_>) -> Place {
    match (node.kind(), place.content()) {
        (Kind::Object, Content::Members(_) | Content::Map(_)) if place == Place::Parameter => located(node),
        (Kind::Object, Content::Members(_) | Content::Map(_)) | (Kind::Array, Content::List(_)) => place,
        (Kind::Object | Kind::Array, _) => Place::Free,
        _ if place == Place::Free => Place::Free,
        _ => Place::Leaf,
    }
}

/// A parameter's place by its `in`.
fn located(node: Node<'_>) -> Place {
    let location = node.get("in").and_then(Node::as_str);
    match location.as_deref() {
        Some("path") => Place::PathParameter,
        Some("query") => Place::QueryParameter,
        Some("header") => Place::HeaderParameter,
        Some("formData") => Place::FormDataParameter,
        Some("body") => Place::BodyParameter,
        _ => Place::Parameter,
    }
}
