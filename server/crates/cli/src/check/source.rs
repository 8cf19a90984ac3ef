//! Where in a file a finding stands, counted as readers count.

use std::cell::OnceCell;

use syntax::Span;

use super::lines::Lines;
use crate::workspace::Original;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Line of the first character, 1-based.
    pub(crate) line: u32,
    /// Its column, 1-based, in Unicode scalar values. A byte order mark is not counted: editors do not show it.
    pub(crate) column: u32,
    /// Line of the character after the last one, 1-based.
    pub(crate) end_line: u32,
    /// Its column.
    pub(crate) end_column: u32,
    /// Offset of the first byte in the file as it is on the disk.
    pub(crate) start: u32,
    /// Offset after the last byte.
    pub(crate) end: u32,
}

/// A file's text, and how to count in it.
#[derive(Debug)]
pub(crate) struct Source<'t> {
    /// Its path as it is shown.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: &'t str,
    original: Option<Original>,
    lines: OnceCell<Lines>,
    marks: OnceCell<Vec<Mark>>,
}

/// What stands before every [`STEP`]th byte of the text, for offsets in characters and in files that are UTF-16; columns
/// are those of [`Lines`]. Counting from the start for each of thousands of findings would take forever.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    /// Unicode scalar values.
    characters: u32,
    /// Code units of UTF-16.
    units: u32,
}

const STEP: usize = 4096;
const BYTE_ORDER_MARK: char = '\u{FEFF}';

impl<'t> Source<'t> {
    pub(crate) fn new(path: String, text: &'t str, original: Option<Original>) -> Self {
        Self { path, text, original, lines: OnceCell::new(), marks: OnceCell::new() }
    }

    /// The lines of the text.
    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(self.text))
    }

    /// The line around an offset: its 1-based number, and its bytes without the line end.
    pub(crate) fn line(&self, offset: u32) -> (u32, Span) {
        (self.lines().line_column(self.text, offset).0, self.lines().range(self.text, offset))
    }

    /// Where a span of the text stands in the file.
    pub(crate) fn place(&self, span: Span) -> Place {
        let (line, column) = self.line_column(span.start);
        let (end_line, end_column) = self.line_column(span.end.max(span.start));
        let (start, end) = (self.in_file(span.start), self.in_file(span.end.max(span.start)));
        Place { line, column, end_line, end_column, start, end }
    }

    /// The number of characters before `offset`, a byte order mark not counted.
    pub(crate) fn characters_before(&self, offset: u32) -> u32 {
        self.count(offset).characters.saturating_sub(u32::from(self.has_mark()))
    }

    fn has_mark(&self) -> bool {
        self.text.starts_with(BYTE_ORDER_MARK)
    }

    fn line_column(&self, offset: u32) -> (u32, u32) {
        let (line, column) = self.lines().line_column(self.text, offset);
        let mark = u32::from(line == 1 && self.has_mark());
        (line, column.saturating_sub(mark).max(1))
    }

    /// The offset in the file of an offset in the text.
    fn in_file(&self, offset: u32) -> u32 {
        match &self.original {
            None => offset,
            Some(Original::Utf16) => self.count(offset).units * 2,
            Some(Original::Damaged(breaks)) => {
                let at = breaks.partition_point(|(in_text, _)| *in_text <= offset);
                let (in_text, in_file) = at.checked_sub(1).map_or((0, 0), |at| breaks[at]);
                in_file + (offset - in_text)
            }
        }
    }

    /// What stands before `offset`; inside a character: before that one.
    fn count(&self, offset: u32) -> Mark {
        let offset = (offset as usize).min(self.text.len());
        let number = offset / STEP;
        let mark = self.marks.get_or_init(|| marks(self.text))[number];
        let from = boundary_from(self.text, number * STEP);
        let to = boundary_before(self.text, offset);
        mark.and(self.text.get(from..to).unwrap_or_default())
    }
}

impl Mark {
    fn and(self, text: &str) -> Self {
        let characters = text.chars().count() as u32;
        // Only characters of four bytes take two units.
        let wide = text.bytes().filter(|byte| *byte >= 0xF0).count() as u32;
        Self { characters: self.characters + characters, units: self.units + characters + wide }
    }
}

/// The first character boundary at or after `offset`.
fn boundary_from(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// The last character boundary at or before `offset`.
fn boundary_before(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn marks(text: &str) -> Vec<Mark> {
    let mut marks = vec![Mark::default()];
    let mut from = 0;
    let mut last = Mark::default();
    while marks.len() * STEP <= text.len() {
        let to = boundary_from(text, marks.len() * STEP);
        last = last.and(&text[from..to]);
        marks.push(last);
        from = to;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, part: &str, original: Option<Original>) -> Place {
        let start = text.find(part).unwrap() as u32;
        Source::new(String::new(), text, original).place(Span::new(start, start + part.len() as u32))
    }

    #[test]
    fn columns_are_characters_and_offsets_are_bytes() {
        let found = place("a\r\n\"é🙂\": x\r\n", "x", None);
        assert_eq!(found, Place { line: 2, column: 7, end_line: 2, end_column: 8, start: 13, end: 14 });
    }

    #[test]
    fn a_byte_order_mark_is_in_the_offsets_only() {
        let found = place("\u{FEFF}{x\n{y", "x", None);
        assert_eq!((found.line, found.column, found.start), (1, 2, 4));
        assert_eq!(place("\u{FEFF}{x\n{y", "y", None).column, 2);
        let mark = place("\u{FEFF}{", "\u{FEFF}", None);
        assert_eq!((mark.column, mark.end_column, mark.start, mark.end), (1, 1, 0, 3));
        let source = Source::new(String::new(), "\u{FEFF}éx", None);
        assert_eq!([0, 3, 5, 6].map(|at| source.characters_before(at)), [0, 0, 1, 2]);
    }

    #[test]
    fn offsets_are_those_of_the_file() {
        // A file with the bytes `é E9 x F0 9F y`.
        let text = "é\u{FFFD}x\u{FFFD}y";
        let damaged = || Some(Original::Damaged(vec![(5, 3), (9, 6)]));
        assert_eq!(place(text, "x", damaged()).start, 3);
        assert_eq!(place(text, "y", damaged()).start, 6);
        assert_eq!(place(text, "\u{FFFD}", damaged()).start, 2);
        let utf16 = place("\u{FEFF}é🙂x", "x", Some(Original::Utf16));
        assert_eq!((utf16.start, utf16.end, utf16.column), (8, 10, 3));
    }

    #[test]
    fn counting_in_long_lines_is_exact() {
        for unit in ["a", "é", "🙂", "€a"] {
            let text = unit.repeat(10_000);
            let source = Source::new(String::new(), &text, None);
            for at in (0..text.len()).step_by(977).chain([text.len(), STEP, STEP - 1, STEP + 1]) {
                let at = boundary_before(&text, at);
                let counted = text[..at].chars().count() as u32;
                assert_eq!(source.characters_before(at as u32), counted, "{unit} {at}");
                assert_eq!(source.count(at as u32).units, text[..at].encode_utf16().count() as u32);
            }
        }
        let exact = "x".repeat(STEP * 2);
        assert_eq!(
            Source::new(String::new(), &exact, None).characters_before(STEP as u32 * 2),
            STEP as u32 * 2
        );
    }
}
