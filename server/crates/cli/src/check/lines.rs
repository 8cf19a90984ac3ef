//! The lines of a text, for whoever asks about few of its places.
//!
//! A [`syntax::LineIndex`] knows where every line starts, which takes longer than to read the file. Here line ends are counted
//! block by block, which is done many bytes at a time, and the rest of the way is walked when somebody asks.

use memchr::{memchr, memchr_iter, memchr2, memrchr, memrchr2};
use syntax::Span;

const BLOCK: usize = 4096;

/// What stands before a block.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    /// Bytes from the start of the text; a character starts here.
    at: u32,
    /// Line ends before it.
    ends: u32,
    /// Where its line starts, in bytes.
    line: u32,
    /// Unicode scalar values from there.
    column: u32,
}

/// Where lines begin and end: at `\n`, `\r\n` and `\r`, as in [`syntax::LineIndex`].
#[derive(Debug)]
pub(crate) struct Lines {
    marks: Vec<Mark>,
    /// Some `\r` ends a line by itself.
    has_returns: bool,
}

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let marks = Vec::with_capacity(bytes.len() / BLOCK + 1);
        let mut lines = Self { marks, has_returns: has_returns(bytes) };
        let mut mark = Mark::default();
        lines.marks.push(mark);
        for block in 1..=bytes.len() / BLOCK {
            let to =
                (block * BLOCK..bytes.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(bytes.len());
            mark = lines.walk(text, mark, to);
            lines.marks.push(mark);
        }
        lines
    }

    /// Line and column of a byte offset, both 1-based, the column in Unicode scalar values. An offset inside of a character
    /// counts as its start, one past the end as the end, and one between `\r` and `\n` as the end of the line before them.
    pub(crate) fn line_column(&self, text: &str, offset: u32) -> (u32, u32) {
        let here = self.mark(text, offset);
        (here.ends + 1, here.column + 1)
    }

    /// The bytes of the line around an offset, without its line end.
    pub(crate) fn range(&self, text: &str, offset: u32) -> Span {
        let here = self.mark(text, offset);
        let rest = &text.as_bytes()[here.at as usize..];
        let length = memchr2(b'\n', b'\r', rest).unwrap_or(rest.len()) as u32;
        Span::new(here.line, here.at + length)
    }

    fn mark(&self, text: &str, offset: u32) -> Mark {
        let mut to = (offset as usize).min(text.len());
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        if to > 0 && text.as_bytes().get(to - 1..=to) == Some(b"\r\n") {
            to -= 1;
        }
        let block = self.marks.partition_point(|mark| mark.at as usize <= to);
        self.walk(text, self.marks[block.saturating_sub(1)], to)
    }

    /// What stands before `to`, a character's start, which comes after `from`.
    fn walk(&self, text: &str, from: Mark, to: usize) -> Mark {
        let whole = text.as_bytes();
        let bytes = &whole[from.at as usize..to];
        let is_end = |at: usize| whole.get(from.at as usize + at + 1) != Some(&b'\n');
        let mut ends = memchr_iter(b'\n', bytes).count();
        let mut last = memrchr(b'\n', bytes);
        if self.has_returns {
            ends += memchr_iter(b'\r', bytes).filter(|at| is_end(*at)).count();
            last = memrchr2(b'\n', b'\r', bytes).filter(|at| bytes[*at] == b'\n' || is_end(*at)).max(last);
        }
        let ends = from.ends + ends as u32;
        let (line, before, start) = match last {
            Some(last) => (from.at + last as u32 + 1, 0, last + 1),
            None => (from.line, from.column, 0),
        };
        let column = before + text[from.at as usize + start..to].chars().count() as u32;
        Mark { at: to as u32, ends, line, column }
    }
}

/// Whether some `\r` has no `\n` behind it.
fn has_returns(bytes: &[u8]) -> bool {
    let Some(first) = memchr(b'\r', bytes) else { return false };
    let (bytes, next) = (&bytes[first..], &bytes[first + 1..]);
    // Without branches between them, many bytes are compared at once.
    let alone = |found, (&one, &next): (&u8, &u8)| found | (u8::from(one == b'\r') & u8::from(next != b'\n'));
    let mut blocks = bytes.chunks(BLOCK).zip(next.chunks(BLOCK));
    bytes.last() == Some(&b'\r') || blocks.any(|(bytes, next)| bytes.iter().zip(next).fold(0, alone) != 0)
}

#[cfg(test)]
mod tests {
    use syntax::LineIndex;

    use super::*;

    #[test]
    fn places_are_those_of_a_whole_index() {
        let unit = "a\r\n\r\nb\rc\n\né🙂\r\rd \u{2028}\r";
        for text in
            [String::new(), "x".into(), unit.into(), unit.repeat(900), "é".repeat(9000), "\r\n".repeat(5000)]
        {
            let (lines, index) = (Lines::new(&text), LineIndex::new(&text));
            for offset in 0..=text.len() as u32 + 2 {
                assert_eq!(lines.line_column(&text, offset), index.line_column(&text, offset), "{offset}");
                let range = index.line_range(&text, index.line(offset.min(text.len() as u32)));
                assert_eq!(lines.range(&text, offset), range, "{offset}");
            }
        }
    }
}
