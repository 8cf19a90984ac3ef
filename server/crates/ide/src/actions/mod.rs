//! Code actions: what can be changed at a place, and the edits that do it.
//!
//! - `kind`: the hierarchy of kinds by which editors ask and users bind keys
//! - `place`: the operation that a place in any file is about
//! - `lifecycle`: the steps of an operation's life

mod kind;
mod lifecycle;
mod place;

use connector::FileRole;
pub use evolution::lifecycle::Note;
use syntax::{Span, TextEdit};

pub use kind::{Wanted, kinds};
pub use lifecycle::{step, step_called};

use crate::view::View;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The file.
    pub file: FileRole,
    /// What is selected in it, in bytes; empty at a cursor.
    pub span: Span,
    /// The kinds of action that are wanted.
    pub wanted: Wanted<'a>,
}

/// Something that can be done, or that cannot be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does, as a menu entry.
    pub title: String,
    /// Its kind, one of [`kinds`].
    pub kind: String,
    /// What comes of it.
    pub outcome: Outcome,
    /// Whether it is the best of those that solve the same.
    pub is_preferred: bool,
    /// What it leaves to the author.
    pub notes: Vec<Note>,
}

/// What comes of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The edits of each file that changes, in bytes of its text as the view has it. They are in order and do not
    /// overlap.
    Edits(Vec<(FileRole, Vec<TextEdit>)>),
    /// It does not apply now.
    Refused {
        /// Why, and what to do about it.
        reason: String,
    },
}

/// What can be done at a place, the best first. Actions that do not apply now are among them.
pub fn actions(view: View<'_>, request: &Request<'_>) -> Vec<Action> {
    lifecycle::at(view, request)
}
