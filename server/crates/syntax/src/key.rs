//! A member's key.

use std::borrow::Cow;

use crate::escape::unescape;
use crate::node::Node;
use crate::tag::name_tag;
use crate::tree::{NodeData, Span, flag};

/// A member's key.
#[derive(Clone, Copy)]
pub struct Key<'t> {
    node: Node<'t>,
}

impl<'t> Key<'t> {
    /// The key of a node that has one.
    #[inline]
    pub(crate) fn new(node: Node<'t>) -> Self {
        Self { node }
    }

    /// The key's bytes, quotes included.
    pub fn span(self) -> Span {
        let data = self.node.data();
        Span::new(data.key_start, data.key_end)
    }

    /// The bytes between the quotes.
    pub fn content_span(self) -> Span {
        key_content(self.span(), self.node.data().flags)
    }

    /// The name with escapes resolved.
    #[inline]
    pub fn text(self) -> Cow<'t, str> {
        let raw = self.raw_name();
        if self.node.data().flags & flag::KEY_ESCAPED == 0 { Cow::Borrowed(raw) } else { unescape(raw) }
    }

    /// The name as written between the quotes.
    #[inline]
    pub fn raw_name(self) -> &'t str {
        &self.node.tree().text[self.content_span().range()]
    }

    /// The [`name_tag`] of the name.
    #[inline]
    pub fn tag(self) -> u16 {
        self.node.data().tag
    }

    /// Whether the key is `name`, without allocating in the usual case.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "the tag of a constant name costs nothing only here")]
    pub fn is(self, name: &str) -> bool {
        self.tag() == name_tag(name) && self.reads(name)
    }

    #[inline]
    pub(crate) fn reads(self, name: &str) -> bool {
        let NodeData { flags, key_start, key_end, .. } = *self.node.data();
        if flags & (flag::KEY_ESCAPED | flag::KEY_BARE | flag::KEY_UNCLOSED) != 0 {
            return self.text() == name;
        }
        let quoted = self.node.tree().text.as_bytes().get(key_start as usize..key_end as usize);
        matches!(quoted, Some([_, inner @ .., _]) if inner == name.as_bytes())
    }
}

/// The bytes between the quotes of a key at `span` with these flags.
#[inline]
pub(crate) fn key_content(span: Span, flags: u8) -> Span {
    if flags & flag::KEY_BARE != 0 {
        return span;
    }
    let closing = u32::from(flags & flag::KEY_UNCLOSED == 0);
    Span::new(span.start + 1, (span.end - closing).max(span.start + 1))
}
