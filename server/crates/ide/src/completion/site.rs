//! Where a cursor stands, in a text that is being typed.
//!
//! The container comes from the tree, which always exists; the rest from the bytes around the cursor, since what is
//! being typed is rarely JSON yet.

use syntax::{Node, Span, Tree};

/// What can be written at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The name of a member of the container.
    Key {
        /// Whether a colon follows: then only the name is written.
        has_colon: bool,
    },
    /// The value of the container's member with this name.
    Value {
        /// The name.
        key: String,
    },
    /// An item of the container, an array.
    Item,
    /// The document's only value.
    Root,
}

/// Where a cursor stands.
#[derive(Clone, Debug)]
pub(crate) struct Site<'t> {
    /// The innermost object or array around the cursor; `None` at the root.
    pub(crate) container: Option<Node<'t>>,
    /// What can be written.
    pub(crate) slot: Slot,
    /// What is replaced: the word or string at the cursor, quotes included. Empty if there is none.
    pub(crate) replace: Span,
    /// The string without quotes that is replaced, or the whole word.
    pub(crate) content: Span,
    /// Whether the cursor is inside a string.
    pub(crate) in_string: bool,
    /// Where a comma is missing before the cursor.
    pub(crate) comma_before: Option<u32>,
    /// Whether a comma is missing behind.
    pub(crate) comma_after: bool,
    /// The cursor, in bytes.
    pub(crate) offset: u32,
}

impl<'t> Site<'t> {
    /// The site at a byte offset; one past the end counts as the end. `None` in a comment.
    pub(crate) fn at(tree: &'t Tree, offset: u32) -> Option<Self> {
        let text = tree.text();
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let bytes = text.as_bytes();
        let known = known_boundary(tree, offset);
        let mut token = Token::at(bytes, offset, known)?;
        let before = back(bytes, token.replace.start as usize, known);
        if token.replace.is_empty() && before.is_some_and(|at| bytes[at] == b':') {
            token = Token::value_after(bytes, offset)?;
        }
        let after = forth(bytes, token.replace.end as usize);
        let container = container(tree, token.replace.start);
        let last = before.map(|at| bytes[at]);
        let opens = matches!(last, Some(b'{' | b'[' | b','));
        let slot = match container {
            None if last.is_some() || after.is_some() => return None,
            None => Slot::Root,
            Some(container) if container.is_array() => Slot::Item,
            Some(_) if last == Some(b':') => Slot::Value { key: key_before(text, before?)? },
            Some(_) => Slot::Key { has_colon: after.is_some_and(|at| bytes[at] == b':') },
        };
        // Between a name and its colon there is room for nothing.
        if slot == (Slot::Key { has_colon: true }) && token.replace.is_empty() {
            return None;
        }
        let starts = matches!(slot, Slot::Key { .. } | Slot::Item);
        let comma_before = before.filter(|_| starts && !opens).map(|at| at as u32 + 1);
        let comma_after = slot != Slot::Root
            && after.is_some_and(|at| {
                matches!(bytes[at], b'"' | b'{' | b'[' | b'-') || bytes[at].is_ascii_alphanumeric()
            });
        Some(Self {
            container,
            slot,
            replace: token.replace,
            content: token.content,
            in_string: token.in_string,
            comma_before,
            comma_after,
            offset: offset as u32,
        })
    }

    /// Whether a token is what is about to be replaced.
    pub(crate) fn replaces(&self, token: Span) -> bool {
        !self.replace.is_empty() && token.start == self.replace.start
    }

    /// What stands between the start of the word or string and the cursor, escapes as written.
    pub(crate) fn typed<'a>(&self, text: &'a str) -> &'a str {
        let start = self.content.start.min(self.offset);
        text.get(start as usize..self.offset as usize).unwrap_or_default()
    }
}

/// The word or string at the cursor.
struct Token {
    replace: Span,
    content: Span,
    in_string: bool,
}

impl Token {
    /// The token at a cursor; `known` is a place on its line from where to look. `None` in a comment.
    fn at(bytes: &[u8], offset: usize, known: Option<usize>) -> Option<Self> {
        let line_start = known.unwrap_or_else(|| line_start(bytes, offset));
        let mut at = line_start;
        // A string never goes beyond its line, so that the line alone says whether the cursor is in one.
        while at < offset {
            match bytes[at] {
                b'"' => match string_end(bytes, at) {
                    Some(close) if close < offset => at = close + 1,
                    close => return Some(Self::string(bytes, at, close, offset)),
                },
                b'/' if bytes.get(at + 1) == Some(&b'/') => return None,
                _ => at += 1,
            }
        }
        let is_word =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'$' | b'.' | b'+');
        let start = offset - bytes[line_start..offset].iter().rev().take_while(|byte| is_word(byte)).count();
        let end = offset + bytes[offset..].iter().take_while(|byte| is_word(byte)).count();
        let span = Span::new(start as u32, end as u32);
        Some(Self { replace: span, content: span, in_string: false })
    }

    /// The value that follows a cursor behind a colon: it is the one to replace. Nothing at the cursor if the value is
    /// not written yet, so that the next member's name follows. `None` if it is an object or array.
    fn value_after(bytes: &[u8], offset: usize) -> Option<Self> {
        let nothing = Self {
            replace: Span::empty(offset as u32),
            content: Span::empty(offset as u32),
            in_string: false,
        };
        let Some(start) = forth(bytes, offset) else { return Some(nothing) };
        let end = match bytes[start] {
            b'{' | b'[' => return None,
            b'"' => string_end(bytes, start).map_or_else(|| line_end(bytes, start), |close| close + 1),
            b'}' | b']' | b',' | b':' => return Some(nothing),
            _ => start + bytes[start..].iter().take_while(|byte| !b",}] \t\r\n".contains(byte)).count(),
        };
        let is_name = bytes[start] == b'"' && forth(bytes, end).is_some_and(|at| bytes[at] == b':');
        let span = Span::new(start as u32, end as u32);
        Some(if is_name { nothing } else { Self { replace: span, content: span, in_string: false } })
    }

    fn string(bytes: &[u8], open: usize, close: Option<usize>, offset: usize) -> Self {
        // A quote that opens the next string does not close this one: then a text follows it.
        let close = close.filter(|&close| {
            let between = bytes.get(offset..close).unwrap_or_default();
            let first = between.iter().find(|byte| !byte.is_ascii_whitespace());
            let next = bytes[close + 1..].iter().find(|byte| !matches!(byte, b' ' | b'\t'));
            !matches!(first, Some(b':' | b',' | b'}' | b']'))
                || matches!(next, None | Some(b':' | b',' | b'}' | b']' | b'/' | b'\r' | b'\n'))
        });
        let (end, content_end) = if let Some(close) = close {
            (close + 1, close)
        } else {
            let stop = bytes[offset..].iter().position(|byte| b",}] \t:\r\n".contains(byte));
            let end = stop.map_or(bytes.len(), |stop| offset + stop);
            (end, end)
        };
        Self {
            replace: Span::new(open as u32, end as u32),
            content: Span::new(open as u32 + 1, content_end as u32),
            in_string: true,
        }
    }
}

/// How long a line is whose beginning is too far away to be read at every keystroke: that of a minified file.
const LONG_LINE: usize = 4096;

/// Where in a long line to begin to look for what stands at `offset`: the tree knows a place closer by that is outside
/// of strings. `None` in other lines, whose text alone says more than a tree of what is being typed.
fn known_boundary(tree: &Tree, offset: usize) -> Option<usize> {
    let bytes = tree.text().as_bytes();
    let near = offset.saturating_sub(LONG_LINE);
    if near == 0 || bytes[near..offset].iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
        return None;
    }
    let container = container(tree, offset as u32)?;
    let ends = container.children().map(|child| child.span().end);
    // What ends right at the cursor is being typed.
    let last = ends.take_while(|end| *end < offset as u32).last();
    Some(last.unwrap_or(container.span().start + 1) as usize)
}

fn line_start(bytes: &[u8], offset: usize) -> usize {
    bytes[..offset].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1)
}

fn line_end(bytes: &[u8], offset: usize) -> usize {
    let end = bytes[offset..].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    end.map_or(bytes.len(), |end| offset + end)
}

/// The byte of the quote that closes the string which opens at `open`, on the same line.
fn string_end(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        match bytes.get(at)? {
            b'\n' | b'\r' => return None,
            b'\\' if matches!(bytes.get(at + 1), Some(b'\n' | b'\r')) => return None,
            b'\\' => at += 2,
            b'"' => return Some(at),
            _ => at += 1,
        }
    }
}

/// The last byte before `at` that is no blank and in no comment; `known` is a place on the line from where to look for
/// comments.
fn back(bytes: &[u8], at: usize, known: Option<usize>) -> Option<usize> {
    let mut at = at;
    loop {
        let found = bytes[..at].iter().rposition(|byte| !byte.is_ascii_whitespace())?;
        if known.is_some_and(|known| found < known) {
            return Some(found);
        }
        let line = known.unwrap_or_else(|| line_start(bytes, found));
        match comment_start(&bytes[line..=found]) {
            Some(start) => at = line + start,
            None => return Some(found),
        }
    }
}

/// Where a line comment starts in a line.
fn comment_start(line: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < line.len() {
        match line[at] {
            b'"' => at = string_end(line, at)? + 1,
            b'/' if line.get(at + 1) == Some(&b'/') => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// The first byte from `at` on that is no blank.
fn forth(bytes: &[u8], at: usize) -> Option<usize> {
    bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace()).map(|found| at + found)
}

/// The name before the colon at `colon`.
fn key_before(text: &str, colon: usize) -> Option<String> {
    let before = text[..colon].trim_end();
    let inside = before.strip_suffix('"')?;
    let mut open = inside.len();
    loop {
        open = inside[..open].rfind('"')?;
        let escapes = inside[..open].bytes().rev().take_while(|&byte| byte == b'\\').count();
        if escapes % 2 == 0 {
            return Some(inside[open + 1..].to_owned());
        }
    }
}

/// The innermost object or array that `offset` lies inside of.
fn container(tree: &Tree, offset: u32) -> Option<Node<'_>> {
    let node = tree.node_at(offset);
    let inside = |node: &Node<'_>| {
        let span = node.span();
        node.is_container() && span.start < offset && (offset < span.end || !node.is_closed())
    };
    std::iter::once(node).chain(node.ancestors()).find(inside)
}
