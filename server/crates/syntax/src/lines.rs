//! Byte offsets to the positions of the language server protocol and back.
//!
//! Line ends are `\n`, `\r\n` and `\r`, nothing else: U+2028, U+2029, U+0085, VT and FF are ordinary characters
//! (<https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textDocuments>).

use crate::edit::TextEdit;
use crate::tree::Span;

/// What one step of [`Position::character`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16: a character above U+FFFF counts two. What every client knows.
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// How many units `character` takes.
    pub const fn width(self, character: char) -> u32 {
        match self {
            Self::Utf8 => character.len_utf8() as u32,
            Self::Utf16 => character.len_utf16() as u32,
            Self::Utf32 => 1,
        }
    }
}

/// A place in a text as editors give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    /// The line, 0-based.
    pub line: u32,
    /// The distance from the line's start, 0-based, in units of an [`Encoding`].
    pub character: u32,
}

impl Position {
    /// The position in line `line` before the unit `character`, both 0-based.
    pub const fn new(line: u32, character: u32) -> Self {
        Self { line, character }
    }
}

/// Where the lines of a text start. Every method wants the text that the index was made from; with another one the
/// answers mean nothing, but nothing panics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    /// The first byte of every line; the first is 0.
    starts: Vec<u32>,
    /// The lines that are not plain ASCII, ascending: only these have to be decoded to count columns.
    wide: Vec<u32>,
    /// Columns along long lines that are not plain ASCII, ascending: a minified file is one such line, and counting
    /// from its start for every position would take forever.
    marks: Vec<Mark>,
}

/// How far into a line a character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    line: u32,
    /// Bytes from the start of the text.
    offset: u32,
    /// UTF-16 units from the start of the line.
    utf16: u32,
    /// Scalar values from the start of the line.
    scalars: u32,
}

impl Mark {
    fn units(self, encoding: Encoding, line_start: u32) -> u32 {
        match encoding {
            Encoding::Utf8 => self.offset - line_start,
            Encoding::Utf16 => self.utf16,
            Encoding::Utf32 => self.scalars,
        }
    }
}

/// How many bytes apart marks are.
const STEP: u32 = 4096;

const LOW_BITS: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// The highest bits of those of the eight bytes that are `\n`, `\r` or not ASCII; behind one of them other bits may be set
/// too.
const fn notable(word: u64) -> u64 {
    const fn zeros(word: u64) -> u64 {
        word.wrapping_sub(LOW_BITS) & !word & HIGH_BITS
    }
    let line_feeds = zeros(word ^ (LOW_BITS * b'\n' as u64));
    let returns = zeros(word ^ (LOW_BITS * b'\r' as u64));
    (word & HIGH_BITS) | line_feeds | returns
}

impl LineIndex {
    /// Finds the lines of `text` in one pass.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut index =
            Self { starts: Vec::with_capacity(bytes.len() / 32 + 1), wide: Vec::new(), marks: Vec::new() };
        index.starts.push(0);
        let (words, _) = bytes.as_chunks::<8>();
        for (number, word) in words.iter().enumerate() {
            let mut left = notable(u64::from_le_bytes(*word));
            while left != 0 {
                index.note(bytes, number * 8 + left.trailing_zeros() as usize / 8);
                left &= left - 1;
            }
        }
        for at in words.len() * 8..bytes.len() {
            index.note(bytes, at);
        }
        for &line in &index.wide {
            let range = index.line_range(text, line);
            if range.len() > STEP {
                mark(text, line, range, &mut index.marks);
            }
        }
        index
    }

    /// The index of `new_text`, which `edit` has made of `old_text`: as [`LineIndex::new`] would make it, but only the
    /// lines that the edit touches are looked at. The edit is about `old_text` and inside of it.
    #[must_use]
    pub fn edited(&self, new_text: &str, edit: &TextEdit) -> Self {
        let bytes = new_text.as_bytes();
        let Span { start, end } = edit.span;
        let moved = |offset: u32| offset - end + start + edit.text.len() as u32;
        // A line end right before the edit may be another one now: `\r` and `\n` are one if they meet.
        let from = start.saturating_sub(1);
        let kept = self.starts.partition_point(|&line| line <= from);
        let behind = self.starts.partition_point(|&line| line <= end);
        let mut starts = Vec::with_capacity(self.starts.len() + 8);
        starts.extend_from_slice(&self.starts[..kept]);
        starts.extend((from..moved(end)).filter(|&at| ends_line(bytes, at as usize)).map(|at| at + 1));
        let (first, next) = (kept as u32 - 1, starts.len() as u32);
        // In place and without a choice, so that many are moved at once.
        let moved_from = starts.len();
        starts.extend_from_slice(&self.starts[behind..]);
        let by = moved(end).wrapping_sub(end);
        starts[moved_from..].iter_mut().for_each(|line| *line = line.wrapping_add(by));
        let renumbered = |line: u32| line - behind as u32 + next;

        let mut index = Self { starts, wide: Vec::with_capacity(self.wide.len() + 1), marks: Vec::new() };
        index.wide.extend(self.wide.iter().take_while(|&&line| line < first));
        index.marks.extend(self.marks.iter().take_while(|mark| mark.line < first));
        for line in first..next {
            let until = index.starts.get(line as usize + 1).map_or(bytes.len(), |&until| until as usize);
            if bytes[index.starts[line as usize] as usize..until].is_ascii() {
                continue;
            }
            index.wide.push(line);
            let range = index.line_range(new_text, line);
            if range.len() > STEP {
                mark(new_text, line, range, &mut index.marks);
            }
        }
        let wide = self.wide.partition_point(|&line| (line as usize) < behind);
        index.wide.extend(self.wide[wide..].iter().map(|&line| renumbered(line)));
        let marks = self.marks.partition_point(|mark| (mark.line as usize) < behind);
        let marks = self.marks[marks..].iter();
        index.marks.extend(marks.map(|mark| Mark {
            line: renumbered(mark.line),
            offset: moved(mark.offset),
            ..*mark
        }));
        index
    }

    fn note(&mut self, bytes: &[u8], at: usize) {
        match bytes[at] {
            b'\n' => self.starts.push(at as u32 + 1),
            b'\r' if bytes.get(at + 1) != Some(&b'\n') => self.starts.push(at as u32 + 1),
            0x80.. => {
                let line = self.starts.len() as u32 - 1;
                if self.wide.last() != Some(&line) {
                    self.wide.push(line);
                }
            }
            _ => {}
        }
    }

    /// The number of lines: one more than there are line ends.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The 0-based line that `offset` (bytes) lies in. The offset after a line end is the next line's.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1) as u32
    }

    /// The bytes of a 0-based line without its line end. Past the last line: the empty span at the text's end.
    pub fn line_range(&self, text: &str, line: u32) -> Span {
        let end = text.len() as u32;
        let Some(&start) = self.starts.get(line as usize) else { return Span::empty(end) };
        let next = self.starts.get(line as usize + 1).copied();
        let mut stop = next.unwrap_or(end).min(end);
        if next.is_some() {
            let bytes = text.as_bytes();
            let ends_with = |stop: u32, byte: u8| stop > start && bytes.get(stop as usize - 1) == Some(&byte);
            if ends_with(stop, b'\n') {
                stop -= 1;
                stop -= u32::from(ends_with(stop, b'\r'));
            } else {
                stop -= u32::from(ends_with(stop, b'\r'));
            }
        }
        Span::new(start.min(stop), stop)
    }

    /// The byte offset of a position. A line past the end gives the text's end; a character past the line's end
    /// gives the line's end, before its line break; a position inside a character gives the character's start.
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> u32 {
        let line = self.line_range(text, position.line);
        if self.is_ascii(position.line) {
            return line.start + position.character.min(line.len());
        }
        let is_before = |mark: &Mark| {
            mark.line < position.line
                || mark.line == position.line && mark.units(encoding, line.start) <= position.character
        };
        let from = self.mark_at(self.marks.partition_point(is_before), position.line, line);
        let mut offset = from.offset;
        let mut units = from.units(encoding, line.start);
        for character in text.get(offset as usize..line.end as usize).unwrap_or_default().chars() {
            units += encoding.width(character);
            if units > position.character {
                break;
            }
            offset += character.len_utf8() as u32;
        }
        offset
    }

    /// The position of a byte offset. An offset inside a character counts as the character's start, one past the end
    /// as the end, and one between `\r` and `\n` as the end of the line before them: there is no position in between.
    pub fn position(&self, text: &str, offset: u32, encoding: Encoding) -> Position {
        let offset = offset.min(text.len() as u32);
        let line = self.line(offset);
        let range = self.line_range(text, line);
        let offset = offset.min(range.end).max(range.start);
        if self.is_ascii(line) {
            return Position::new(line, offset - range.start);
        }
        let from = self.mark_at(self.marks.partition_point(|mark| mark.offset <= offset), line, range);
        let mut character = from.units(encoding, range.start);
        let mut at = from.offset;
        for each in text.get(at as usize..range.end as usize).unwrap_or_default().chars() {
            at += each.len_utf8() as u32;
            if at > offset {
                break;
            }
            character += encoding.width(each);
        }
        Position::new(line, character)
    }

    /// Line and column as terminals and CI logs show them: both 1-based, the column in Unicode scalar values.
    pub fn line_column(&self, text: &str, offset: u32) -> (u32, u32) {
        let position = self.position(text, offset, Encoding::Utf32);
        (position.line + 1, position.character + 1)
    }

    /// The mark before index `after` if it is on `line`, else the line's start.
    fn mark_at(&self, after: usize, line: u32, range: Span) -> Mark {
        let before = after.checked_sub(1).and_then(|at| self.marks.get(at)).copied();
        let fits = |mark: &Mark| mark.line == line && range.start <= mark.offset && mark.offset <= range.end;
        before.filter(fits).unwrap_or(Mark { line, offset: range.start, utf16: 0, scalars: 0 })
    }

    fn is_ascii(&self, line: u32) -> bool {
        self.wide.binary_search(&line).is_err()
    }
}

/// Whether the byte at `at` is the last of a line end.
fn ends_line(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    }
}

/// Adds the marks of a long line.
fn mark(text: &str, line: u32, range: Span, marks: &mut Vec<Mark>) {
    let mut at = Mark { line, offset: range.start, utf16: 0, scalars: 0 };
    let mut next = range.start + STEP;
    for character in text.get(range.range()).unwrap_or_default().chars() {
        if at.offset >= next {
            marks.push(at);
            next = at.offset + STEP;
        }
        at.offset += character.len_utf8() as u32;
        at.utf16 += character.len_utf16() as u32;
        at.scalars += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn only_the_protocols_line_ends_count() {
        for (text, lines) in [
            ("", 1),
            ("a", 1),
            ("\n", 2),
            ("a\r\nb", 2),
            ("a\rb", 2),
            ("a\r", 2),
            ("\r\r\n\n\r", 5),
            ("a\u{2028}b\u{2029}c\u{85}d\u{b}e\u{c}f", 1),
            ("12345678\n1234567\r\n123456\r", 4),
        ] {
            assert_eq!(LineIndex::new(text).line_count(), lines, "{text:?}");
        }
    }

    #[test]
    fn line_ranges_leave_the_line_end_out() {
        let text = "ab\r\n\r\ncd\n\re";
        let index = LineIndex::new(text);
        let lines: Vec<&str> =
            (0..=index.line_count()).map(|line| &text[index.line_range(text, line).range()]).collect();
        assert_eq!(lines, ["ab", "", "cd", "", "e", ""]);
        assert_eq!(index.line_range(text, 99), Span::empty(text.len() as u32));
    }

    #[test]
    fn columns_follow_the_encoding() {
        let text = "é🙂x\nplain";
        let index = LineIndex::new(text);
        let before_x = "é🙂".len() as u32;
        for (encoding, column) in [(Encoding::Utf8, 6), (Encoding::Utf16, 3), (Encoding::Utf32, 2)] {
            assert_eq!(index.position(text, before_x, encoding), Position::new(0, column));
            assert_eq!(index.offset(text, Position::new(0, column), encoding), before_x);
        }
        assert_eq!(index.offset(text, Position::new(0, 2), Encoding::Utf16), 2, "inside the surrogate pair");
        assert_eq!(
            index.offset(text, Position::new(0, 4), Encoding::Utf8),
            2,
            "inside the bytes of the emoji"
        );
        assert_eq!(index.position(text, 4, Encoding::Utf16), Position::new(0, 1), "offset inside the emoji");
        assert_eq!(index.line_column(text, before_x), (1, 3));
    }

    #[test]
    fn positions_out_of_range_are_clamped() {
        let text = "ab\r\nc";
        let index = LineIndex::new(text);
        for encoding in ALL {
            assert_eq!(index.offset(text, Position::new(0, 99), encoding), 2);
            assert_eq!(index.offset(text, Position::new(1, u32::MAX), encoding), 5);
            assert_eq!(index.offset(text, Position::new(2, 0), encoding), 5);
            assert_eq!(index.offset(text, Position::new(u32::MAX, 7), encoding), 5);
            assert_eq!(index.position(text, 3, encoding), Position::new(0, 2), "between CR and LF");
            assert_eq!(index.position(text, u32::MAX, encoding), Position::new(1, 1));
        }
    }

    #[test]
    fn an_index_of_another_text_does_not_panic() {
        let index = LineIndex::new("first 🙂\nsecond é\r\nthird");
        for text in ["", "é", "🙂🙂🙂🙂", "\n\n\n"] {
            for encoding in ALL {
                for at in 0..30 {
                    index.position(text, at, encoding);
                    index.offset(text, Position::new(at / 4, at), encoding);
                }
            }
        }
    }

    #[test]
    fn long_lines_are_counted_from_marks() {
        let long = "é🙂x漢".repeat(3000);
        let text = format!("short é\n{long}\nplain\n{long}🙂");
        let index = LineIndex::new(&text);
        assert!(index.marks.len() > 10);
        let mut line_start = 0;
        for (line, each) in text.split('\n').enumerate() {
            for encoding in ALL {
                let mut units = 0;
                for (at, character) in each.char_indices() {
                    let (offset, position) = ((line_start + at) as u32, Position::new(line as u32, units));
                    assert_eq!(index.position(&text, offset, encoding), position);
                    assert_eq!(index.offset(&text, position, encoding), offset);
                    units += encoding.width(character);
                }
            }
            line_start += each.len() + 1;
        }
    }
}
