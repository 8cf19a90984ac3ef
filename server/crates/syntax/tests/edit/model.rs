//! JSON values as plain data, and edits on them as a list says them: what the text edits are compared with.

use std::collections::HashMap;

use fixture::Rng;
use syntax::{JsonEditor, Kind, Node, NodeId, Placement, Tree, parse};

/// A value with everything that must survive an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// Names as they are meant, in order, duplicates too.
    Object(Vec<(String, Json)>),
    Array(Vec<Json>),
    /// The text of a plain value.
    Plain(String),
}

impl Json {
    /// The value of a node.
    pub(crate) fn of(node: Node<'_>) -> Self {
        match node.kind() {
            Kind::Object => Self::Object(
                node.members().map(|member| (member.name().into_owned(), Self::of(member))).collect(),
            ),
            Kind::Array => Self::Array(node.items().map(Self::of).collect()),
            _ => Self::Plain(node.raw().to_owned()),
        }
    }

    /// The value as compact text.
    pub(crate) fn text(&self) -> String {
        let join = |parts: Vec<String>| parts.join(",");
        match self {
            Self::Object(members) => {
                let member = |(name, value): &(String, Self)| syntax::edit::quote(name) + ":" + &value.text();
                format!("{{{}}}", join(members.iter().map(member).collect()))
            }
            Self::Array(items) => format!("[{}]", join(items.iter().map(Self::text).collect())),
            Self::Plain(text) => text.clone(),
        }
    }
}

/// A child in a list of wishes: an old one, or one that came with a wish.
#[derive(Clone, Debug)]
enum Entry {
    Old(NodeId),
    New { name: String, value: Fresh, near: Near },
}

#[derive(Clone, Debug)]
enum Fresh {
    Json(Json),
    Moved(NodeId),
}

/// The rule that put a new child at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Near {
    First,
    Before,
    After,
}

/// Does to plain data what a [`JsonEditor`] does to text.
pub(crate) struct Expected<'t> {
    tree: &'t Tree,
    entries: HashMap<NodeId, Vec<Entry>>,
    values: HashMap<NodeId, Json>,
    names: HashMap<NodeId, String>,
    gone: Vec<NodeId>,
}

impl<'t> Expected<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Self {
        let children = |node: Node<'_>| node.children().map(|child| Entry::Old(child.id())).collect();
        let entries = tree.nodes().map(|node| (node.id(), children(node))).collect();
        Self { tree, entries, values: HashMap::new(), names: HashMap::new(), gone: Vec::new() }
    }

    /// The document after all wishes.
    pub(crate) fn value(&self) -> Json {
        self.build(self.tree.root().id())
    }

    /// Nodes whose text and place in their container no wish is about, nor anything in them.
    pub(crate) fn untouched(&self) -> Vec<NodeId> {
        let touched = |node: Node<'_>| {
            let id = node.id();
            let old = node.children().count();
            let entries = &self.entries[&id];
            let same = entries.len() == old && entries.iter().all(|entry| matches!(entry, Entry::Old(_)));
            !same || self.values.contains_key(&id) || self.names.contains_key(&id) || self.gone.contains(&id)
        };
        let whole = |node: Node<'_>| {
            let inside = (node.id().0..node.after().0).all(|id| !touched(self.tree.node(NodeId(id))));
            let around = node
                .ancestors()
                .all(|above| !self.values.contains_key(&above.id()) && !self.gone.contains(&above.id()));
            inside && around
        };
        self.tree.nodes().filter(|node| whole(*node)).map(Node::id).collect()
    }

    fn build(&self, id: NodeId) -> Json {
        if let Some(value) = self.values.get(&id) {
            return value.clone();
        }
        let node = self.tree.node(id);
        let children = self.entries[&id].iter().filter_map(|entry| match entry {
            Entry::Old(id) if self.gone.contains(id) => None,
            Entry::Old(id) | Entry::New { value: Fresh::Moved(id), .. } => {
                Some((self.name(*id), self.build(*id)))
            }
            Entry::New { name, value: Fresh::Json(value), .. } => Some((name.clone(), value.clone())),
        });
        match node.kind() {
            Kind::Object => Json::Object(children.collect()),
            Kind::Array => Json::Array(children.map(|(_, value)| value).collect()),
            _ => Json::Plain(node.raw().to_owned()),
        }
    }

    fn name(&self, id: NodeId) -> String {
        self.names.get(&id).cloned().unwrap_or_else(|| self.tree.node(id).name().into_owned())
    }

    fn find(&self, object: NodeId, name: &str) -> Option<usize> {
        let entries = &self.entries[&object];
        let named = |entry: &Entry| match entry {
            Entry::Old(id) => self.tree.node(*id).name() == name,
            Entry::New { name: own, .. } => own == name,
        };
        let stays = |entry: &Entry| !matches!(entry, Entry::Old(id) if self.gone.contains(id));
        let last = |wanted: &dyn Fn(&Entry) -> bool| entries.iter().rposition(wanted);
        last(&|entry| named(entry) && stays(entry)).or_else(|| last(&named))
    }

    fn insert(&mut self, object: NodeId, name: &str, value: Fresh, placement: Placement<'_>) {
        let near = |entry: &Entry| match entry {
            Entry::New { near, .. } => Some(*near),
            Entry::Old(_) => None,
        };
        let found = match placement {
            Placement::Before(name) | Placement::After(name) => self.find(object, name),
            _ => None,
        };
        let entries = self.entries.get_mut(&object).expect("every node has entries");
        let (at, near) = match (placement, found) {
            (Placement::First, _) => {
                (entries.iter().take_while(|entry| near(entry) == Some(Near::First)).count(), Near::First)
            }
            (Placement::Before(_), Some(at)) => {
                (at, if near(&entries[at]) == Some(Near::After) { Near::After } else { Near::Before })
            }
            (Placement::After(_), Some(at)) => {
                let followers = entries[at + 1..].iter().take_while(|entry| near(entry) == Some(Near::After));
                let side = near(&entries[at]).unwrap_or(Near::After);
                (at + 1 + followers.count(), if side == Near::First { Near::Before } else { side })
            }
            _ => (entries.len(), Near::After),
        };
        entries.insert(at, Entry::New { name: name.to_owned(), value, near });
    }

    /// Makes one random wish of both.
    pub(crate) fn wish(&mut self, rng: &mut Rng, editor: &mut JsonEditor<'t>, number: usize) {
        let tree = self.tree;
        let all: Vec<Node<'t>> = tree.nodes().collect();
        let node = rng.pick(&all);
        let objects: Vec<Node<'t>> = all.iter().copied().filter(|node| node.is_object()).collect();
        let arrays: Vec<Node<'t>> = all.iter().copied().filter(|node| node.is_array()).collect();
        let value =
            rng.pick(&["1", "\"x\"", "{}", "[]", "[1,{\"y\":[]}]", "{\"p\":{\"q\":null},\"r\":[true,[2]]}"]);
        let json = Json::of(parse(value).root());
        let object = objects.get(rng.below(objects.len())).copied().unwrap_or(tree.root());
        let anchor = {
            let mut names: Vec<String> = object.members().map(|member| member.name().into_owned()).collect();
            names.extend((0..number).map(|number| format!("new{number}")));
            names.push("absent".to_owned());
            names.swap_remove(rng.below(names.len()))
        };
        let placement = rng.pick(&[
            Placement::First,
            Placement::Last,
            Placement::Before(&anchor),
            Placement::After(&anchor),
        ]);
        let name = format!("new{number}");
        match rng.below(8) {
            0 | 1 => {
                editor.insert_member(object, &name, value, placement);
                self.insert(object.id(), &name, Fresh::Json(json), placement);
            }
            2 if !arrays.is_empty() => {
                let array = rng.pick(&arrays);
                let index = rng.below(array.items().count() + 2);
                editor.insert_item(array, index, value);
                let anchor = array.item(index).map(Node::id);
                let entries = self.entries.get_mut(&array.id()).expect("every node has entries");
                let is_anchor = |entry: &Entry| matches!(entry, Entry::Old(id) if Some(*id) == anchor);
                let at = entries.iter().position(is_anchor).unwrap_or(entries.len());
                entries.insert(
                    at,
                    Entry::New { name: String::new(), value: Fresh::Json(json), near: Near::Before },
                );
            }
            3 if node.parent().is_some() => {
                editor.remove(node);
                self.gone.push(node.id());
            }
            4 if !node.is_container() || rng.one_in(4) => {
                editor.replace(node, value);
                self.values.insert(node.id(), json);
            }
            5 if node.key().is_some() => {
                editor.rename(node, "renamed 🙂");
                self.names.insert(node.id(), "renamed 🙂".to_owned());
            }
            6 if node.key().is_some() => {
                editor.copy_member(node, &name);
                let object = node.parent().map_or(NodeId(0), Node::id);
                let entries = self.entries.get_mut(&object).expect("every node has entries");
                let is_original = |entry: &Entry| matches!(entry, Entry::Old(id) if *id == node.id());
                let at = entries.iter().position(is_original).expect("a member is its object's");
                let after = |entry: &&Entry| matches!(entry, Entry::New { near: Near::After, .. });
                let at = at + 1 + entries[at + 1..].iter().take_while(after).count();
                let value = Fresh::Json(Json::of(node));
                entries.insert(at, Entry::New { name, value, near: Near::After });
            }
            7 if node.key().is_some()
                && !self.gone.contains(&node.id())
                && !self.holds(node.id(), object.id()) =>
            {
                editor.move_member(node, object, placement);
                self.insert(object.id(), &node.name(), Fresh::Moved(node.id()), placement);
                self.gone.push(node.id());
            }
            _ => {}
        }
    }

    /// Whether `wanted` is in `id` now, or will be after the moves so far.
    fn holds(&self, id: NodeId, wanted: NodeId) -> bool {
        id == wanted
            || self.tree.node(id).children().any(|child| self.holds(child.id(), wanted))
            || self.entries[&id].iter().any(|entry| match entry {
                Entry::New { value: Fresh::Moved(moved), .. } => self.holds(*moved, wanted),
                _ => false,
            })
    }
}
