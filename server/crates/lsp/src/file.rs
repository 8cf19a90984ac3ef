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
}

impl File {
    /// Reads the text of a file with this role.
    pub(crate) fn new(role: FileRole, decoded: Decoded) -> Self {
        let lines = LineIndex::new(&decoded.text);
        Self { role, part: Part::new(role, decoded.text), not_utf8: decoded.invalid, lines }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        self.part.text()
    }

    /// The byte offset of a position, clamped into the text.
    pub(crate) fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        self.lines.offset(self.text(), position, encoding)
    }

    /// The position of a byte offset.
    pub(crate) fn position(&self, offset: u32, encoding: Encoding) -> Position {
        self.lines.position(self.text(), offset, encoding)
    }
}

/// The text of an open document as a file's.
pub(crate) fn decoded(text: String) -> Decoded {
    Decoded {
        byte_order_mark: syntax::decode::has_byte_order_mark(&text),
        text,
        invalid: Vec::new(),
        encoding: syntax::decode::SourceEncoding::Utf8,
    }
}
