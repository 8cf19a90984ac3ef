//! Paths as rules about them see them.

use connector::PathItem;
use syntax::{Node, Span};

use crate::Context;
use crate::finding::Finding;
use crate::fix::{Change, Fix, Safety};

/// The node of a path item; its key is the path.
pub(crate) fn node<'c>(context: &Context<'c>, path_item: &PathItem) -> Option<Node<'c>> {
    Some(context.definition()?.node(path_item.node))
}

/// The bytes from `start` to `end` of a path, as offsets in the file. The whole key if the path is written with
/// escapes, since then its bytes are others.
pub(crate) fn span(path_item: Node<'_>, start: usize, end: usize) -> Span {
    let Some(key) = path_item.key() else { return path_item.head_span() };
    if key.raw_name().contains('\\') {
        return key.span();
    }
    let from = key.content_span().start;
    Span::new(from + start as u32, from + end as u32)
}

/// Offers to give a path item another path, if that is free.
pub(crate) fn offer_rename(finding: &mut Finding, path_item: Node<'_>, path: &str, safety: Safety) {
    if path_item.parent().is_some_and(|paths| paths.get(path).is_none()) {
        let change = Change::Rename(path_item.id(), path.to_owned());
        finding.fix(Fix::new(safety, format!("Change to '{path}'"), finding.file, change));
    }
}

/// What is wrong with a path, and where (bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// What.
    pub(crate) kind: MistakeKind,
    /// The first byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MistakeKind {
    /// A brace opens in an open variable.
    Nested,
    /// A brace closes nothing.
    Unopened,
    /// A variable goes on to the end.
    Unclosed,
    /// A variable holds a slash.
    AcrossSegments,
    /// Nothing stands between the braces.
    Unnamed,
    /// The variable has a value.
    Default,
}

/// The first mistake in the variables of a path. Where there is one, other rules cannot know what its variables are.
pub(crate) fn mistake(path: &str) -> Option<Mistake> {
    let mut opened = None;
    for (at, byte) in path.bytes().enumerate() {
        let found = |kind, start, end| Some(Mistake { kind, start, end });
        match (byte, opened) {
            (b'{', None) => opened = Some(at),
            (b'{', Some(start)) => return found(MistakeKind::Nested, start, at + 1),
            (b'}', None) => return found(MistakeKind::Unopened, at, at + 1),
            (b'}', Some(start)) => {
                let name = &path[start + 1..at];
                if name.trim().is_empty() {
                    return found(MistakeKind::Unnamed, start, at + 1);
                }
                if name.contains('=') {
                    return found(MistakeKind::Default, start, at + 1);
                }
                opened = None;
            }
            (b'/', Some(start)) => return found(MistakeKind::AcrossSegments, start, at + 1),
            _ => {}
        }
    }
    let start = opened?;
    Some(Mistake { kind: MistakeKind::Unclosed, start, end: path.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(path: &str) -> Option<MistakeKind> {
        mistake(path).map(|mistake| mistake.kind)
    }

    #[test]
    fn well_formed_paths_have_no_mistake() {
        for path in ["/", "", "/a/{b}", "/{a}/{b}.{c}", "/a('{b}')", "/é/{é}", "/{a}{b}", "/{ a }"] {
            assert_eq!(kind(path), None, "{path}");
        }
    }

    #[test]
    fn the_first_mistake_is_found() {
        assert_eq!(kind("/{{a}}"), Some(MistakeKind::Nested));
        assert_eq!(kind("/a}"), Some(MistakeKind::Unopened));
        assert_eq!(kind("/{a"), Some(MistakeKind::Unclosed));
        assert_eq!(kind("/{a/b}"), Some(MistakeKind::AcrossSegments));
        assert_eq!(kind("/{ }"), Some(MistakeKind::Unnamed));
        assert_eq!(kind("/{a=1}/{"), Some(MistakeKind::Default));
    }
}
