//! The tolerant parser: any text to a [`Tree`], in linear time, without recursion.
//!
//! A valid text needs one pass. When that pass finds a structural error (a bracket or quote too many or too few), a
//! second pass reads the same text trusting its indentation: authors nearly always see a well-indented document, so a
//! key that stands at or left of its opener's line closes the container, whatever the brackets say. The reading with
//! fewer errors wins.
//!
//! Recovery rules, in the order of how much text they save:
//! - a string ends at its line's end;
//! - a string followed by `:` on a new line is the next key, not a missing value;
//! - a key inside an array closes the array (or, by indentation, begins an object whose `{` is missing);
//! - closers that match nothing are reported and skipped.

mod again;
mod brackets;
mod earlier;
mod indentation;
mod lexer;
mod number;
mod pass;
mod plain;
mod scan;
mod take;

use std::sync::OnceLock;

use crate::edit::Habits;
use crate::error::{ErrorKind, SyntaxError};
use crate::spare::Heritage;
use crate::tree::{Span, Tree};
use earlier::Earlier;
use pass::{Pass, Trust};

/// Containers nested deeper than this are kept as one node without children, and reported once.
pub const MAX_DEPTH: usize = 512;

/// At most this many errors are kept; a last one says that there are more.
pub const MAX_ERRORS: usize = 100;

/// Parses `text`. Never fails: what is wrong stands in [`Tree::errors`].
///
/// Texts of 4 GiB and more are cut before that size; callers refuse such files when they read them.
pub fn parse(text: impl Into<String>) -> Tree {
    let mut text = text.into();
    if u32::try_from(text.len()).is_err() {
        let mut end = u32::MAX as usize - 1;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
    }
    read(text, None)
}

/// Parses a text of less than 4 GiB, with what is known of it as it was before.
fn read(text: String, earlier: Option<Earlier<'_>>) -> Tree {
    let mut best = Pass::new(&text, Trust::Brackets, earlier).run();
    if best.structural > 0 {
        let second = Pass::new(&text, Trust::Indentation, earlier).run();
        // Brackets are what is known to be off, so indentation is believed unless it makes things much worse, as it
        // does in a text that is not indented by its structure.
        if second.structural <= 3 * best.structural + 6 {
            best = second;
        }
    }
    let pass::Outcome { nodes, mut errors, total, .. } = best;
    errors.sort_by_key(|error| (error.span.start, error.span.end));
    if total > errors.len() {
        let end = text.len() as u32;
        errors.push(SyntaxError { kind: ErrorKind::TooMany, span: Span::empty(end), opened: None });
    }
    Tree {
        text,
        nodes,
        errors,
        habits: Habits::default(),
        names: OnceLock::new(),
        heritage: Heritage::default(),
    }
}
