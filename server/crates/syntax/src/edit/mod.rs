//! Edits of JSON text that keep every byte they are not about.
//!
//! [`JsonEditor`] collects wishes ("insert this member", "remove that item") on a [`crate::Tree`] and turns them into
//! the fewest [`TextEdit`]s. New text follows the [`Style`] that the document already has. Nothing that stays is laid
//! out anew.
//!
//! - [`style`]: how a document is written: indentation, line ends, blanks
//! - [`layout`]: value text in that style
//! - `editor`: what can be wished for
//! - `resolve`: from all wishes to edits
//! - `container`: all wishes about one object or array, resolved together so that commas and lines come out right
//! - [`composed`]: two lists of edits, one after the other, as one
//! - `gap`: what stands between two children
//! - `effort`: how much of a text an editor looks at, counted in tests

mod compose;
mod container;
mod editor;
mod effort;
mod gap;
mod habits;
pub mod layout;
mod resolve;
pub mod style;

pub use compose::composed;
pub use editor::{JsonEditor, Placement, Value};
pub(crate) use habits::Habits;
pub use layout::{indent_value, quote};
pub use style::{Indent, Style};

use crate::tree::Span;

/// One replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TextEdit {
    /// The bytes to replace. Empty: an insertion.
    pub span: Span,
    /// What takes their place. Empty: a removal.
    pub text: String,
}

impl TextEdit {
    /// Replaces the bytes of `span` by `text`.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Inserts `text` before the byte `offset`.
    pub fn insert(offset: u32, text: impl Into<String>) -> Self {
        Self::new(Span::empty(offset), text)
    }

    /// Removes the bytes of `span`.
    pub fn delete(span: Span) -> Self {
        Self::new(span, "")
    }
}

/// Applies edits to the text that their spans are about. Their order does not matter, but insertions at one place
/// come out in the order given, and before a replacement that starts there.
///
/// `None` if two edits overlap, or a span lies outside the text or cuts a character in two: applying some of the edits
/// would leave a text that nobody asked for.
pub fn apply(text: &str, edits: &[TextEdit]) -> Option<String> {
    let mut ordered: Vec<&TextEdit> = edits.iter().collect();
    ordered.sort_by_key(|edit| edit.span);
    let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = String::with_capacity(text.len() + grown);
    let mut done = 0;
    for edit in ordered {
        let span = edit.span.range();
        out.push_str(text.get(done..span.start)?);
        text.get(span.clone())?;
        out.push_str(&edit.text);
        done = span.end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

/// Puts edits in order, joins those that touch, and leaves out those that change nothing. Of two that overlap the
/// first stays: that only happens where the text is too damaged to know what stands where.
fn tidy(text: &str, mut edits: Vec<TextEdit>) -> Vec<TextEdit> {
    edits.sort_by_key(|edit| edit.span);
    let mut out: Vec<TextEdit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match out.last_mut() {
            Some(last) if edit.span.start < last.span.end => {}
            Some(last) if edit.span.start == last.span.end => {
                last.span.end = edit.span.end;
                last.text.push_str(&edit.text);
            }
            _ => out.push(edit),
        }
    }
    out.retain(|edit| text.get(edit.span.range()).is_some_and(|old| old != edit.text));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: u32, end: u32, text: &str) -> TextEdit {
        TextEdit::new(Span::new(start, end), text)
    }

    #[test]
    fn edits_are_applied_in_any_order() {
        let edits = [edit(4, 5, "E"), TextEdit::insert(0, "<"), edit(1, 3, ""), TextEdit::insert(5, ">")];
        assert_eq!(apply("abcde", &edits).as_deref(), Some("<adE>"));
    }

    #[test]
    fn insertions_at_one_place_keep_their_order_and_precede_a_replacement() {
        let edits = [edit(1, 2, "X"), TextEdit::insert(1, "1"), TextEdit::insert(1, "2")];
        assert_eq!(apply("abc", &edits).as_deref(), Some("a12Xc"));
    }

    #[test]
    fn edits_that_make_no_sense_are_refused() {
        assert_eq!(apply("abc", &[edit(0, 2, ""), edit(1, 3, "")]), None);
        assert_eq!(apply("abc", &[edit(0, 2, ""), TextEdit::insert(1, "x")]), None);
        assert_eq!(apply("abc", &[edit(2, 4, "")]), None);
        assert_eq!(apply("aé", &[TextEdit::insert(2, "x")]), None);
        assert_eq!(apply("abc", &[edit(2, 1, "")]), None);
    }

    #[test]
    fn tidied_edits_are_few() {
        let edits =
            vec![edit(2, 3, ""), TextEdit::insert(2, ","), edit(3, 4, "d"), edit(0, 1, "a"), edit(3, 5, "")];
        assert_eq!(tidy("abcde", edits), [edit(2, 4, ",d")]);
    }
}
