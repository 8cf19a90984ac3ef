//! What a selection grows to, step by step.

use syntax::{Node, NodeId, Span, Tree};

/// The spans around `offset` (bytes; past the end counts as the end), the smallest first, each in the next: the text in
/// its quotes, the value or key, the member, all members of the object without its braces, the object, … and last the
/// whole file. Never empty.
pub fn selection_spans(tree: &Tree, offset: u32) -> Vec<Span> {
    let end = tree.text().len() as u32;
    let offset = offset.min(end);
    let mut spans = Spans { offset, found: Vec::new() };
    let innermost = innermost(tree, offset);
    for node in std::iter::once(innermost).chain(innermost.ancestors()) {
        if let Some(key) = node.key() {
            spans.add(key.content_span());
            spans.add(key.span());
        }
        spans.add(inside(node));
        spans.add(node.span());
        spans.add(node.full_span());
    }
    spans.add(Span::new(0, end));
    if spans.found.is_empty() {
        spans.found.push(Span::empty(0));
    }
    spans.found
}

/// The innermost node that touches `offset`; of two that meet there the second.
fn innermost(tree: &Tree, offset: u32) -> Node<'_> {
    // Nodes start in the order of their ids, so that no siblings have to be passed one by one.
    let (mut low, mut high) = (0, tree.len() as u32);
    while low < high {
        let middle = low.midpoint(high);
        if tree.node(NodeId(middle)).full_span().start <= offset {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let last = tree.node(NodeId(low.saturating_sub(1)));
    let mut around = std::iter::once(last).chain(last.ancestors());
    around.find(|node| node.full_span().touches(offset)).unwrap_or_else(|| tree.root())
}

/// A text without its quotes, or what stands between the brackets of an object or array.
fn inside(node: Node<'_>) -> Span {
    if !node.is_container() {
        return node.content_span();
    }
    let first = node.children().next().map(|child| child.full_span().start);
    let last = node.children().last().map(|child| child.full_span().end);
    first.zip(last).map_or_else(|| node.span(), |(first, last)| Span::new(first, last))
}

struct Spans {
    offset: u32,
    found: Vec<Span>,
}

impl Spans {
    /// Adds a span if it is around the place and larger than all before. One without a byte would select nothing.
    fn add(&mut self, span: Span) {
        let grows = self
            .found
            .last()
            .is_none_or(|inner| span.start <= inner.start && inner.end <= span.end && span != *inner);
        if !span.is_empty() && span.touches(self.offset) && grows {
            self.found.push(span);
        }
    }
}
