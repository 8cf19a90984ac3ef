//! What an earlier reading knows about a text that has been edited since: containers in good order, which need not be read
//! again.
//!
//! The text of a container without any error is plain JSON from one bracket to the other, and plain JSON means the same
//! wherever a value begins. So when a pass comes to the opener of one that the edit has not touched, its nodes are
//! taken over, and the pass goes on behind the closer.

use crate::edit::TextEdit;
use crate::error::ErrorKind;
use crate::parser::pass::Pass;
use crate::tree::{Kind, NodeData, Span, Tree, flag};

/// A tree, and what has been done to its text since.
#[derive(Clone, Copy)]
pub(super) struct Earlier<'t> {
    tree: &'t Tree,
    /// About the tree's text, inside of it.
    edit: &'t TextEdit,
}

impl<'t> Earlier<'t> {
    /// `None` if the errors of the tree do not tell where all errors are.
    pub(super) fn new(tree: &'t Tree, edit: &'t TextEdit) -> Option<Self> {
        let is_told = |kind| !matches!(kind, ErrorKind::TooDeep | ErrorKind::TooMany);
        tree.errors.iter().all(|error| is_told(error.kind)).then_some(Self { tree, edit })
    }

    /// The container in good order that opens at the byte `start` of the new text.
    pub(super) fn container(&self, start: usize) -> Option<Whole<'t>> {
        let (span, new_len) = (self.edit.span, self.edit.text.len());
        let old = if start < span.start as usize {
            start
        } else {
            start.checked_sub(new_len).filter(|before| *before >= span.start as usize)? + span.len() as usize
        };
        let (old, nodes) = (u32::try_from(old).ok()?, self.tree.nodes.as_slice());
        let from = nodes.partition_point(|node| node.start < old);
        let at = from + nodes[from..].iter().take_while(|node| node.start == old).position(is_whole)?;
        let node = &nodes[at];
        let is_touched = node.start < span.end && span.start < node.end;
        let is_wrong = || {
            let mut errors = self.tree.errors.iter();
            errors.any(|error| error.span.start <= node.end && node.start <= error.span.end)
        };
        (!is_touched && !is_wrong()).then_some(Whole { tree: self.tree, at, start: start as u32 })
    }
}

/// Whether both brackets of a container are in the text.
fn is_whole(node: &NodeData) -> bool {
    matches!(node.kind, Kind::Object | Kind::Array) && node.flags & (flag::INFERRED | flag::UNCLOSED) == 0
}

/// A container in good order.
pub(super) struct Whole<'t> {
    tree: &'t Tree,
    /// Its place among the nodes.
    at: usize,
    /// Its opener in the new text, in bytes.
    start: u32,
}

impl<'t> Whole<'t> {
    fn node(&self) -> &'t NodeData {
        &self.tree.nodes[self.at]
    }

    /// Its text.
    pub(super) fn text(&self) -> &'t str {
        &self.tree.text[self.node().start as usize..self.node().end as usize]
    }

    /// How many containers are around it.
    fn depth(&self) -> usize {
        let mut at = self.at;
        std::iter::from_fn(|| (at > 0).then(|| at = self.tree.nodes[at].parent as usize)).count()
    }

    /// The last comma in it: bytes from its opener.
    fn last_comma(&self) -> Option<u32> {
        let nodes = &self.tree.nodes;
        let inner = self.at + 1..self.node().after as usize;
        // A comma stands before each child but the first, which comes right after its container.
        let last = inner.rev().find(|&id| nodes[id].parent as usize + 1 != id)?;
        let until = nodes[last].full_start();
        let comma = self.tree.text[..until as usize].rfind(',')?;
        Some(comma as u32 - self.node().start)
    }
}

/// How many line ends `text` has.
fn line_ends(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    let alone = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
    (feeds + alone) as u32
}

/// The indentation of the last line of `text`, a tab counting four; `None` if it has only one line.
pub(super) fn last_indent(text: &str) -> Option<u32> {
    let start = memchr::memrchr2(b'\n', b'\r', text.as_bytes())? + 1;
    let blanks = text[start..].bytes().map_while(|byte| match byte {
        b' ' => Some(1),
        b'\t' => Some(4),
        _ => None,
    });
    Some(blanks.sum())
}

impl<'a> Pass<'a> {
    /// The container in good order that opens at `start`, if reading it would give the same nodes again.
    pub(super) fn known(&self, start: u32) -> Option<Whole<'a>> {
        let whole = self.earlier?.container(start as usize)?;
        // Nothing in it stands deeper than before, when nothing was too deep.
        (self.stack.len() <= whole.depth()).then_some(whole)
    }

    /// Takes the nodes of a container over, as the value of the pending key if there is one, and goes on behind it.
    pub(super) fn take_over(&mut self, whole: &Whole<'_>) {
        let (old, text) = (*whole.node(), whole.text());
        let moved = |offset: u32| offset - old.start + whole.start;
        let end = moved(old.end);
        let node = self.push_node(old.kind, Span::new(whole.start, end), 0);
        let grown = |id: u32| id - whole.at as u32 + node;
        self.nodes[node as usize].after = grown(old.after);
        let inner = &whole.tree.nodes[whole.at + 1..old.after as usize];
        self.nodes.extend(inner.iter().map(|inner| NodeData {
            parent: grown(inner.parent),
            after: grown(inner.after),
            ..inner.moved(moved)
        }));
        self.pos = end as usize;
        self.line += line_ends(text);
        self.indent = last_indent(text).unwrap_or(self.indent);
        self.fresh_line = false;
        self.last_end = end;
        if let Some(comma) = whole.last_comma() {
            self.last_comma = whole.start + comma;
        }
        self.after_value();
    }
}
