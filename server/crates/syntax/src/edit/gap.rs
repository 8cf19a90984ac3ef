//! What stands between two children of a container: blanks, line ends, a comma, perhaps comments.

use super::effort::spend;
use crate::{Node, Span};

/// Where the text between the brackets of a container begins and ends.
pub(super) fn inside(container: Node<'_>) -> Span {
    let span = container.span();
    let start = span.start + u32::from(!container.is_inferred());
    let end = span.end - u32::from(container.is_closed() && span.end > start);
    Span::new(start.min(end), end)
}

/// The bytes between `child` and the next child, or the container's end.
pub(super) fn after(child: Node<'_>) -> Span {
    let start = child.span().end;
    let end = match (child.next_sibling(), child.parent()) {
        (Some(next), _) => next.full_span().start,
        (None, Some(parent)) => inside(parent).end,
        (None, None) => start,
    };
    Span::new(start, end.max(start))
}

/// The bytes between the child before `child`, or the container's start, and `child`. Looks through all children for the
/// one before it: whoever knows that one takes [`between`].
pub(super) fn before(child: Node<'_>) -> Span {
    let siblings = child.parent().into_iter().flat_map(Node::children);
    let previous = siblings.take_while(|sibling| *sibling != child).inspect(|_| spend(1)).last();
    between(previous, child)
}

/// The bytes between `previous`, the child right before `child`, or the container's start if it is the first, and `child`.
pub(super) fn between(previous: Option<Node<'_>>, child: Node<'_>) -> Span {
    let end = child.full_span().start;
    let Some(parent) = child.parent() else { return Span::empty(end) };
    let start = previous.map_or(inside(parent).start, |previous| previous.span().end);
    Span::new(start.min(end), end)
}

/// The first comma in a gap that is not in a comment.
pub(super) fn comma(text: &str, gap: Span) -> Option<u32> {
    let content = text.get(gap.range())?;
    let mut at = 0;
    while let Some(rest) = content.get(at..) {
        match rest.bytes().next()? {
            b',' => return Some(gap.start + at as u32),
            b'/' => at += comment(rest).unwrap_or(1),
            _ => at += rest.chars().next()?.len_utf8(),
        }
    }
    None
}

/// The length of the comment that `text` starts with, without its line end.
pub(super) fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        Some(text.find(['\n', '\r']).unwrap_or(text.len()))
    } else {
        let rest = text.strip_prefix("/*")?;
        Some(rest.find("*/").map_or(text.len(), |at| at + 4))
    }
}

/// Whether a gap goes over a line end.
pub(super) fn breaks_line(text: &str, gap: Span) -> bool {
    text.get(gap.range()).is_some_and(|gap| gap.contains(['\n', '\r']))
}

/// Whether a gap has nothing in it but blanks, line ends and commas.
pub(super) fn is_plain(text: &str, gap: Span) -> bool {
    text.get(gap.range())
        .is_some_and(|gap| gap.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',')))
}

/// If only blanks and comments, at least one, follow on the line of `offset`: the end of that line.
pub(super) fn after_comments(text: &str, offset: u32, limit: u32) -> Option<u32> {
    let content = text.get(offset as usize..limit as usize)?;
    let mut at = 0;
    let mut seen = false;
    while let Some(rest) = content.get(at..) {
        match rest.bytes().next() {
            Some(b' ' | b'\t') => at += 1,
            Some(b'/') => {
                at += comment(rest)?;
                seen = true;
            }
            Some(b'\n' | b'\r') if seen => return Some(offset + at as u32),
            _ => return None,
        }
    }
    None
}

/// The end of the blanks that start at `offset`.
pub(super) fn skip_blanks(text: &str, offset: u32) -> u32 {
    let rest = text.get(offset as usize..).unwrap_or_default();
    offset + (rest.len() - rest.trim_start_matches([' ', '\t']).len()) as u32
}

/// The start of the blanks that end at `offset`.
pub(super) fn skip_blanks_back(text: &str, offset: u32) -> u32 {
    text.get(..offset as usize).map_or(offset, |before| before.trim_end_matches([' ', '\t']).len() as u32)
}

/// The offset after the line end at `offset`; the text's end counts as one. `None` if there is none.
pub(super) fn skip_line_end(text: &str, offset: u32) -> Option<u32> {
    let rest = text.get(offset as usize..)?;
    match rest.as_bytes() {
        [] => Some(offset),
        [b'\r', b'\n', ..] => Some(offset + 2),
        [b'\r' | b'\n', ..] => Some(offset + 1),
        _ => None,
    }
}
