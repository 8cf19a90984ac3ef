//! Two lists of edits as one.

use super::TextEdit;
use crate::Span;

/// A piece of the text between the two lists of edits.
enum Piece<'e> {
    /// Bytes of the old text.
    Kept(Span),
    /// Bytes that an edit of the first list has written in the place of a span of the old text.
    Written(Span, &'e str),
}

impl Piece<'_> {
    fn len(&self) -> u32 {
        match self {
            Self::Kept(span) => span.len(),
            Self::Written(_, text) => text.len() as u32,
        }
    }

    /// Where it ends in the old text.
    fn end(&self) -> u32 {
        let (Self::Kept(span) | Self::Written(span, _)) = self;
        span.end
    }

    /// Parts the piece behind its first `at` bytes.
    fn split(self, at: u32) -> (Self, Self) {
        match self {
            Self::Kept(Span { start, end }) => {
                (Self::Kept(Span::new(start, start + at)), Self::Kept(Span::new(start + at, end)))
            }
            Self::Written(span, text) => {
                let (before, after) = text.split_at(at as usize);
                (Self::Written(span, before), Self::Written(Span::empty(span.end), after))
            }
        }
    }
}

/// The edits of a text that come to the same as `first` and then `second`, whose spans are about the text after
/// `first`. Both lists are in order and do not overlap, and neither do the result's edits.
pub fn composed(first: &[TextEdit], second: &[TextEdit]) -> Vec<TextEdit> {
    let mut pieces = Vec::with_capacity(2 * first.len() + 1);
    let mut done = 0;
    for edit in first {
        pieces.push(Piece::Kept(Span::new(done, edit.span.start)));
        pieces.push(Piece::Written(edit.span, &edit.text));
        done = edit.span.end;
    }
    // Where the old text ends does not matter.
    pieces.push(Piece::Kept(Span::new(done, u32::MAX)));
    pieces.reverse();

    let mut out = Vec::with_capacity(first.len() + second.len());
    let mut at = 0;
    let mut last = 0;
    for edit in second {
        for piece in take(&mut pieces, edit.span.start - at) {
            last = keep(&piece, &mut out);
        }
        // The pieces cover the old text without a gap.
        let gone = take(&mut pieces, edit.span.len());
        let end = gone.last().map_or(last, Piece::end);
        add(&mut out, Span::new(last, end), &edit.text);
        last = end;
        at = edit.span.end;
    }
    while let Some(piece) = pieces.pop() {
        keep(&piece, &mut out);
    }
    out
}

/// Lets a piece stay, and gives its end in the old text.
fn keep(piece: &Piece<'_>, out: &mut Vec<TextEdit>) -> u32 {
    if let Piece::Written(span, text) = piece {
        add(out, *span, text);
    }
    piece.end()
}

/// Adds an edit, as one with the last if they touch.
fn add(out: &mut Vec<TextEdit>, span: Span, text: &str) {
    match out.last_mut() {
        Some(last) if last.span.end == span.start => {
            last.span.end = span.end;
            last.text.push_str(text);
        }
        _ => out.push(TextEdit::new(span, text)),
    }
}

/// Takes so many bytes off the end of a list that is in reverse order, in order.
fn take<'e>(pieces: &mut Vec<Piece<'e>>, mut count: u32) -> Vec<Piece<'e>> {
    let mut taken = Vec::new();
    while count > 0
        && let Some(piece) = pieces.pop()
    {
        if piece.len() <= count {
            count -= piece.len();
            taken.push(piece);
        } else {
            let (before, after) = piece.split(count);
            taken.push(before);
            pieces.push(after);
            count = 0;
        }
    }
    taken
}
