//! Which lines of a file fold.

use syntax::{ErrorKind, LineIndex, Node, Span, Tree};

/// A part of a file that can be folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// What disappears, in bytes: between the brackets of an object or array, or all of a comment.
    pub span: Span,
    /// The first line, 0-based, which stays.
    pub first_line: u32,
    /// The last line, 0-based. In whole lines it disappears too.
    pub last_line: u32,
    /// Whether it is a comment.
    pub is_comment: bool,
}

/// What an editor can fold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FoldingAbility {
    /// Only whole lines: the line of the closing bracket then stays.
    pub whole_lines: bool,
    /// At most so many folds. The outer ones are the more useful.
    pub limit: Option<usize>,
}

/// The objects, arrays and comments that take more than one line, in the order of the file.
pub fn folds(tree: &Tree, ability: FoldingAbility) -> Vec<Fold> {
    let lines = tree.lines();
    let containers = containers(tree).filter_map(|(depth, node)| Some((depth, fold(node, lines, ability)?)));
    let comments = tree.errors().iter().filter(|error| error.kind == ErrorKind::Comment);
    let comments = comments.filter_map(|comment| Some((0, comment_fold(comment.span, lines)?)));
    let mut found: Vec<(usize, Fold)> = containers.chain(comments).collect();
    found.sort_by_key(|(_, fold)| (fold.first_line, fold.span.start));
    if ability.whole_lines {
        // An editor shows one fold for a line: the outer one folds what the others would, too.
        found.dedup_by_key(|(_, fold)| fold.first_line);
    }
    if let Some(limit) = ability.limit {
        keep_outer(&mut found, limit);
    }
    found.into_iter().map(|(_, fold)| fold).collect()
}

/// All objects and arrays with the number of those around them.
fn containers(tree: &Tree) -> impl Iterator<Item = (usize, Node<'_>)> {
    let mut ends = Vec::new();
    tree.nodes().filter(|node| node.is_container()).map(move |node| {
        while ends.last().is_some_and(|&end| end <= node.id()) {
            ends.pop();
        }
        ends.push(node.after());
        (ends.len() - 1, node)
    })
}

fn fold(node: Node<'_>, lines: &LineIndex, ability: FoldingAbility) -> Option<Fold> {
    if node.is_inferred() {
        return None;
    }
    let span = Span::new(node.span().start + 1, node.span().end - u32::from(node.is_closed()));
    let (first_line, last_line) = (lines.line(span.start), lines.line(span.end));
    let keeps_last = ability.whole_lines && node.is_closed();
    let last_line = if keeps_last { last_line.saturating_sub(1) } else { last_line };
    (first_line < last_line).then_some(Fold { span, first_line, last_line, is_comment: false })
}

fn comment_fold(span: Span, lines: &LineIndex) -> Option<Fold> {
    let (first_line, last_line) = (lines.line(span.start), lines.line(span.end));
    (first_line < last_line).then_some(Fold { span, first_line, last_line, is_comment: true })
}

/// Leaves out the innermost folds until so many are left, of those at one depth the last.
fn keep_outer(found: &mut Vec<(usize, Fold)>, limit: usize) {
    if found.len() <= limit {
        return;
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&index| (found[index].0, index));
    order.truncate(limit);
    order.sort_unstable();
    *found = order.into_iter().map(|index| found[index]).collect();
}
