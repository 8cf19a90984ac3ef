//! One file of a connector, read: shared between runs as long as its text is the same.

use connector::{FileRole, Part};
use syntax::{Decoded, Encoding, LineIndex, Position, Span};

/// The model of a file and where its lines start.
#[derive(Debug)]
pub(crate) struct File {
    /// What it is to its connector.
    pub(crate) role: FileRole,
    /// Its model, which holds its text.
    pub(crate) part: Part,
    /// Where its bytes are no UTF-8. Empty for an open document: the editor has decoded it.
    pub(crate) not_utf8: Vec<Span>,
    lines: LineIndex,
    /// Whether the text begins with a byte order mark that no editor counts: it takes the mark off when it opens the
    /// file.
    hides_mark: bool,
}

impl File {
    /// Reads the text of an open document as a file with this role.
    pub(crate) fn in_editor(role: FileRole, text: String) -> Self {
        let lines = LineIndex::new(&text);
        Self { role, part: Part::new(role, text), not_utf8: Vec::new(), lines, hides_mark: false }
    }

    /// Reads what stands on disk as a file with this role.
    pub(crate) fn on_disk(role: FileRole, decoded: Decoded) -> Self {
        let hides_mark = decoded.text.starts_with(MARK);
        Self { not_utf8: decoded.invalid, hides_mark, ..Self::in_editor(role, decoded.text) }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        self.part.text()
    }

    /// The byte offset of a position, clamped into the text.
    pub(crate) fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        let hidden = if position.line == 0 { self.hidden(encoding) } else { 0 };
        let character = position.character.saturating_add(hidden);
        self.lines.offset(self.text(), Position { character, ..position }, encoding)
    }

    /// The position of a byte offset.
    pub(crate) fn position(&self, offset: u32, encoding: Encoding) -> Position {
        let position = self.lines.position(self.text(), offset, encoding);
        let hidden = if position.line == 0 { self.hidden(encoding) } else { 0 };
        Position { character: position.character.saturating_sub(hidden), ..position }
    }

    /// The columns of the first line that the editor does not count.
    fn hidden(&self, encoding: Encoding) -> u32 {
        match encoding {
            _ if !self.hides_mark => 0,
            Encoding::Utf8 => MARK.len_utf8() as u32,
            Encoding::Utf16 | Encoding::Utf32 => 1,
        }
    }
}

/// The byte order mark.
const MARK: char = '\u{FEFF}';
