//! What an edit did to a tree: which nodes it replaced, and where everything else is now.

use crate::edit::TextEdit;
use crate::tree::{Kind, NodeData, NodeId, Span, Tree, flag};

/// A tree after an edit.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The tree of the text after the edit, as [`crate::parse`] would make it.
    pub tree: Tree,
    /// What is the same as before.
    pub delta: Delta,
}

/// What differs between the trees before and after one edit.
///
/// All nodes but `first..first + old` of the old tree are in the new one, in the same order, as [`Delta::node`] says:
/// of the same kind, with the same key, of the same parent, at the places that [`Delta::span`] says. A scalar among
/// them says the same; what a container among them holds may have changed. With a replaced container its whole subtree
/// counts as replaced, so that the keys on the way to all other nodes are the same, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delta {
    /// The bytes of the old text that were replaced; what old and new text begin and end with alike is left out.
    pub edit: Span,
    /// The length in bytes of what took their place.
    pub new_len: u32,
    /// The first replaced node. Counts the same in both trees.
    pub first: NodeId,
    /// How many nodes of the old tree were replaced.
    pub old: u32,
    /// How many nodes of the new tree took their place.
    pub new: u32,
    /// The only node that differs, if it is a scalar of the same kind and key as before, so that only its content is
    /// new. Its id is the same in both trees, and a string that was closed is where [`Delta::span`] says.
    pub content_only: Option<NodeId>,
    /// Whether only a part of the text was read anew.
    pub is_spliced: bool,
}

impl Delta {
    /// The node of the new tree that was `old` in the old one; `None` if it was replaced.
    pub const fn node(&self, old: NodeId) -> Option<NodeId> {
        if old.0 < self.first.0 {
            Some(old)
        } else if old.0 - self.first.0 < self.old {
            None
        } else {
            Some(NodeId(old.0 - self.old + self.new))
        }
    }

    /// Where the byte at `old` of the old text is now. What was inserted there stands before it; of the replaced bytes
    /// it gives one among those that took their place.
    pub const fn offset(&self, old: u32) -> u32 {
        if old >= self.edit.end {
            old - self.edit.end + self.edit.start + self.new_len
        } else {
            self.end(old)
        }
    }

    /// Where a span of the old text is now. What was inserted at its start or end does not belong to it.
    pub const fn span(&self, old: Span) -> Span {
        if old.is_empty() {
            return Span::empty(self.offset(old.start));
        }
        Span::new(self.offset(old.start), self.end(old.end))
    }

    /// Where a span that ended before the byte `old` ends now.
    const fn end(&self, old: u32) -> u32 {
        if old <= self.edit.start {
            old
        } else if old >= self.edit.end {
            old - self.edit.end + self.edit.start + self.new_len
        } else {
            let into = old - self.edit.start;
            self.edit.start + if into < self.new_len { into } else { self.new_len }
        }
    }

    /// Whether the edit changed bytes inside of a span of the old text.
    pub const fn is_inside(&self, old: Span) -> bool {
        old.start < self.edit.end && self.edit.start < old.end
    }

    /// The delta of an edit, with the first `first` nodes the same and `old` nodes replaced by `new` ones, as far as is
    /// known yet: leaves out the replaced nodes that are the same as before.
    pub(crate) fn narrow(
        edit: &TextEdit,
        (before, after): (&[NodeData], &[NodeData]),
        first: usize,
        (old, new): (usize, usize),
    ) -> Self {
        let mut delta = Self {
            edit: edit.span,
            new_len: edit.text.len() as u32,
            first: NodeId(first as u32),
            old: old as u32,
            new: new as u32,
            content_only: None,
            is_spliced: false,
        };
        let (old_end, new_end) = (first + old, first + new);
        let most = old.min(new);
        let alike = before[first..old_end].iter().zip(&after[first..new_end]);
        let head = alike.take_while(|(was, is)| was.parent == is.parent && delta.is_same(was, is)).count();
        let first = first + head;
        let grown =
            |id: u32| if (id as usize) < first { id } else { (id + delta.new).wrapping_sub(delta.old) };
        let alike =
            before[first..old_end].iter().rev().zip(after[first..new_end].iter().rev()).take(most - head);
        let tail =
            alike.take_while(|(was, is)| grown(was.parent) == is.parent && delta.is_same(was, is)).count();
        // What is below a node that is not the same is not the same either.
        let reach = |nodes: &[NodeData], end: usize| {
            nodes[first..end - tail]
                .iter()
                .map(|node| node.after as usize)
                .max()
                .map_or(tail, |last| end.saturating_sub(last))
        };
        let tail = tail.min(reach(before, old_end)).min(reach(after, new_end));
        let (old, new) = (old - head - tail, new - head - tail);
        delta.first = NodeId(first as u32);
        (delta.old, delta.new) = (old as u32, new as u32);
        if old == 1 && new == 1 && delta.is_content_only(&before[first], &after[first]) {
            delta.content_only = Some(delta.first);
        }
        delta
    }

    fn is_same(&self, was: &NodeData, is: &NodeData) -> bool {
        // Nothing that ends before the edit has changed. If all of a text was read again, that is half of the nodes.
        if was == is && was.end < self.edit.start {
            return true;
        }
        let value = Span::new(was.start, was.end);
        was.flags == is.flags
            && self.is_same_key(was, is)
            && self.span(value) == Span::new(is.start, is.end)
            && (matches!(was.kind, Kind::Object | Kind::Array) || !self.is_inside(value))
    }

    fn is_same_key(&self, was: &NodeData, is: &NodeData) -> bool {
        let key = Span::new(was.key_start, was.key_end);
        was.kind == is.kind
            && (was.flags ^ is.flags) & flag::OF_KEY == 0
            && (was.flags & flag::KEYED == 0
                || !self.is_inside(key) && self.span(key) == Span::new(is.key_start, is.key_end))
    }

    fn is_content_only(&self, was: &NodeData, is: &NodeData) -> bool {
        // Where a closed string ends is known without a look at its content (see `Node::span`), which may now end before what
        // was typed does.
        let is_told_by_content = was.kind != Kind::String || was.flags & flag::UNCLOSED != 0;
        !matches!(was.kind, Kind::Object | Kind::Array)
            && was.parent == is.parent
            && self.is_same_key(was, is)
            && (is_told_by_content || self.span(Span::new(was.start, was.end)) == Span::new(is.start, is.end))
    }
}
