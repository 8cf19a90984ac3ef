//! The tree: one flat vector of nodes in document order (parents before their children).
//!
//! A node is a value. A member's key is kept with its value, so an object's children are its member values. A few
//! vectors hold everything; there is no pointer per node, and a whole subtree is a contiguous range of ids.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::edit::Habits;
use crate::error::SyntaxError;
use crate::node::Node;
use crate::spare::Heritage;
use crate::watch::{self, Asked};

/// A half-open range of byte offsets into the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end` (bytes).
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The empty span at `offset`.
    pub const fn empty(offset: u32) -> Self {
        Self { start: offset, end: offset }
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `offset` lies in the span or at its end: where a cursor "touches" it.
    pub const fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether two spans have a byte in common or touch.
    pub const fn meets(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// As a range for slicing text.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// `{ … }`
    Object,
    /// `[ … ]`
    Array,
    /// A string, quoted or nearly so.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// Nothing where a value belongs: a key without a value. The span is empty.
    Missing,
    /// Text that is no JSON value, such as a bare word.
    Invalid,
}

impl Kind {
    /// The JSON type's name as an author would say it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Array => "array",
            Self::String => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Null => "null",
            Self::Missing => "nothing",
            Self::Invalid => "invalid text",
        }
    }
}

/// The index of a node in its tree. Ids grow in document order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The id as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Facts the parser noted about a node, as bits.
pub(crate) mod flag {
    /// The value is a string with a backslash in it.
    pub(crate) const ESCAPED: u8 = 1;
    /// The key has a backslash in it.
    pub(crate) const KEY_ESCAPED: u8 = 1 << 1;
    /// The closing quote, brace or bracket is not in the text.
    pub(crate) const UNCLOSED: u8 = 1 << 2;
    /// The key's closing quote is not in the text.
    pub(crate) const KEY_UNCLOSED: u8 = 1 << 3;
    /// The key has no quotes at all.
    pub(crate) const KEY_BARE: u8 = 1 << 4;
    /// The node has a key (else it is the root, an array's item, or a stray value in an object).
    pub(crate) const KEYED: u8 = 1 << 5;
    /// The opener is not in the text: the container was inferred from indentation.
    pub(crate) const INFERRED: u8 = 1 << 6;
    /// An integer's text has neither fraction nor exponent.
    pub(crate) const INTEGER: u8 = 1 << 7;
    /// All that is about the key.
    pub(crate) const OF_KEY: u8 = KEY_ESCAPED | KEY_UNCLOSED | KEY_BARE | KEYED;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeData {
    pub(crate) kind: Kind,
    pub(crate) flags: u8,
    /// The tag of the key's name; 0 without a key.
    pub(crate) tag: u16,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The key; without one, nothing at the start of the value, so that both move alike.
    pub(crate) key_start: u32,
    pub(crate) key_end: u32,
    /// The container; the root is its own parent.
    pub(crate) parent: u32,
    /// The id after the last descendant.
    pub(crate) after: u32,
}

/// A parsed text: the text itself, its nodes and its errors. Cheap to share behind an `Arc`.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(crate) text: String,
    pub(crate) nodes: Vec<NodeData>,
    pub(crate) errors: Vec<SyntaxError>,
    /// What editors have found out about the text.
    pub(crate) habits: Habits,
    /// For each object the [bits](name_bit) of its members' names: whoever looks for a member that is not there need not look
    /// at those that are. Made when somebody first looks for one; trees whose members have the same names share it.
    pub(crate) names: OnceLock<Arc<[u32]>>,
    /// The memory of the tree that this one was made of, and who gets that of this one.
    pub(crate) heritage: Heritage,
}

/// Two trees are equal if they have the same text, read the same way.
impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.nodes == other.nodes && self.errors == other.errors
    }
}

impl Eq for Tree {}

impl Tree {
    /// The text the tree was made from, unchanged.
    pub fn text(&self) -> &str {
        watch::ask(Asked::Text);
        &self.text
    }

    /// The text, for those who look at nothing but the blanks at the start and the end of its lines and of the text itself:
    /// an edit inside of a string, which stands in one line, changes none of them.
    pub fn layout(&self) -> &str {
        watch::ask(Asked::Layout);
        &self.text
    }

    /// What is wrong with the text, by position.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// The root value; of an empty text, a [`Kind::Missing`] node.
    pub fn root(&self) -> Node<'_> {
        self.node(NodeId(0))
    }

    /// The number of nodes. At least one.
    #[allow(clippy::len_without_is_empty, reason = "a tree is never empty")]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node with this id. An id of another tree gives another node, or the root if out of range.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        let id = if id.index() < self.nodes.len() { id } else { NodeId(0) };
        Node::new(self, id)
    }

    /// All nodes in document order.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len() as u32).map(|id| Node::new(self, NodeId(id)))
    }

    /// The innermost node whose value or key touches `offset` (bytes; past the end counts as the end).
    pub fn node_at(&self, offset: u32) -> Node<'_> {
        let mut node = self.root();
        'down: loop {
            for child in node.children() {
                let span = child.full_span();
                if span.touches(offset) && !(span.end == offset && child.next_touches(offset)) {
                    node = child;
                    continue 'down;
                }
                if span.start > offset {
                    break;
                }
            }
            return node;
        }
    }

    /// Whether the object may have a member whose name has this tag; `false` is certain.
    #[inline]
    pub(crate) fn may_have(&self, object: NodeId, tag: u16) -> bool {
        let names = self.names.get_or_init(|| names(&self.nodes));
        names.get(object.index()).is_none_or(|names| names & name_bit(tag) != 0)
    }

    /// Takes the text back.
    pub fn into_text(mut self) -> String {
        // Without its text its nodes are of no use to a later tree.
        self.heritage = Heritage::default();
        std::mem::take(&mut self.text)
    }
}

/// One of 32 bits for names with this tag. Objects have few members, so that most bits stay free.
#[inline]
const fn name_bit(tag: u16) -> u32 {
    1 << (tag.wrapping_mul(0x9E37) >> 11)
}

/// The bits of the members of each object.
fn names(nodes: &[NodeData]) -> Arc<[u32]> {
    let mut names = vec![0; nodes.len()];
    for node in nodes.iter().filter(|node| node.flags & flag::KEYED != 0) {
        names[node.parent as usize] |= name_bit(node.tag);
    }
    names.into()
}
