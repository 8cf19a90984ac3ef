//! From wishes to edits.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::container::Plan;
use super::editor::{Content, JsonEditor, slots_of};
use super::{TextEdit, apply, gap, layout, style, tidy};
use crate::{Kind, Node, NodeId, Span};

impl<'t> JsonEditor<'t> {
    /// Whether an edit of `node` would be lost, as something between it and `root` goes away or is replaced.
    fn is_lost(&self, node: Node<'t>, root: Node<'t>) -> bool {
        let mut current = node;
        while current != root {
            if self.gone.contains(&current.id()) {
                return true;
            }
            let Some(parent) = current.parent() else { return false };
            if self.values.contains_key(&parent.id()) {
                return true;
            }
            current = parent;
        }
        false
    }

    /// All edits from the key of `root` to its end.
    pub(super) fn edits_in(&self, root: Node<'t>) -> Vec<TextEdit> {
        let range = root.id()..root.after();
        let mut edits = Vec::new();
        for (&id, key) in self.keys.range(range.clone()) {
            let member = self.tree.node(id);
            if let Some(old) = member.key().filter(|_| !self.is_lost(member, root)) {
                edits.push(TextEdit::new(old.span(), key.as_str()));
            }
        }
        for (&id, content) in self.values.range(range.clone()) {
            let node = self.tree.node(id);
            if !self.is_lost(node, root) {
                edits.push(self.replace_edit(node, content));
            }
        }
        let losing =
            self.gone.range(range.clone()).filter_map(|&id| self.tree.node(id).parent().map(Node::id));
        let losing = losing.filter(|id| range.contains(id));
        let mut containers: BTreeSet<NodeId> = self.slots.range(range.clone()).map(|(&id, _)| id).collect();
        containers.extend(losing);
        for id in containers {
            let container = self.tree.node(id);
            if self.is_lost(container, root) || self.values.contains_key(&id) {
                continue;
            }
            let plan = Plan { editor: self, container, text: self.tree.text() };
            match self.slots.get(&id) {
                Some(slots) => plan.edits(slots, &mut edits),
                None => plan.edits(&slots_of(container), &mut edits),
            }
        }
        edits
    }

    /// The bytes of `span`, a node's value or the node with its key, with the edits in there applied.
    pub(super) fn text_of(&self, node: Node<'t>, span: Span) -> String {
        let mut edits = tidy(self.tree.text(), self.edits_in(node));
        edits.retain(|edit| span.start <= edit.span.start && edit.span.end <= span.end);
        for edit in &mut edits {
            edit.span = Span::new(edit.span.start - span.start, edit.span.end - span.start);
        }
        let text = &self.tree.text()[span.range()];
        apply(text, &edits).unwrap_or_else(|| text.to_owned())
    }

    /// The edit that puts `content` in the place of a value.
    fn replace_edit(&self, node: Node<'t>, content: &Content) -> TextEdit {
        let text = self.tree.text();
        let lines = node.parent().is_none()
            || style::own_line(text, node.full_span().start).is_some()
            || node.raw().contains(['\n', '\r']);
        let value = self.render(content, self.blanks_of(node), lines);
        let Some(key) = node.key().filter(|_| node.kind() == Kind::Missing) else {
            return TextEdit::new(node.span(), value);
        };
        let between = &text[key.span().end as usize..node.span().start as usize];
        let colon = self.style().colon;
        let lead = match between.split_once(':') {
            None => colon,
            Some((_, "")) => colon.trim_start().trim_start_matches(':'),
            Some(_) => "",
        };
        // The blank that was typed after the colon belongs before the value.
        let end = gap::skip_blanks(text, node.span().end);
        TextEdit::new(Span::new(node.span().start, end), lead.to_owned() + &value)
    }

    /// A value, or a moved member with its key, for a place on a line that starts with the blanks `base`.
    pub(super) fn render(&self, content: &Content, base: &str, lines: bool) -> String {
        let style = self.style();
        let (written, from): (Cow<'_, str>, Option<&str>) = match content {
            Content::Json(json) => return layout::lay_out(json, style, base, lines && style.breaks_lines()),
            Content::Written(written, from) => (written.into(), from.as_deref()),
            Content::Moved(id) => {
                let node = self.tree.node(*id);
                (self.text_of(node, node.full_span()).into(), Some(self.blanks_of(node)))
            }
        };
        let written = layout::adopt_line_ends(&written, self.line_ends(), style.line_end);
        layout::shift(&written, from.unwrap_or(base), base).into_owned()
    }
}
