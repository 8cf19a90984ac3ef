//! One file of a connector, read: shared between runs as long as its text is the same.

use std::sync::{Arc, OnceLock, Weak};

use connector::{FileRole, Part};
use syntax::{Decoded, Delta, Encoding, LineIndex, Position, Span, TextEdit};

/// The model of a file and where its lines start.
#[derive(Debug)]
pub(crate) struct File {
    /// What it is to its connector.
    pub(crate) role: FileRole,
    /// Its model, which holds its text.
    pub(crate) part: Part,
    /// Where its bytes are no UTF-8. Empty for an open document: the editor has decoded it.
    pub(crate) not_utf8: Vec<Span>,
    /// The file that this one was made of, as long as somebody still has it, and what has changed.
    before: Option<(Weak<Self>, Delta)>,
    /// Where the lines of a script start; other files have a tree that knows.
    lines: OnceLock<LineIndex>,
    /// Whether the text begins with a byte order mark that no editor counts: it takes the mark off when it opens the
    /// file.
    pub(crate) hides_mark: bool,
}

impl File {
    /// Reads the text of an open document as a file with this role.
    pub(crate) fn in_editor(role: FileRole, text: String) -> Self {
        Self::of_part(role, Part::new(role, text))
    }

    fn of_part(role: FileRole, part: Part) -> Self {
        let lines = OnceLock::new();
        Self { role, part, not_utf8: Vec::new(), before: None, lines, hides_mark: false }
    }

    /// The file after an edit in the editor: only what the edit touches is read. `None` for a script.
    pub(crate) fn edited(self: &Arc<Self>, edit: &TextEdit) -> Option<Self> {
        let edited = self.part.document()?.tree().edited(edit);
        let part = self.part.edited(Arc::new(edited.tree), &edited.delta);
        let before = Some((Arc::downgrade(self), edited.delta));
        Some(Self { before, ..Self::of_part(self.role, part) })
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

    /// What has changed since `known`, another file of the same role. `None` for scripts, which have no tree.
    pub(crate) fn since(&self, known: &Arc<Self>) -> Option<Delta> {
        match &self.before {
            Some((before, delta)) if before.as_ptr() == Arc::as_ptr(known) => Some(*delta),
            _ => Some(Delta::between(known.part.document()?.tree(), self.part.document()?.tree())),
        }
    }

    /// How many lines the text has.
    pub(crate) fn line_count(&self) -> u32 {
        self.lines().line_count()
    }

    /// The bytes of the lines that an edit has touched, up to the last one's line end; all that follows too if the number of
    /// lines is another than before. Everything outside of them stands in the line and column where it stood.
    pub(crate) fn lines_of_edit(&self, delta: &Delta, lines_before: u32) -> Span {
        let lines = self.lines();
        // A line end right before the edit may be part of another one now.
        let first = lines.line(delta.edit.start.saturating_sub(1));
        let last = lines.line(delta.edit.start + delta.new_len);
        let start = lines.line_range(self.text(), first).start;
        if lines.line_count() != lines_before || last + 1 >= lines_before {
            return Span::new(start, u32::MAX);
        }
        Span::new(start, lines.line_range(self.text(), last + 1).start - 1)
    }

    fn lines(&self) -> &LineIndex {
        match self.part.document() {
            Some(document) => document.tree().lines(),
            None => self.lines.get_or_init(|| LineIndex::new(self.text())),
        }
    }

    /// The byte offset of a position, clamped into the text.
    pub(crate) fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        let hidden = if position.line == 0 { self.hidden(encoding) } else { 0 };
        let character = position.character.saturating_add(hidden);
        self.lines().offset(self.text(), Position { character, ..position }, encoding)
    }

    /// The position of a byte offset.
    pub(crate) fn position(&self, offset: u32, encoding: Encoding) -> Position {
        let position = self.lines().position(self.text(), offset, encoding);
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
