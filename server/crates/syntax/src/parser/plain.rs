//! The way nearly every member is written: comma, line end, indentation, key, colon, and a text without escapes. Such members
//! are read at one go; whatever is not exactly so is left to the general reading, from where it begins.

use crate::parser::pass::{Expect, Pass, PendingKey};
use crate::parser::scan::{blanks, plain_length};
use crate::tag::name_tag;
use crate::tree::{Kind, Span, flag};

/// A member up to its colon.
struct Head {
    /// The comma before it.
    comma: Option<usize>,
    /// The key's opening quote, and what comes after its closing one.
    key: (usize, usize),
    line: u32,
    indent: u32,
    /// Whether it begins its line.
    is_first: bool,
}

impl Pass<'_> {
    /// Reads plain members as long as there are some: those with a text as a whole, the first one with another value up to
    /// its value. Does what the general reading would do with the same tokens.
    pub(super) fn read_plain(&mut self) {
        let is_written_object = self.stack.last().is_some_and(|top| top.is_object && !top.inferred);
        if !is_written_object || self.by_indentation() || self.key.is_some() {
            return;
        }
        while let Some(head) = self.plain_head() {
            self.take_head(&head);
            let start = self.pos;
            if self.bytes.get(start) != Some(&b'"') {
                return;
            }
            let quote = start + 1 + plain_length(&self.bytes[start + 1..], b'"');
            if self.bytes.get(quote) != Some(&b'"') {
                return;
            }
            let end = quote + 1;
            self.push_node(Kind::String, Span::new(start as u32, end as u32), 0);
            self.pos = end;
            self.last_end = end as u32;
            self.expect = Expect::CommaOrEnd;
        }
    }

    /// The member that comes next up to its colon, if it is plain.
    fn plain_head(&self) -> Option<Head> {
        let mut at = self.pos;
        let comma = match self.expect {
            Expect::KeyOrEnd { .. } => None,
            Expect::CommaOrEnd if self.bytes.get(at) == Some(&b',') => {
                at += 1;
                Some(at - 1)
            }
            _ => return None,
        };
        let (mut line, mut indent, mut is_first) =
            (self.line, self.indent, self.fresh_line && comma.is_none());
        loop {
            match self.bytes.get(at)? {
                b'"' => break,
                b' ' => {
                    let width = blanks(&self.bytes[at..]);
                    at += width;
                    indent += if is_first { width as u32 } else { 0 };
                }
                b'\n' => {
                    at += 1;
                    (line, indent, is_first) = (line + 1, 0, true);
                }
                b'\r' if self.bytes.get(at + 1) == Some(&b'\n') => {
                    at += 2;
                    (line, indent, is_first) = (line + 1, 0, true);
                }
                _ => return None,
            }
        }
        let quote = at + 1 + plain_length(&self.bytes[at + 1..], b'"');
        let is_key = self.bytes.get(quote..quote + 2) == Some(b"\":");
        is_key.then_some(Head { comma, key: (at, quote + 1), line, indent, is_first })
    }

    /// Takes comma, key and colon, and the blanks behind it.
    fn take_head(&mut self, head: &Head) {
        if let Some(comma) = head.comma {
            self.last_comma = comma as u32;
        }
        if head.is_first
            && let Some(top) = self.stack.last_mut()
        {
            top.child_indent.get_or_insert(head.indent);
        }
        let (start, end) = head.key;
        let tag = name_tag(&self.text[start + 1..end - 1]);
        let (line, indent) = (head.line, head.indent);
        self.key =
            Some(PendingKey { start: start as u32, end: end as u32, flags: flag::KEYED, tag, line, indent });
        (self.line, self.indent, self.fresh_line) = (line, indent, false);
        let behind = end + 1;
        self.last_end = behind as u32;
        self.expect = Expect::Value;
        self.pos = behind + blanks(&self.bytes[behind..]);
    }
}
