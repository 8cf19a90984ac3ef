//! A tree whose every node knows where in the format it stands.

use std::sync::Arc;

use syntax::{Delta, Kind, Node, NodeId, Tree};
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
        let meaning = Meaning::of(role.root_place(), &tree);
        Self { role, tree, meaning: Arc::new(meaning) }
    }

    /// [`Self::new`] for `tree`, which an edit has made of this document's tree. Of nodes that the edit has not replaced the
    /// meaning is known.
    pub(crate) fn edited(&self, tree: Arc<Tree>, delta: &Delta) -> Self {
        let meaning = self.meaning.edited(&self.tree, &tree, delta);
        let meaning = meaning.unwrap_or_else(|| Meaning::of(self.role.root_place(), &tree));
        Self { role: self.role, tree, meaning: Arc::new(meaning) }
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

impl Meaning {
    fn of(root: Place, tree: &Tree) -> Self {
        let room = tree.len();
        let mut meaning = Self {
            places: Vec::with_capacity(room),
            members: Vec::with_capacity(room),
            references: Vec::new(),
        };
        meaning.read(tree.nodes(), root);
        meaning
    }

    /// Reads the nodes that follow on those that are known.
    fn read<'t>(&mut self, nodes: impl Iterator<Item = Node<'t>>, root: Place) {
        for node in nodes {
            let (place, member) = self.meaning_of(node, root);
            if member.is_some_and(|entry| entry.member().name == "$ref") {
                self.references.push(node.id());
            }
            self.places.push(place);
            self.members.push(member);
        }
    }

    /// The place of a node, and what is known about it as a member. The places of those around it are known.
    fn meaning_of(&self, node: Node<'_>, root: Place) -> (Place, Option<Entry>) {
        let (place, member) = match node.parent() {
            None => (root, None),
            Some(parent) => place_in(self.places[parent.id().index()], node),
        };
        (fit(place, node), member)
    }

    /// The meaning of `tree`, which an edit has made of the tree `before`, with that of all nodes which the edit has not
    /// replaced. `None` if one of these now means something else, or if the root is replaced.
    fn edited(&self, before: &Tree, tree: &Tree, delta: &Delta) -> Option<Self> {
        let first = delta.first.index();
        let (old_end, new_end) = (first + delta.old as usize, first + delta.new as usize);
        // The root is the same, and with that its place.
        let root = *self.places.first().filter(|_| first > 0)?;
        // Kinds, keys and parents are those that they were, but the place of a parameter goes by what it holds.
        let parents = |tree: &Tree, end: usize| -> Vec<NodeId> {
            let replaced = (first..end).map(|index| NodeId(index as u32));
            let parents = replaced.filter_map(|id| tree.node(id).parent()).map(Node::id);
            parents.filter(|id| *id < delta.first).collect()
        };
        let mut around = [parents(before, old_end), parents(tree, new_end)].concat();
        around.sort_unstable();
        around.dedup();
        let is_same = |id: &NodeId| self.meaning_of(tree.node(*id), root).0 == self.places[id.index()];
        if !around.iter().all(is_same) {
            return None;
        }
        let room = tree.len();
        let mut meaning = Self {
            places: Vec::with_capacity(room),
            members: Vec::with_capacity(room),
            references: Vec::with_capacity(self.references.len()),
        };
        let references = |from: usize, to: usize| {
            let at = |index: usize| self.references.partition_point(|id| id.index() < index);
            &self.references[at(from)..at(to)]
        };
        meaning.places.extend_from_slice(&self.places[..first]);
        meaning.members.extend_from_slice(&self.members[..first]);
        meaning.references.extend_from_slice(references(0, first));
        meaning.read((first..new_end).map(|index| tree.node(NodeId(index as u32))), root);
        meaning.places.extend_from_slice(&self.places[old_end..]);
        meaning.members.extend_from_slice(&self.members[old_end..]);
        meaning
            .references
            .extend(references(old_end, self.places.len()).iter().filter_map(|id| delta.node(*id)));
        Some(meaning)
    }
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use syntax::{Span, TextEdit, parse};

    use super::*;

    const TEXT: &str = r##"{"swagger": "2.0", "paths": {"/a/{b}": {"get": {"parameters": [{"in": "path", "name": "b"},
        {"$ref": "#/parameters/c"}], "responses": {"200": {"schema": {"$ref": "#/definitions/d"}}}}}, "x-e": {}},
        "parameters": {"c": {"in": "query", "name": "c", "in": "body", "schema": {"type": "object"}}},
        "definitions": {"d": {"properties": {"f": {"$ref": "#/definitions/g"}}}, "g": {"type": "string"}}}"##;

    #[test]
    fn an_edit_leaves_the_meaning_of_the_rest() {
        let (known, all) = (Cell::new(0), Cell::new(0));
        let check = |before: &Document, edit: &TextEdit| {
            let edited = before.tree.edited(edit);
            let tree = Arc::new(edited.tree);
            let now = Document::new(FileRole::Definition, Arc::clone(&tree));
            let after = before.edited(Arc::clone(&tree), &edited.delta);
            assert_eq!(after.meaning.places, now.meaning.places, "{}", tree.text());
            assert_eq!(after.meaning.members, now.meaning.members, "{}", tree.text());
            assert_eq!(after.meaning.references, now.meaning.references, "{}", tree.text());
            all.set(all.get() + 1);
            known.set(
                known.get()
                    + usize::from(before.meaning.edited(&before.tree, &tree, &edited.delta).is_some()),
            );
            now
        };
        let whole = Document::new(FileRole::Definition, Arc::new(parse(TEXT)));
        for at in (0..TEXT.len() as u32).filter(|at| TEXT.is_char_boundary(*at as usize)) {
            for typed in
                ["{", "}", "[", "]", "\"", ",", ":", "x", "\"in\": \"header\", ", "{\"$ref\": \"#\"}, "]
            {
                let broken = check(&whole, &TextEdit::insert(at, typed));
                let end = at + typed.len() as u32;
                check(&broken, &TextEdit::delete(Span::new(at, end)));
            }
            for length in [1, 2, 9, 40].into_iter().filter(|length| at + length <= TEXT.len() as u32) {
                let broken = check(&whole, &TextEdit::delete(Span::new(at, at + length)));
                check(&broken, &TextEdit::insert(at, &TEXT[at as usize..(at + length) as usize]));
            }
        }
        assert!(known.get() * 4 > all.get() * 3, "{} of {}", known.get(), all.get());
    }
}
