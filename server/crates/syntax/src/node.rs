//! One node of a tree, and how to walk from it. Its [`Key`] has a file of its own.

use std::borrow::Cow;

use crate::escape::unescape;
use crate::key::Key;
use crate::tag::name_tag;
use crate::tree::{Kind, NodeData, NodeId, Span, Tree, flag};
use crate::watch;

/// One node of a [`Tree`]. Copying it is free.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: NodeId,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id == other.id
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}@{}..{}", self.kind(), self.span().start, self.span().end)
    }
}

impl<'t> Node<'t> {
    pub(crate) fn new(tree: &'t Tree, id: NodeId) -> Self {
        Self { tree, id }
    }

    #[inline]
    pub(crate) fn data(self) -> &'t NodeData {
        &self.tree.nodes[self.id.index()]
    }

    /// This node's id.
    #[inline]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The tree it belongs to.
    #[inline]
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// What it is.
    #[inline]
    pub fn kind(self) -> Kind {
        self.data().kind
    }

    /// The value's bytes, quotes and brackets included. It is for places: that a closed string or container has become longer
    /// is not noted by [`crate::watch`]. Who decides by a length takes that of [`Self::content_span`] or [`Self::raw`].
    #[inline]
    pub fn span(self) -> Span {
        let data = self.data();
        // A string and a container end behind their content, so that an edit inside does not touch their ends; not so if what
        // closes them is missing.
        let is_open = data.flags & flag::UNCLOSED != 0;
        if is_open || !matches!(data.kind, Kind::Object | Kind::Array | Kind::String) {
            watch::content(self);
        }
        Span::new(data.start, data.end)
    }

    /// From the key's first byte to the value's last; for places, as [`Self::span`].
    pub fn full_span(self) -> Span {
        let data = self.data();
        let start = data.full_start();
        Span::new(start, self.span().end)
    }

    /// Where to underline a container without flooding the screen: its key if it has one, else its first byte.
    pub fn head_span(self) -> Span {
        match self.key() {
            Some(key) => key.span(),
            None if self.is_container() => {
                let span = self.span();
                Span::new(span.start, span.end.min(span.start + 1))
            }
            None => self.span(),
        }
    }

    /// The value's text, quotes included.
    pub fn raw(self) -> &'t str {
        watch::content(self);
        let NodeData { start, end, .. } = *self.data();
        &self.tree.text[Span::new(start, end).range()]
    }

    /// What stands between a string's quotes, escapes as they are written; the value's text for anything else.
    pub fn written(self) -> &'t str {
        watch::content(self);
        &self.tree.text[self.inner_span().range()]
    }

    /// The member's key, if the node is a member of an object.
    #[inline]
    pub fn key(self) -> Option<Key<'t>> {
        (self.data().flags & flag::KEYED != 0).then(|| Key::new(self))
    }

    /// The key's name with escapes resolved; empty for an item or the root.
    pub fn name(self) -> Cow<'t, str> {
        self.key().map_or(Cow::Borrowed(""), Key::text)
    }

    /// The container. `None` for the root.
    #[inline]
    pub fn parent(self) -> Option<Node<'t>> {
        (self.id.0 != 0).then(|| self.tree.node(NodeId(self.data().parent)))
    }

    /// The parent, its parent, … up to the root.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'t>> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// The id after the last descendant: `id()..after()` is the whole subtree.
    #[inline]
    pub fn after(self) -> NodeId {
        NodeId(self.data().after)
    }

    /// Whether it can have children.
    #[inline]
    pub fn is_container(self) -> bool {
        matches!(self.kind(), Kind::Object | Kind::Array)
    }

    /// Whether it is an object.
    #[inline]
    pub fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    /// Whether it is an array.
    #[inline]
    pub fn is_array(self) -> bool {
        self.kind() == Kind::Array
    }

    /// Whether it is a string.
    #[inline]
    pub fn is_string(self) -> bool {
        self.kind() == Kind::String
    }

    /// Whether it is a number without fraction and exponent.
    pub fn is_integer(self) -> bool {
        watch::content(self);
        self.kind() == Kind::Number && self.data().flags & flag::INTEGER != 0
    }

    /// Whether its closing quote, brace or bracket is in the text.
    pub fn is_closed(self) -> bool {
        if !self.is_container() {
            watch::content(self);
        }
        self.data().flags & flag::UNCLOSED == 0
    }

    /// Whether its opener is not in the text and was inferred from the indentation around it.
    pub fn is_inferred(self) -> bool {
        self.data().flags & flag::INFERRED != 0
    }

    /// The children: member values of an object (stray values without a key too), items of an array.
    #[inline]
    pub fn children(self) -> Children<'t> {
        Children { tree: self.tree, next: self.id.0 + 1, end: self.data().after }
    }

    /// The members of an object, in order, stray values left out. Empty for anything else.
    #[inline]
    pub fn members(self) -> impl Iterator<Item = Node<'t>> + Clone {
        let end = if self.is_object() { self.data().after } else { 0 };
        Children { tree: self.tree, next: self.id.0 + 1, end }
            .filter(|child| child.data().flags & flag::KEYED != 0)
    }

    /// The items of an array, in order. Empty for anything else.
    #[inline]
    pub fn items(self) -> Children<'t> {
        let end = if self.is_array() { self.data().after } else { 0 };
        Children { tree: self.tree, next: self.id.0 + 1, end }
    }

    /// The value of the member called `name`. Of duplicates the last, as JSON readers take it.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "the tag of a constant name costs nothing only here")]
    pub fn get(self, name: &str) -> Option<Node<'t>> {
        self.get_tagged(name, name_tag(name))
    }

    /// [`Self::get`] with the tag that goes with the name.
    fn get_tagged(self, name: &str, tag: u16) -> Option<Node<'t>> {
        let NodeData { kind, after, .. } = *self.data();
        // Most members that somebody looks for are not there.
        if kind != Kind::Object || !self.tree.may_have(self.id, tag) {
            return None;
        }
        let nodes = &self.tree.nodes[..];
        let (mut at, mut found) = (self.id.0 + 1, None);
        while at < after {
            let child = &nodes[at as usize];
            // Few nodes have the tag: whether one is a member at all is only asked of those.
            if child.tag == tag {
                let member = Node { tree: self.tree, id: NodeId(at) };
                if member.key().is_some_and(|key| key.reads(name)) {
                    found = Some(member);
                }
            }
            at = child.after;
        }
        found
    }

    /// The item at `index` (0-based).
    pub fn item(self, index: usize) -> Option<Node<'t>> {
        self.items().nth(index)
    }

    /// Position among the parent's children (0-based).
    pub fn index_in_parent(self) -> usize {
        self.parent().map_or(0, |parent| parent.children().take_while(|child| child.id != self.id).count())
    }

    /// The next child of the same parent.
    pub fn next_sibling(self) -> Option<Node<'t>> {
        let parent = self.parent()?;
        let after = self.data().after;
        (after < parent.data().after).then(|| self.tree.node(NodeId(after)))
    }

    /// The string's text with escapes resolved. `None` if it is no string.
    pub fn as_str(self) -> Option<Cow<'t, str>> {
        if self.kind() != Kind::String {
            return None;
        }
        let inner = self.written();
        Some(if self.data().flags & flag::ESCAPED == 0 { Cow::Borrowed(inner) } else { unescape(inner) })
    }

    /// Whether it is a string with just this text, which is told without taking the string apart.
    #[inline]
    pub fn says(self, text: &str) -> bool {
        let NodeData { kind, flags, start, end, .. } = *self.data();
        if kind != Kind::String {
            return false;
        }
        watch::content(self);
        if flags & (flag::ESCAPED | flag::UNCLOSED) != 0 {
            return self.as_str().is_some_and(|said| said == text);
        }
        let quoted = self.tree.text.as_bytes().get(start as usize..end as usize);
        matches!(quoted, Some([_, inner @ .., _]) if inner == text.as_bytes())
    }

    /// The bytes between a string's quotes; the span itself for anything else.
    pub fn content_span(self) -> Span {
        if !self.is_container() {
            watch::content(self);
        }
        self.inner_span()
    }

    /// [`Self::content_span`] for those who have noted that they look at it.
    #[inline]
    fn inner_span(self) -> Span {
        let NodeData { kind, flags, start, end, .. } = *self.data();
        if kind != Kind::String {
            return Span::new(start, end);
        }
        let closing = u32::from(flags & flag::UNCLOSED == 0);
        Span::new(start + 1, (end - closing).max(start + 1))
    }

    /// `true` or `false`, if it is a boolean.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Boolean).then(|| self.raw().starts_with('t'))
    }

    /// The number as written, read as `f64`. `None` if it is no number.
    pub fn as_f64(self) -> Option<f64> {
        if self.kind() == Kind::Number { self.raw().parse().ok() } else { None }
    }

    /// The number as an integer: `None` if it is no number, has a fraction, or is too large.
    pub fn as_i64(self) -> Option<i64> {
        if self.is_integer() { self.raw().parse().ok() } else { None }
    }

    /// The number, if no other number written in as many digits reads as the same one: ids of 64 bits may lie so close
    /// together that the form in which readers keep numbers cannot tell them apart.
    pub fn exact_f64(self) -> Option<f64> {
        const FIRST_INEXACT: f64 = 9_007_199_254_740_992.0;
        self.as_f64().filter(|number| number.abs() < FIRST_INEXACT)
    }

    /// Whether two values say the same: member order, white space and escapes aside.
    pub fn same_value(self, other: Node<'_>) -> bool {
        if self.kind() != other.kind() {
            return false;
        }
        match self.kind() {
            Kind::Object => self.same_members(other),
            Kind::Array => {
                self.items().count() == other.items().count()
                    && self.items().zip(other.items()).all(|(mine, theirs)| mine.same_value(theirs))
            }
            Kind::String => self.as_str() == other.as_str(),
            Kind::Number => {
                let mine = self.exact_f64();
                self.raw() == other.raw() || (mine.is_some() && mine == other.exact_f64())
            }
            _ => self.raw() == other.raw(),
        }
    }

    /// Whether two objects have the same members. Of a name that stands twice, the first is compared with the first and the
    /// second with the second.
    fn same_members(self, other: Node<'_>) -> bool {
        if self.members().count() != other.members().count() {
            return false;
        }
        if self.members().zip(other.members()).all(|(mine, theirs)| mine.name() == theirs.name()) {
            return self.members().zip(other.members()).all(|(mine, theirs)| mine.same_value(theirs));
        }
        let (mine, theirs) = (self.members_by_name(), other.members_by_name());
        let mut pairs = mine.iter().zip(&theirs);
        pairs.all(|((name, mine), (other, theirs))| name == other && mine.same_value(*theirs))
    }

    fn members_by_name(self) -> Vec<(Cow<'t, str>, Node<'t>)> {
        let mut members: Vec<_> = self.members().map(|member| (member.name(), member)).collect();
        members.sort_by(|(one, _), (other, _)| one.cmp(other));
        members
    }

    pub(crate) fn next_touches(self, offset: u32) -> bool {
        self.next_sibling().is_some_and(|next| next.full_span().start == offset)
    }
}

/// Iterator over a container's children.
#[derive(Clone)]
pub struct Children<'t> {
    tree: &'t Tree,
    next: u32,
    end: u32,
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    #[inline]
    fn next(&mut self) -> Option<Node<'t>> {
        if self.next >= self.end {
            return None;
        }
        let node = Node { tree: self.tree, id: NodeId(self.next) };
        self.next = node.data().after;
        Some(node)
    }
}
