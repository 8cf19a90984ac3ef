//! Where the published operation and the new revision stand.

use std::ops::ControlFlow;

use connector::Method;
use syntax::edit::Value;
use syntax::{JsonEditor, Node, Placement};

use super::Pair;
use crate::lifecycle::names::{revision_path, same_route};
use crate::lifecycle::path_items::{self, SHARED, Site, same_member};
use crate::lifecycle::plan::{Draft, Outcome, refuse};
use crate::lifecycle::start::base_path;
use crate::lifecycle::subject::called;

/// The places of the two operations.
pub(super) struct Places<'c> {
    pair: Pair<'c>,
    /// The path item that the published operation comes back to; `None` if the edit left none.
    home: Option<Node<'c>>,
    /// Where the new revision goes; `None` if it stays where the edit put it.
    away: Option<Away<'c>>,
}

struct Away<'c> {
    site: Site<'c>,
    path: String,
    base: String,
}

impl<'c> Places<'c> {
    /// Finds places for both; refused if one is taken.
    pub(super) fn find(pair: Pair<'c>, revision: i64, draft: &mut Draft) -> Outcome<Self> {
        let Pair { old, new } = pair;
        let (old_path, new_path) = (old.path(), new.path());
        let (definition, method) = (new.definition, old.operation.method);
        let others = definition.operations.iter().enumerate().filter(|(index, _)| *index != new.index);
        let mut others = others.map(|(_, operation)| operation);
        let taken = |other: &&connector::Operation| {
            other.method == method && same_route(&definition.path(other), &old_path)
        };
        if let Some(other) = others.find(taken) {
            return refuse(format!(
                "'{}' cannot come back to {} '{old_path}': {} is there now.",
                old.id,
                method.name(),
                called(definition, other)
            ));
        }
        let paths = new.path_item_node().parent();
        let home = paths.and_then(|paths| paths.get(&old_path)).filter(|home| home.is_object());
        // A path that nobody knows yet is the author's choice for the new revision.
        let is_known = old
            .definition
            .path_items
            .iter()
            .any(|item| same_route(&old.definition.node(item.node).name(), &new_path));
        let away = if is_known || same_route(&old_path, &new_path) {
            let base = base_path(&old, &new_path, draft);
            let path = revision_path(&base, revision);
            let (index, method) = (new.index, new.operation.method);
            let site = path_items::site(definition, &path, method, new.path_item_node(), Some(index))?;
            Some(Away { site, path, base })
        } else {
            None
        };
        ControlFlow::Continue(Self { pair, home, away })
    }

    /// Whether the new revision stays where the edit put it.
    pub(super) fn is_in_place(&self) -> bool {
        self.away.is_none()
    }

    /// The path that the revisions have in common, if the new one gets its path from it.
    pub(super) fn base(&self) -> Option<&str> {
        self.away.as_ref().map(|away| away.base.as_str())
    }

    /// Puts the new revision, as `text_of` writes it, at its place.
    pub(super) fn put(&self, editor: &mut JsonEditor<'c>, text_of: impl Fn(Node<'c>) -> String) {
        if let Some(Away { site, path, .. }) = &self.away {
            path_items::put(editor, *site, path, self.pair.new.node, text_of);
        }
    }

    /// Brings the published operation back.
    pub(super) fn restore(&self, editor: &mut JsonEditor<'c>, draft: &mut Draft) {
        let Pair { old, new } = self.pair;
        let edited_at = new.path_item_node();
        let same_place = self.home == Some(edited_at) && old.operation.method == new.operation.method;
        if same_place && self.away.is_some() {
            editor.replace(new.node, Value::Copy(old.node));
        } else {
            if self.away.is_some() {
                self.leave(editor);
            }
            self.come_back(editor);
        }
        if let Some(home) = self.home {
            self.restore_shared(editor, home, draft);
        }
    }

    /// Takes the edited operation away, and its path item if nothing else is in there.
    fn leave(&self, editor: &mut JsonEditor<'c>) {
        let new = self.pair.new;
        let path_item = new.path_item_node();
        let is_method = |member: &Node<'_>| Method::parse(&member.name()).is_some();
        let stays = path_item.members().any(|member| member != new.node && is_method(&member));
        editor.remove(if stays || self.home == Some(path_item) { new.node } else { path_item });
    }

    /// Puts the published operation where it was.
    fn come_back(&self, editor: &mut JsonEditor<'c>) {
        let Pair { old, new } = self.pair;
        let edited_at = new.path_item_node();
        let (old_name, edited_name) = (old.node.name(), edited_at.name());
        if let Some(home) = self.home {
            let last = home.members().filter(|member| Method::parse(&member.name()).is_some()).last();
            let last = last.map(Node::name);
            let placement = last.as_deref().map_or(Placement::First, Placement::After);
            editor.insert_member(home, &old_name, Value::Copy(old.node), placement);
        } else if let Some(paths) = edited_at.parent() {
            let copy = path_items::copy(old.path_item_node(), old.node, |member| member.raw().to_owned());
            let placement = Placement::Before(&edited_name);
            editor.insert_member(paths, &old.path(), Value::Written(&copy), placement);
        }
    }

    /// Makes what the operations of a path item share as it was published.
    fn restore_shared(&self, editor: &mut JsonEditor<'c>, home: Node<'c>, draft: &mut Draft) {
        let published = self.pair.old.path_item_node();
        for name in SHARED {
            if same_member(published, home, name) {
                continue;
            }
            match (published.get(name), home.get(name)) {
                (Some(old), Some(new)) => editor.replace(new, Value::Copy(old)),
                (Some(old), None) => {
                    let first = home.members().next().map(Node::name);
                    let placement = first.as_deref().map_or(Placement::First, Placement::Before);
                    editor.insert_member(home, name, Value::Copy(old), placement);
                }
                (None, Some(new)) => editor.remove(new),
                (None, None) => {}
            }
            let others = home.members().filter(|member| *member != self.pair.new.node);
            if others.filter(|member| Method::parse(&member.name()).is_some()).count() > 0 {
                let message =
                    format!("'{name}' of '{}' is as published again, for all its operations.", home.name());
                draft.note(message, Some(home.head_span()));
            }
        }
    }
}
