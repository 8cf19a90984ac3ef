//! How a file is laid out: one member a line, indented by depth.
//!
//! Only white space between the parts of the text changes, so that order, comments and the spelling of every value
//! stay. A list of plain values stays on one line if it is short and stands on one. Line ends stay what they are where
//! there is one, and become what most are where there is none.

mod gaps;
mod pieces;

use rustc_hash::FxHashSet;
use syntax::edit::{Indent, apply, style::node_blanks};
use syntax::{ErrorKind, Node, NodeId, Span, TextEdit, Tree, parse};

use gaps::Layout;

/// How the editor wants a file laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatOptions {
    /// One level of indentation.
    pub indent: Indent,
    /// Ends the file with a line end.
    pub insert_final_newline: bool,
    /// Leaves no empty lines at the end of the file.
    pub trim_final_newlines: bool,
}

impl Default for FormatOptions {
    /// Two spaces, and the end of the file as it is.
    fn default() -> Self {
        Self { indent: Indent::Spaces(2), insert_final_newline: false, trim_final_newlines: false }
    }
}

/// The edits that lay out a file, or the lines of it that `range` (bytes) is on; none if it is laid out so. In a range,
/// indentation goes on from what is around it.
///
/// `None` if the text is too damaged: with a bracket or quote too many or too few, its indentation is what tells where
/// things end. An object or list with a smaller mistake in it, such as a missing comma, keeps its lines.
pub fn formatting(tree: &Tree, options: &FormatOptions, range: Option<Span>) -> Option<Vec<TextEdit>> {
    if tree.errors().iter().any(|error| is_unsafe(error.kind)) {
        return None;
    }
    let text = tree.text();
    let lines = range.map(|range| whole_lines(text, range));
    let (base, base_depth) = lines.map_or(("", 0), |lines| surroundings(tree, lines));
    let layout = Layout { tree, options, lines, base, base_depth, damaged: damaged(tree) };
    let edits = layout.edits();
    (tree.errors().is_empty() || reads_the_same(tree, &edits)).then_some(edits)
}

/// Whether nobody knows where things end.
const fn is_unsafe(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedString
            | ErrorKind::UnclosedObject
            | ErrorKind::UnclosedArray
            | ErrorKind::ExtraBrace
            | ErrorKind::ExtraBracket
            | ErrorKind::BraceExpected
            | ErrorKind::BracketExpected
            | ErrorKind::MissingBrace
            | ErrorKind::MissingBracket
            | ErrorKind::UnclosedComment
            | ErrorKind::ExtraData
            | ErrorKind::TooDeep
            | ErrorKind::ConflictMarker
            | ErrorKind::TooMany
    )
}

/// The containers that a mistake stands in directly.
fn damaged(tree: &Tree) -> FxHashSet<NodeId> {
    let mistakes = tree.errors().iter().filter(|error| error.kind.is_structural());
    let containers = mistakes.filter_map(|error| {
        let at = error.span.start;
        let node = tree.node_at(at);
        let is_around =
            |node: &Node<'_>| node.is_container() && node.span().start < at && at < node.span().end;
        std::iter::once(node).chain(node.ancestors()).find(is_around).map(Node::id)
    });
    containers.collect()
}

/// The lines that a range is on, without the line end of the last. A range that ends where a line begins does not mean
/// that line.
fn whole_lines(text: &str, range: Span) -> Span {
    let ends = ['\n', '\r'];
    let (start, end) = ((range.start as usize).min(text.len()), (range.end as usize).min(text.len()));
    let first = text[..start].rfind(ends).map_or(0, |at| at + 1);
    let lines = &text[..end];
    let last = match lines.strip_suffix("\r\n").or_else(|| lines.strip_suffix(ends)) {
        Some(before) if start < end => before.len(),
        _ => text[end..].find(ends).map_or(text.len(), |at| end + at),
    };
    Span::new(first as u32, last as u32)
}

/// The indentation of the container that lines stand in, and how deep it is.
fn surroundings(tree: &Tree, lines: Span) -> (&str, usize) {
    let node = tree.node_at(lines.start);
    let is_around = |node: &Node<'_>| {
        node.is_container() && node.span().start < lines.start && lines.end < node.span().end
    };
    let around = std::iter::once(node).chain(node.ancestors()).find(is_around);
    around.map_or(("", 0), |around| (node_blanks(around), around.ancestors().count()))
}

/// Whether a damaged text says the same after the edits: where things are missing, lines are what tells.
fn reads_the_same(tree: &Tree, edits: &[TextEdit]) -> bool {
    let Some(after) = apply(tree.text(), edits) else { return false };
    let after = parse(after);
    let shape = |node: Node<'_>| (node.kind(), node.after(), node.key().map(|key| key.text().into_owned()));
    after.len() == tree.len()
        && after.errors().iter().map(|error| error.kind).eq(tree.errors().iter().map(|error| error.kind))
        && after.nodes().zip(tree.nodes()).all(|(after, before)| {
            shape(after) == shape(before) && (before.is_container() || after.raw() == before.raw())
        })
}
