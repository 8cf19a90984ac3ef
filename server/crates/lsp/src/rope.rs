//! Edits of clients on ropes.

use ropey::{Rope, RopeSlice};
use syntax::{Encoding, Position, Span, TextEdit};

/// One change of a `textDocument/didChange` notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// What is replaced; `None` is the whole text.
    pub(crate) range: Option<(Position, Position)>,
    /// What stands there afterwards.
    pub(crate) text: String,
}

/// What changes have come to since some earlier text: one of its spans was replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Replaced {
    /// The bytes of the earlier text that are gone.
    pub(crate) span: Span,
    /// How many bytes stand there now.
    pub(crate) new_len: u32,
}

impl Replaced {
    /// This and then `next`, which is about the text after this, as one: what lies between the two counts as replaced.
    pub(crate) fn and(self, next: Self) -> Self {
        let Span { start, end } = self.span;
        let new_end = start + self.new_len;
        let behind = next.span.end.saturating_sub(new_end);
        let span = Span::new(start.min(next.span.start), end + behind);
        let until = new_end.max(next.span.end) - next.span.len() + next.new_len;
        Self { span, new_len: until - span.start }
    }

    /// As an edit of the earlier text; `rope` is what it has become.
    pub(crate) fn edit(self, rope: &Rope) -> TextEdit {
        let start = self.span.start as usize;
        let text = rope.get_byte_slice(start..start + self.new_len as usize);
        TextEdit::new(self.span, text.map_or_else(String::new, |text| text.to_string()))
    }
}

/// Applies one change, and gives what it has replaced. Positions out of range are clamped as [`syntax::LineIndex::offset`] does, and an end before its
/// start is swapped with it, as VS Code's own text document does: a client's slip must not lose its whole text.
pub(crate) fn apply(rope: &mut Rope, change: &Change, encoding: Encoding) -> Replaced {
    let new_len = change.text.len() as u32;
    let Some((start, end)) = change.range else {
        let span = Span::new(0, rope.len_bytes() as u32);
        *rope = Rope::from_str(&change.text);
        return Replaced { span, new_len };
    };
    let (start, end) = (char_index(rope, start, encoding), char_index(rope, end, encoding));
    let (start, end) = (start.min(end), start.max(end));
    let span = Span::new(rope.char_to_byte(start) as u32, rope.char_to_byte(end) as u32);
    rope.remove(start..end);
    rope.insert(start, &change.text);
    Replaced { span, new_len }
}

/// The index in `char`s of a position.
fn char_index(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_chars();
    }
    let content = without_line_end(rope.line(line));
    let units = position.character as usize;
    let within = match encoding {
        Encoding::Utf8 => content.byte_to_char(units.min(content.len_bytes())),
        Encoding::Utf16 => content.utf16_cu_to_char(units.min(content.len_utf16_cu())),
        Encoding::Utf32 => units.min(content.len_chars()),
    };
    rope.line_to_char(line) + within
}

fn without_line_end(line: RopeSlice<'_>) -> RopeSlice<'_> {
    let mut end = line.len_chars();
    let mut tail = line.chars_at(end);
    match tail.prev() {
        Some('\n') => end -= if tail.prev() == Some('\r') { 2 } else { 1 },
        Some('\r') => end -= 1,
        _ => {}
    }
    line.slice(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, encoding: Encoding, from: (u32, u32), to: (u32, u32), insert: &str, expected: &str) {
        let mut rope = Rope::from_str(text);
        let range = Some((Position::new(from.0, from.1), Position::new(to.0, to.1)));
        apply(&mut rope, &Change { range, text: insert.to_owned() }, encoding);
        assert_eq!(rope.to_string(), expected);
    }

    #[test]
    fn counts_in_the_negotiated_units() {
        check("🙂é x", Encoding::Utf8, (0, 6), (0, 7), "", "🙂éx");
        check("🙂é x", Encoding::Utf16, (0, 3), (0, 4), "", "🙂éx");
        check("🙂é x", Encoding::Utf32, (0, 2), (0, 3), "", "🙂éx");
    }

    #[test]
    fn clamps_what_is_out_of_range() {
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            check("a\r\nb", encoding, (0, 99), (0, 99), "!", "a!\r\nb");
            check("a\rb\n", encoding, (0, 99), (1, 0), "", "ab\n");
            check("a", encoding, (7, 7), (8, 8), "!", "a!");
            check("", encoding, (0, 5), (5, 0), "!", "!");
            check("abc", encoding, (0, 2), (0, 1), "-", "a-c");
            check("a\u{2028}b", encoding, (1, 0), (1, 0), "!", "a\u{2028}b!");
        }
        check("🙂x", Encoding::Utf16, (0, 1), (0, 1), "!", "!🙂x");
        check("🙂x", Encoding::Utf8, (0, 3), (0, 3), "!", "!🙂x");
    }

    #[test]
    fn a_change_without_range_is_the_whole_text() {
        let mut rope = Rope::from_str("old");
        apply(&mut rope, &Change { range: None, text: "new\n".to_owned() }, Encoding::Utf16);
        assert_eq!(rope.to_string(), "new\n");
    }

    /// A hundred thousand moments of editing with one or several cursors each: emoji, every line end, characters that
    /// look like one, positions out of range and within characters. The model is a plain string, walked character by
    /// character.
    #[test]
    fn random_edits_leave_the_rope_equal_to_a_plain_string() {
        const EDITS: usize = 100_000;
        let mut edits = 0;
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32].into_iter().cycle() {
            let mut rng = fixture::Rng::new(edits as u64);
            let text = fixture::random_text(&mut rng, 200);
            let mut rope = Rope::from_str(&text);
            let mut model = fixture::EditorModel::new(text);
            for _ in 0..500 {
                let before = model.text().to_owned();
                let mut replaced: Option<Replaced> = None;
                for change in fixture::random_changes(&mut rng, model.text()) {
                    model.apply(&change, encoding);
                    let next = apply(&mut rope, &Change { range: change.range, text: change.text }, encoding);
                    replaced = Some(replaced.map_or(next, |replaced| replaced.and(next)));
                }
                let mut replayed = before;
                if let Some(edit) = replaced.map(|replaced| replaced.edit(&rope)) {
                    replayed.replace_range(edit.span.range(), &edit.text);
                }
                assert_eq!(replayed, model.text(), "all changes of a moment as one edit");
                assert!(rope == model.text(), "{encoding:?}, after {edits} edits: {:?}", model.text());
                edits += 1;
            }
            if edits >= EDITS {
                break;
            }
        }
        assert!(edits >= EDITS);
    }
}
