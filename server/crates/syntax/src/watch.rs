//! What somebody looks at in trees: noted node by node, so that a result need not be made again when something else
//! changes.
//!
//! [`watch`] runs a function and gives back its [`Reads`]: the nodes whose *content* was looked at, which is what a scalar says,
//! or the text of a container as a whole.
//!
//! An edit inside one string changes the content of that string, and of the containers around it as texts, and nothing else:
//! kinds, keys, parents and children stay, and so are not noted. Nor is where a string or a container starts and ends:
//! positions move with the text.
//!
//! Notes are taken for the thread that watches. Nothing is noted while nobody watches; that costs one look at a flag.

use std::cell::{Cell, RefCell};

use crate::node::Node;
use crate::tree::{NodeId, Tree};

thread_local! {
    static WATCHES: Cell<bool> = const { Cell::new(false) };
    static FRAME: RefCell<Frame> = const { RefCell::new(Frame { trees: Vec::new(), asked: 0, spare: Vec::new() }) };
}

/// What was asked for beside nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Asked {
    /// The text as a whole, its lines, or its errors one by one.
    Text = 1,
    /// What is computed of a whole document once and then kept.
    Facts = 2,
    /// Who refers to what, in all files.
    References = 4,
    /// Blanks and line ends, see [`Tree::layout`].
    Layout = 8,
}

/// The nodes of one tree that were looked at.
#[derive(Debug, Default)]
struct Notes {
    /// The address of the tree, which only tells trees apart while they live.
    tree: usize,
    contents: Vec<u64>,
}

#[derive(Debug)]
struct Frame {
    trees: Vec<Notes>,
    asked: u8,
    /// Empty bit sets to use again.
    spare: Vec<Notes>,
}

impl Frame {
    fn notes(&mut self, tree: &Tree) -> &mut Notes {
        let address = address(tree);
        if let Some(at) = self.trees.iter().position(|notes| notes.tree == address) {
            return &mut self.trees[at];
        }
        let words = tree.len() / 64 + 1;
        let mut notes = self.spare.pop().unwrap_or_default();
        notes.tree = address;
        notes.contents.resize(words, 0);
        self.trees.push(notes);
        let last = self.trees.len() - 1;
        &mut self.trees[last]
    }
}

fn address(tree: &Tree) -> usize {
    std::ptr::from_ref(tree).addr()
}

/// Notes that the content of a node is looked at.
#[inline]
pub(crate) fn content(node: Node<'_>) {
    if WATCHES.get() {
        note(node);
    }
}

#[cold]
fn note(node: Node<'_>) {
    FRAME.with_borrow_mut(|frame| {
        let bits = &mut frame.notes(node.tree()).contents;
        if let Some(word) = bits.get_mut(node.id().index() / 64) {
            *word |= 1 << (node.id().index() % 64);
        }
    });
}

/// Notes that something was asked for that is no node.
#[inline]
pub fn ask(what: Asked) {
    if WATCHES.get() {
        FRAME.with_borrow_mut(|frame| frame.asked |= what as u8);
    }
}

/// Runs `make` without notes: what it makes is kept for all who ask, and has its own.
pub fn apart<R>(make: impl FnOnce() -> R) -> R {
    let _watch = Restore { watches: WATCHES.replace(false) };
    make()
}

/// Gives back what was watched before, after a panic too.
struct Restore {
    watches: bool,
}

impl Drop for Restore {
    fn drop(&mut self) {
        WATCHES.set(self.watches);
    }
}

/// The frame of whoever watched before.
struct Outer(Option<(Vec<Notes>, u8)>);

impl Drop for Outer {
    fn drop(&mut self) {
        if let Some((trees, asked)) = self.0.take() {
            FRAME.with_borrow_mut(|frame| {
                frame.trees = trees;
                frame.asked = asked;
            });
        }
    }
}

/// Runs `look` and gives back what it looked at in trees on this thread. Whoever watches around it notes nothing of that.
pub fn watch<R>(look: impl FnOnce() -> R) -> (R, Reads) {
    let outer =
        FRAME.with_borrow_mut(|frame| (std::mem::take(&mut frame.trees), std::mem::take(&mut frame.asked)));
    let outer = Outer(Some(outer));
    let watches = Restore { watches: WATCHES.replace(true) };
    let result = look();
    drop(watches);
    let reads = FRAME.with_borrow_mut(|frame| {
        let mut trees = std::mem::take(&mut frame.trees);
        let read =
            |notes: &mut Notes| TreeReads { tree: notes.tree, contents: NodeSet::taken(&mut notes.contents) };
        let reads = Reads { trees: trees.iter_mut().map(read).collect(), asked: frame.asked };
        frame.spare.append(&mut trees);
        reads
    });
    drop(outer);
    (result, reads)
}

/// What was looked at.
#[derive(Debug, Default)]
pub struct Reads {
    trees: Vec<TreeReads>,
    asked: u8,
}

#[derive(Debug)]
struct TreeReads {
    tree: usize,
    contents: NodeSet,
}

impl Reads {
    /// Whether this was asked for.
    pub fn asked(&self, what: Asked) -> bool {
        self.asked & what as u8 != 0
    }

    /// The nodes of `tree` whose content was looked at. The tree has to live since.
    pub fn take_contents(&mut self, tree: &Tree) -> NodeSet {
        self.of(tree).map(|reads| std::mem::take(&mut reads.contents)).unwrap_or_default()
    }

    fn of(&mut self, tree: &Tree) -> Option<&mut TreeReads> {
        self.trees.iter_mut().find(|reads| reads.tree == address(tree))
    }
}

/// A set of nodes of one tree, small where few of them are close together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NodeSet {
    /// 64 nodes each: which, and which of them.
    words: Box<[(u32, u64)]>,
}

impl NodeSet {
    /// The nodes of a bit set, which is empty afterwards.
    fn taken(bits: &mut Vec<u64>) -> Self {
        let set = bits.iter().enumerate().filter(|(_, word)| **word != 0);
        let words = set.map(|(index, word)| (index as u32, *word)).collect();
        bits.clear();
        Self { words }
    }

    /// Whether the node is in the set.
    pub fn contains(&self, node: NodeId) -> bool {
        let word = node.0 / 64;
        let found = self.words.binary_search_by_key(&word, |(index, _)| *index);
        found.is_ok_and(|at| self.words[at].1 >> (node.0 % 64) & 1 == 1)
    }

    /// The nodes, ascending.
    pub fn iter(&self) -> impl Iterator<Item = NodeId> {
        self.words.iter().flat_map(|&(index, word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| NodeId(index * 64 + bit))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn ids(set: &NodeSet) -> Vec<u32> {
        set.iter().map(|node| node.0).collect()
    }

    #[test]
    fn only_contents_are_noted() {
        let tree = parse(r#"{"a": {"b": "text", "c": 1}, "d": [true]}"#);
        let (text, mut reads) =
            watch(|| tree.root().get("a").unwrap().get("b").unwrap().as_str().map(String::from));
        assert_eq!(text.as_deref(), Some("text"));
        assert_eq!(ids(&reads.take_contents(&tree)), [2]);
        let (_, mut reads) = watch(|| tree.root().get("d").map(Node::raw));
        assert_eq!(ids(&reads.take_contents(&tree)), [4], "the text of a container");
        let (_, mut reads) = watch(|| tree.nodes().map(Node::span).count());
        assert_eq!(ids(&reads.take_contents(&tree)), [3, 5], "what is no string ends where its content ends");
        let open = parse("[\"a");
        let (_, mut reads) = watch(|| open.nodes().map(Node::span).count());
        assert_eq!(
            ids(&reads.take_contents(&open)),
            [0, 1],
            "what is not closed ends where its content ends"
        );
        let (_, reads) = watch(|| tree.text().len());
        assert!(reads.asked(Asked::Text) && !reads.asked(Asked::Facts));
    }

    #[test]
    fn watches_within_watches_are_apart() {
        let tree = parse("[1, [2], 3]");
        let (inner, mut outer) = watch(|| {
            tree.root().item(0).map(Node::raw);
            let (_, mut inner) = watch(|| tree.node(NodeId(3)).raw());
            apart(|| tree.node(NodeId(4)).raw());
            inner.take_contents(&tree)
        });
        assert_eq!(ids(&inner), [3]);
        assert_eq!(ids(&outer.take_contents(&tree)), [1]);
        let ((), mut none) = watch(|| ());
        assert_eq!(none.take_contents(&tree), NodeSet::default());
    }

    #[test]
    fn a_panic_ends_the_watch() {
        let tree = parse("[1]");
        let panics = || watch(|| -> () { std::panic::resume_unwind(Box::new("watched")) });
        assert!(std::panic::catch_unwind(panics).is_err());
        assert!(!WATCHES.get());
        let (_, mut reads) = watch(|| tree.root().raw());
        assert_eq!(ids(&reads.take_contents(&tree)), [0]);
    }
}
