//! Edits of the connector at hand that bring back what was published.

use std::collections::BTreeMap;

use connector::{Connector, FileRole};
use rustc_hash::FxHashMap;
use syntax::edit::Value;
use syntax::{JsonEditor, Node, NodeId, Placement, TextEdit};

use super::Edits;
use super::case::document_of;
use crate::lifecycle::keeping::parts::{Part, reached};

/// Edits in the making. Nodes called `old` are of the published connector, those called `new` of the one at hand.
#[derive(Clone)]
pub(super) struct Mending<'c> {
    published: &'c Connector,
    now: &'c Connector,
    wishes: Vec<Wish<'c>>,
}

/// One thing to do.
#[derive(Clone)]
enum Wish<'c> {
    /// Gives a value its published text.
    Restore {
        new: Node<'c>,
        old: Node<'c>,
    },
    /// Adds a published member, with this text as its value.
    Member {
        into: Node<'c>,
        old: Node<'c>,
        text: String,
    },
    /// Adds a published item, with this text, before the item that has this index now.
    Item {
        into: Node<'c>,
        index: usize,
        old: Node<'c>,
        text: String,
    },
    /// Replaces a value by JSON text.
    Replace {
        new: Node<'c>,
        json: String,
    },
    /// Adds a member.
    Insert {
        into: Node<'c>,
        name: String,
        json: String,
        after: Option<String>,
    },
    /// Adds an item with this JSON text at the end.
    Append {
        into: Node<'c>,
        json: String,
    },
    Rename {
        new: Node<'c>,
        name: String,
    },
    Remove {
        new: Node<'c>,
    },
    /// Moves a member to another object, to its end.
    Move {
        new: Node<'c>,
        into: Node<'c>,
        after: Option<String>,
    },
    Script(TextEdit),
}

/// How far the shared parts that returning text names come back with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Those that are gone.
    Missing,
    /// Those that differ too.
    Differing,
}

impl<'c> Mending<'c> {
    pub(super) fn new(published: &'c Connector, now: &'c Connector) -> Self {
        Self { published, now, wishes: Vec::new() }
    }

    /// Gives a value the text that another had when it was published, unless they say the same.
    pub(super) fn restore(&mut self, new: Node<'c>, old: Node<'c>) -> &mut Self {
        if !new.same_value(old) {
            self.wishes.push(Wish::Restore { new, old });
        }
        self
    }

    /// Makes one member of an object what it was.
    pub(super) fn restore_member(&mut self, new: Node<'c>, old: Node<'c>, name: &str) -> &mut Self {
        match (new.get(name), old.get(name)) {
            (Some(new), Some(old)) => self.restore(new, old),
            (None, Some(old)) => self.put_back(old, new),
            (Some(new), None) => self.remove(new),
            (None, None) => self,
        }
    }

    /// Puts a member back at its place among those that are still there.
    pub(super) fn put_back(&mut self, old: Node<'c>, into: Node<'c>) -> &mut Self {
        self.put_back_as(old, old.raw(), into)
    }

    /// The same with another text as its value.
    pub(super) fn put_back_as(
        &mut self,
        old: Node<'c>,
        text: impl Into<String>,
        into: Node<'c>,
    ) -> &mut Self {
        self.wishes.push(Wish::Member { into, old, text: text.into() });
        self
    }

    /// Puts an item back behind the nearest one before it that is still there, else before the nearest one after it.
    /// `is_twin` tells whether a published item and one of the list at hand are the same.
    pub(super) fn put_back_item(
        &mut self,
        old: Node<'c>,
        into: Node<'c>,
        is_twin: impl Fn(Node<'c>, Node<'c>) -> bool,
    ) -> &mut Self {
        self.put_back_item_as(old, old.raw(), into, is_twin)
    }

    /// The same with another text.
    pub(super) fn put_back_item_as(
        &mut self,
        old: Node<'c>,
        text: impl Into<String>,
        into: Node<'c>,
        is_twin: impl Fn(Node<'c>, Node<'c>) -> bool,
    ) -> &mut Self {
        let position = |sibling: Node<'c>| into.items().position(|item| is_twin(sibling, item));
        let siblings: Vec<Node<'c>> = old.parent().into_iter().flat_map(Node::items).collect();
        let at = siblings.iter().position(|sibling| *sibling == old).unwrap_or(0);
        let previous = siblings[..at].iter().rev().find_map(|sibling| position(*sibling));
        let next = || siblings.iter().skip(at + 1).find_map(|sibling| position(*sibling));
        let index = previous.map(|index| index + 1).or_else(next).unwrap_or(usize::MAX);
        self.wishes.push(Wish::Item { into, index, old, text: text.into() });
        self
    }

    /// Replaces a value.
    pub(super) fn replace(&mut self, new: Node<'c>, json: impl Into<String>) -> &mut Self {
        self.wishes.push(Wish::Replace { new, json: json.into() });
        self
    }

    /// Adds a member after another one, or at the end.
    pub(super) fn insert(
        &mut self,
        into: Node<'c>,
        name: &str,
        json: impl Into<String>,
        after: Option<&str>,
    ) -> &mut Self {
        let (name, json, after) = (name.to_owned(), json.into(), after.map(str::to_owned));
        self.wishes.push(Wish::Insert { into, name, json, after });
        self
    }

    /// Adds an item at the end of a list.
    pub(super) fn append(&mut self, into: Node<'c>, json: impl Into<String>) -> &mut Self {
        self.wishes.push(Wish::Append { into, json: json.into() });
        self
    }

    /// Gives a member another name.
    pub(super) fn rename(&mut self, new: Node<'c>, name: &str) -> &mut Self {
        self.wishes.push(Wish::Rename { new, name: name.to_owned() });
        self
    }

    /// Removes a member or item.
    pub(super) fn remove(&mut self, new: Node<'c>) -> &mut Self {
        self.wishes.push(Wish::Remove { new });
        self
    }

    /// Removes an item, and with it its list if nothing else is in there and `published`, the object that had the list,
    /// has none.
    pub(super) fn remove_item(&mut self, new: Node<'c>, published: Option<Node<'c>>) -> &mut Self {
        let list = new.parent().filter(|list| list.items().count() == 1);
        let goes = list.filter(|list| published.is_some_and(|owner| owner.get(&list.name()).is_none()));
        self.remove(goes.unwrap_or(new))
    }

    /// Moves a member into another object, after one of its members.
    pub(super) fn move_into(&mut self, new: Node<'c>, into: Node<'c>, after: Option<&str>) -> &mut Self {
        self.wishes.push(Wish::Move { new, into, after: after.map(str::to_owned) });
        self
    }

    /// Changes the script.
    pub(super) fn edit_script(&mut self, edit: TextEdit) -> &mut Self {
        self.wishes.push(Wish::Script(edit));
        self
    }

    /// The edits: with those shared parts that returning text names and that are gone, then with those that differ too.
    pub(super) fn finish(&self) -> impl Iterator<Item = Edits> {
        [Reach::Missing, Reach::Differing].into_iter().map(|reach| {
            let mut whole = self.clone();
            whole.bring_parts(reach);
            whole.carry_out()
        })
    }

    /// Adds the shared parts of the definition that returning text names.
    fn bring_parts(&mut self, reach: Reach) {
        let Some((old, new)) = self.published.definition().zip(self.now.definition()) else { return };
        let returning = self.wishes.iter().filter_map(Wish::returning);
        let roots = returning.filter(|node| std::ptr::eq(node.tree(), old.tree()));
        let mut parts: Vec<(Part, Node<'c>)> = reached(old, roots.collect::<Vec<_>>())
            .into_iter()
            .filter_map(|part| {
                let node = part.find(old)?;
                Some((part, node))
            })
            .collect();
        parts.sort_by_key(|(_, node)| node.id());
        let mut absent: Vec<(&'static str, Vec<Node<'c>>)> = Vec::new();
        for (part, node) in parts {
            let section = new.document.root().get(part.section.name()).filter(|section| section.is_object());
            match (part.find(new), section) {
                (Some(found), _) if reach == Reach::Differing => {
                    self.restore(found, node);
                }
                (Some(_), _) => {}
                (None, Some(section)) => {
                    self.put_back(node, section);
                }
                (None, None) => match absent.iter_mut().find(|(name, _)| *name == part.section.name()) {
                    Some((_, nodes)) => nodes.push(node),
                    None => absent.push((part.section.name(), vec![node])),
                },
            }
        }
        for (name, nodes) in absent {
            let Some(section) = old.document.root().get(name) else { continue };
            let text = with_only(section, |member| nodes.contains(&member));
            self.put_back_as(section, text, new.document.root());
        }
    }

    fn carry_out(&self) -> Edits {
        let mut files: BTreeMap<FileRole, JsonEditor<'c>> = BTreeMap::new();
        let mut script = Vec::new();
        // What has come back to an object counts as there for what comes after it.
        let mut back: FxHashMap<(FileRole, NodeId), Vec<String>> = FxHashMap::default();
        for wish in &self.wishes {
            if let Wish::Script(edit) = wish {
                script.push(edit.clone());
                continue;
            }
            let Some(target) = wish.target() else { continue };
            let Some(document) = document_of(self.now, target) else { continue };
            let editor = files.entry(document.role()).or_insert_with(|| JsonEditor::new(target.tree()));
            match wish {
                Wish::Restore { new, old } => editor.replace(*new, Value::Copy(*old)),
                Wish::Member { into, old, text } => {
                    let back = back.entry((document.role(), into.id())).or_default();
                    insert_back(editor, *into, *old, text, back);
                    back.push(old.name().into_owned());
                }
                Wish::Item { into, index, text, .. } => {
                    editor.insert_item(*into, *index, Value::Written(text));
                }
                Wish::Replace { new, json } => editor.replace(*new, json),
                Wish::Insert { into, name, json, after } => {
                    let placement = after.as_deref().map_or(Placement::Last, Placement::After);
                    editor.insert_member(*into, name, json, placement);
                }
                Wish::Append { into, json } => editor.insert_item(*into, usize::MAX, json),
                Wish::Rename { new, name } => editor.rename(*new, name),
                Wish::Remove { new } => editor.remove(*new),
                Wish::Move { new, into, after } => {
                    let placement = after.as_deref().map_or(Placement::First, Placement::After);
                    editor.move_member(*new, *into, placement);
                }
                Wish::Script(_) => {}
            }
        }
        let mut all: Edits = files.into_iter().map(|(role, editor)| (role, editor.finish())).collect();
        if !script.is_empty() {
            script.sort_by_key(|edit| edit.span);
            all.push((FileRole::Script, script));
        }
        all.retain(|(_, edits)| !edits.is_empty());
        all.sort_by_key(|(role, _)| *role);
        all
    }
}

impl<'c> Wish<'c> {
    /// The node of the connector at hand that it is about.
    fn target(&self) -> Option<Node<'c>> {
        match self {
            Self::Restore { new, .. }
            | Self::Replace { new, .. }
            | Self::Rename { new, .. }
            | Self::Remove { new }
            | Self::Move { new, .. } => Some(*new),
            Self::Member { into, .. }
            | Self::Item { into, .. }
            | Self::Insert { into, .. }
            | Self::Append { into, .. } => Some(*into),
            Self::Script(_) => None,
        }
    }

    /// The published value that comes back.
    fn returning(&self) -> Option<Node<'c>> {
        match self {
            Self::Restore { old, .. } | Self::Member { old, .. } | Self::Item { old, .. } => Some(*old),
            _ => None,
        }
    }
}

/// Adds a member at the place it had among its siblings.
fn insert_back<'c>(editor: &mut JsonEditor<'c>, into: Node<'c>, old: Node<'c>, text: &str, back: &[String]) {
    let is_there = |sibling: &Node<'c>| {
        into.get(&sibling.name()).is_some() || back.iter().any(|name| *name == sibling.name())
    };
    let siblings = || old.parent().into_iter().flat_map(Node::members);
    let previous = siblings().take_while(|sibling| *sibling != old).filter(is_there).last();
    let next = siblings().skip_while(|sibling| *sibling != old).skip(1).find(is_there);
    let (previous, next) = (previous.map(Node::name), next.map(Node::name));
    let placement = match (&previous, &next) {
        (Some(previous), _) => Placement::After(previous),
        (None, Some(next)) => Placement::Before(next),
        (None, None) => Placement::Last,
    };
    editor.insert_member(into, &old.name(), Value::Written(text), placement);
}

/// The text of an object with only some of its members.
pub(super) fn with_only<'c>(object: Node<'c>, is_kept: impl Fn(Node<'c>) -> bool) -> String {
    let mut editor = JsonEditor::new(object.tree());
    object.members().filter(|member| !is_kept(*member)).for_each(|member| editor.remove(member));
    editor.edited(object)
}
