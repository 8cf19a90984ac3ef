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
