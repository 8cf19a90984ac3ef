//! White space at the start and the end of lines.

use syntax::{Span, TextEdit};

/// A correction of the blanks of every line of a file. Its edits are computed when someone asks for them: a large file
/// can have tens of thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blanks {
    /// Tabs in the indentation become four spaces each.
    SpacesForTabs,
    /// Blanks at the end of lines go.
    Trimmed,
}

/// What a tab becomes: Microsoft's coding standards ask for four spaces.
const FOUR_SPACES: &str = "    ";

/// How many bytes are looked at before the first answer.
const CHUNK: usize = 4096;

impl Blanks {
    /// Whether `text` may have such places; `false` is certain. Most files have none, which is seen much faster than
    /// their lines are.
    pub fn may_occur(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        match self {
            Self::SpacesForTabs => memchr::memchr(b'\t', bytes).is_some(),
            // Without branches between them, many bytes are compared at once.
            Self::Trimmed => {
                let ends = |found, (&one, &next): (&u8, &u8)| {
                    let is_end = u8::from(next == b'\n') | u8::from(next == b'\r');
                    found | (u8::from(one == b' ') | u8::from(one == b'\t')) & is_end
                };
                let next = bytes.get(1..).unwrap_or_default();
                let mut chunks = bytes.chunks(CHUNK).zip(next.chunks(CHUNK));
                bytes.last().is_some_and(|&last| is_blank(last))
                    || chunks.any(|(bytes, next)| bytes.iter().zip(next).fold(0, ends) != 0)
            }
        }
    }

    /// The places in `text` that need correction: the tabbed indentation, or the blanks before a line end.
    pub fn spans(self, text: &str) -> impl Iterator<Item = Span> {
        let mut start = 0;
        let bytes = text.as_bytes();
        let line_ends = memchr::memchr_iter(b'\n', bytes).map(|at| at + 1);
        line_ends.chain(std::iter::once(bytes.len())).filter_map(move |next| {
            let at = start;
            start = next;
            let line = &bytes[at..next];
            // Most lines are told by how they begin.
            if self == Self::SpacesForTabs {
                let mut indentation = line.iter().take_while(|byte| is_blank(**byte));
                if !indentation.any(|byte| *byte == b'\t') {
                    return None;
                }
            }
            let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
            let line = &line[..line.iter().rposition(|byte| !is_end(byte)).map_or(0, |last| last + 1)];
            let (from, to) = match self {
                Self::SpacesForTabs => {
                    // On a line of blanks nothing is indented: they are at the line's end.
                    let indentation = line.iter().position(|&byte| !is_blank(byte))?;
                    if !line[..indentation].contains(&b'\t') {
                        return None;
                    }
                    (0, indentation)
                }
                Self::Trimmed => {
                    let trimmed = line.iter().rposition(|&byte| !is_blank(byte)).map_or(0, |last| last + 1);
                    if trimmed == line.len() {
                        return None;
                    }
                    (trimmed, line.len())
                }
            };
            Some(Span::new((at + from) as u32, (at + to) as u32))
        })
    }

    /// The edits that correct `text`, in order.
    pub fn edits(self, text: &str) -> impl Iterator<Item = TextEdit> {
        self.spans(text).map(move |span| match self {
            Self::SpacesForTabs => TextEdit::new(span, text[span.range()].replace('\t', FOUR_SPACES)),
            Self::Trimmed => TextEdit::delete(span),
        })
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrected(text: &str, blanks: Blanks) -> String {
        let edits: Vec<TextEdit> = blanks.edits(text).collect();
        syntax::edit::apply(text, &edits).unwrap()
    }

    #[test]
    fn tabs_in_the_indentation_become_spaces() {
        let text = "{\r\n\t\"a\":\t[\n \t1]}\n\t\n";
        assert_eq!(corrected(text, Blanks::SpacesForTabs), "{\r\n    \"a\":\t[\n     1]}\n\t\n");
    }

    #[test]
    fn texts_without_such_places_are_told_at_once() {
        for text in ["", " ", "{ \n}", "{\t\r\n}", "{\n} ", "{\n\t}", "\t", "{ }\n"] {
            for blanks in [Blanks::Trimmed, Blanks::SpacesForTabs] {
                let has_some = blanks.spans(text).next().is_some();
                assert!(blanks.may_occur(text) || !has_some, "{text:?} {blanks:?}");
            }
            let is_trimmed = Blanks::Trimmed.spans(text).next().is_none();
            assert_eq!(Blanks::Trimmed.may_occur(text), !is_trimmed, "{text:?}");
        }
    }

    #[test]
    fn blanks_at_line_ends_go() {
        assert_eq!(corrected("{ \t\r\n  \n\"a\": 1} ", Blanks::Trimmed), "{\r\n\n\"a\": 1}");
        assert_eq!(Blanks::Trimmed.edits("{\n}\n").count(), 0);
    }
}
