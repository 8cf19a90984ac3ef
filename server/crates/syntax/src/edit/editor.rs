//! What can be wished for.

use std::collections::{BTreeMap, BTreeSet};

use super::container::Slot;
use super::layout::{self, quote};
use super::style::{self, Style};
use super::{TextEdit, tidy};
use crate::parser::parse;
use crate::{Node, NodeId, Span, Tree};

/// Where a new member goes in its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement<'n> {
    /// Before all others.
    First,
    /// After all others.
    Last,
    /// Before the member of this name; [`Placement::Last`] if there is none.
    Before(&'n str),
    /// After the member of this name; [`Placement::Last`] if there is none.
    After(&'n str),
}

/// The text of a new value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'v> {
    /// JSON that is laid out in the document's style at its new place.
    Json(&'v str),
    /// JSON that is kept as it is written, such as a copy of another value. Its lines move to the indentation of
    /// the new place, and it gets the document's line ends.
    Written(&'v str),
    /// The bytes of another value, of this document or of another one. Where both stand at the same indentation all
    /// of them stay, however they are laid out; else the lines move. It gets the document's line ends.
    Copy(Node<'v>),
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(json: &'v str) -> Self {
        Self::Json(json)
    }
}

impl<'v> From<&'v String> for Value<'v> {
    fn from(json: &'v String) -> Self {
        Self::Json(json)
    }
}

/// The text of a new value, kept until [`JsonEditor::finish`].
pub(super) enum Content {
    Json(String),
    /// As written, and the blanks that started the line it was on.
    Written(String, Option<String>),
    /// The member itself, key included, with the edits wished for in it.
    Moved(NodeId),
}

impl From<Value<'_>> for Content {
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::Json(json) => Self::Json(json.to_owned()),
            Value::Written(written) => {
                let written = written.trim();
                Self::Written(written.to_owned(), layout::written_at(written).map(str::to_owned))
            }
            Value::Copy(node) => {
                // What stands on one line has no lines that move.
                let has_lines = node.raw().contains(['\n', '\r']);
                Self::Written(node.raw().to_owned(), has_lines.then(|| style::node_blanks(node).to_owned()))
            }
        }
    }
}

/// A child that the document does not have yet.
pub(super) struct NewChild {
    /// A member's name; `None` in an array.
    pub(super) name: Option<String>,
    /// What goes between key and value, if not what the document usually has there.
    pub(super) colon: Option<String>,
    pub(super) content: Content,
    pub(super) side: Side,
    pub(super) first: bool,
}

/// The neighbour that a new child stays with when there are blank lines or comments between the two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Previous,
    Next,
}

/// Collects edits of one document. All nodes given to it are nodes of the tree that it was made for, as that tree is:
/// an earlier wish does not change what a node means.
///
/// A wish that cannot be placed is left out: a node of another tree, a member in an array, anything in a value that
/// another wish removes or replaces.
///
/// ```
/// use syntax::{JsonEditor, Placement, parse};
/// let tree = parse("{\n\t\"host\": \"a.example\"\n}\n");
/// let mut editor = JsonEditor::new(&tree);
/// editor.insert_member(tree.root(), "schemes", r#"["https"]"#, Placement::Last);
/// let text = syntax::edit::apply(tree.text(), &editor.finish());
/// assert_eq!(text.as_deref(), Some("{\n\t\"host\": \"a.example\",\n\t\"schemes\": [\n\t\t\"https\"\n\t]\n}\n"));
/// ```
pub struct JsonEditor<'t> {
    pub(super) tree: &'t Tree,
    pub(super) keys: BTreeMap<NodeId, String>,
    pub(super) values: BTreeMap<NodeId, Content>,
    /// Removed, or moved to another place.
    pub(super) gone: BTreeSet<NodeId>,
    /// Where moved members went.
    moved: BTreeMap<NodeId, NodeId>,
    /// The children that a container will have, for containers that get new ones.
    pub(super) slots: BTreeMap<NodeId, Vec<Slot>>,
}

impl<'t> JsonEditor<'t> {
    /// An editor without wishes.
    pub fn new(tree: &'t Tree) -> Self {
        Self {
            tree,
            keys: BTreeMap::new(),
            values: BTreeMap::new(),
            gone: BTreeSet::new(),
            moved: BTreeMap::new(),
            slots: BTreeMap::new(),
        }
    }

    /// The document's habits, read when they are first needed.
    pub fn style(&self) -> &Style {
        self.tree.style()
    }

    /// The blanks at the start of a node's line.
    pub(super) fn blanks_of(&self, node: Node<'t>) -> &'t str {
        let (text, start) = (self.tree.text(), node.full_span().start);
        style::own_line(text, start).unwrap_or_else(|| {
            let starts = self.tree.line_starts();
            let line = starts.partition_point(|line| *line <= start).saturating_sub(1);
            style::blanks_at(text, starts.get(line).copied().unwrap_or_default())
        })
    }

    /// Which kinds of line ends the document has.
    pub(super) fn line_ends(&self) -> [bool; 3] {
        self.tree.line_ends()
    }

    /// Adds a member to an object. Several at one place keep the order of the calls; a name in `placement` may be
    /// that of a member added earlier. Whether the name is free is the caller's business.
    pub fn insert_member<'v>(
        &mut self,
        object: Node<'t>,
        name: &str,
        value: impl Into<Value<'v>>,
        placement: Placement<'_>,
    ) {
        if object.is_object() {
            self.insert(object, Some(name), None, value.into().into(), placement);
        }
    }

    /// Gives the member called `name` this value: replaces the value it has, unless that says the same already, or
    /// adds the member at `placement`.
    pub fn set_member<'v>(
        &mut self,
        object: Node<'t>,
        name: &str,
        value: impl Into<Value<'v>>,
        placement: Placement<'_>,
    ) {
        let value = value.into();
        let present = object.get(name).filter(|member| !self.gone.contains(&member.id()));
        match present {
            Some(member) => {
                let json = match value {
                    Value::Json(json) | Value::Written(json) => json,
                    Value::Copy(node) => node.raw(),
                };
                let wanted = parse(json);
                let same = if member.is_container() {
                    member.same_value(wanted.root())
                } else {
                    member.raw() == wanted.root().raw()
                };
                if !same || self.values.contains_key(&member.id()) {
                    self.replace(member, value);
                }
            }
            None => self.insert_member(object, name, value, placement),
        }
    }

    /// Adds an item to an array, before the item that has this index (0-based) now; past the end, after the last.
    /// Several at one place keep the order of the calls.
    pub fn insert_item<'v>(&mut self, array: Node<'t>, index: usize, value: impl Into<Value<'v>>) {
        if !array.is_array() || !self.owns(array) {
            return;
        }
        let anchor = array.item(index).map(Node::id);
        let slots = self.slots.entry(array.id()).or_insert_with(|| slots_of(array));
        let found = anchor.and_then(|anchor| slots.iter().position(|slot| slot.is(anchor)));
        let (at, side) = found.map_or((slots.len(), Side::Previous), |at| (at, Side::Next));
        let content = value.into().into();
        slots.insert(at, Slot::New(NewChild { name: None, colon: None, content, side, first: false }));
    }

    /// Removes a member or item with its comma, and with its line if nothing else is on it. The root stays.
    pub fn remove(&mut self, node: Node<'t>) {
        if self.owns(node) && node.parent().is_some() {
            self.gone.insert(node.id());
        }
    }

    /// Replaces a value; a member keeps its key. Of several the last counts.
    pub fn replace<'v>(&mut self, node: Node<'t>, value: impl Into<Value<'v>>) {
        if self.owns(node) {
            self.values.insert(node.id(), value.into().into());
        }
    }

    /// Gives a member another name (plain text, not JSON). Of several the last counts.
    pub fn rename(&mut self, member: Node<'t>, name: &str) {
        if self.owns(member) && member.key().is_some_and(|key| !key.is(name)) {
            self.keys.insert(member.id(), quote(name));
        }
    }

    /// Adds a copy of a member right after it under another name. The copy has the bytes of the original, whatever
    /// else is wished for in there; for a changed copy see [`JsonEditor::edited`].
    pub fn copy_member(&mut self, member: Node<'t>, name: &str) {
        let (Some(key), Some(object)) = (member.key(), member.parent()) else { return };
        if !self.owns(member) {
            return;
        }
        let between = Span::new(key.span().end, member.span().start);
        let colon = self.tree.text()[between.range()].to_owned();
        let colon = colon.contains(':').then_some(colon);
        let content = Value::Copy(member).into();
        let child =
            NewChild { name: Some(name.to_owned()), colon, content, side: Side::Previous, first: false };
        let slots = self.slots.entry(object.id()).or_insert_with(|| slots_of(object));
        if let Some(at) = slots.iter().position(|slot| slot.is(member.id())) {
            slots.insert(after_followers(slots, at), Slot::New(child));
        }
    }

    /// Moves a member to another place, in its own object or in another one. Its bytes stay, except that its lines
    /// are indented for the new place. Moving a member into itself, or twice, is left out.
    pub fn move_member(&mut self, member: Node<'t>, object: Node<'t>, placement: Placement<'_>) {
        let movable = member.key().is_some() && object.is_object() && self.owns(member) && self.owns(object);
        if !movable || self.gone.contains(&member.id()) || self.ends_up_in(object, member) {
            return;
        }
        let name = member.name();
        self.insert(object, Some(&name), None, Content::Moved(member.id()), placement);
        self.gone.insert(member.id());
        self.moved.insert(member.id(), object.id());
    }

    /// The edits, in order, not overlapping.
    pub fn finish(self) -> Vec<TextEdit> {
        tidy(self.tree.text(), self.edits_in(self.tree.root()))
    }

    /// The text of one value with the wishes inside it carried out; wishes elsewhere are left out. Given back as
    /// [`Value::Written`], it makes a changed copy that keeps all other bytes.
    pub fn edited(self, node: Node<'t>) -> String {
        if self.owns(node) { self.text_of(node, node.span()) } else { String::new() }
    }

    fn insert(
        &mut self,
        object: Node<'t>,
        name: Option<&str>,
        colon: Option<String>,
        content: Content,
        placement: Placement<'_>,
    ) {
        if !self.owns(object) {
            return;
        }
        let (tree, gone) = (self.tree, &self.gone);
        let slots = self.slots.entry(object.id()).or_insert_with(|| slots_of(object));
        let find = |wanted: &str| {
            let stays = |slot: &Slot| !matches!(slot, Slot::Old(id) if gone.contains(id));
            let named = |slot: &Slot| slot.is_named(tree, wanted);
            let found = slots.iter().rposition(|slot| named(slot) && stays(slot));
            found.or_else(|| slots.iter().rposition(named))
        };
        let (at, side) = match placement {
            Placement::First => (slots.iter().take_while(|slot| slot.is_first()).count(), Side::Next),
            Placement::Last => (slots.len(), Side::Previous),
            Placement::Before(anchor) => match find(anchor) {
                Some(at) => (at, slots[at].side().unwrap_or(Side::Next)),
                None => (slots.len(), Side::Previous),
            },
            Placement::After(anchor) => match find(anchor) {
                Some(at) => (after_followers(slots, at), slots[at].side().unwrap_or(Side::Previous)),
                None => (slots.len(), Side::Previous),
            },
        };
        let first = placement == Placement::First;
        slots.insert(at, Slot::New(NewChild { name: name.map(str::to_owned), colon, content, side, first }));
    }

    fn owns(&self, node: Node<'t>) -> bool {
        std::ptr::eq(self.tree, node.tree())
    }

    /// Whether `node` lies in `member`, or will after the moves so far.
    fn ends_up_in(&self, node: Node<'t>, member: Node<'t>) -> bool {
        let mut current = Some(node);
        while let Some(node) = current {
            if node == member {
                return true;
            }
            let target = self.moved.get(&node.id()).map(|&object| self.tree.node(object));
            current = target.or_else(|| node.parent());
        }
        false
    }
}

/// The children that a container has now.
pub(super) fn slots_of(container: Node<'_>) -> Vec<Slot> {
    container.children().map(|child| Slot::Old(child.id())).collect()
}

/// The place after the slot at `at` and the new ones that were put after it earlier.
fn after_followers(slots: &[Slot], at: usize) -> usize {
    let follows = |slot: &&Slot| matches!(slot, Slot::New(child) if child.side == Side::Previous);
    at + 1 + slots[at + 1..].iter().take_while(follows).count()
}
