//! What comes of a step.

use std::ops::ControlFlow;

use connector::FileRole;
use syntax::{Span, TextEdit};

/// What a step changes, or why it does not apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// The step can be taken.
    Ready {
        /// The files that change, each once, with at least one edit. The edits of a file are in order and do not
        /// overlap; their spans are bytes of the text that the plan was made from.
        edits: Vec<(FileRole, Vec<TextEdit>)>,
        /// What the author should know besides.
        notes: Vec<Note>,
    },
    /// The step does not apply now.
    Refused {
        /// Why, and what to do about it: one or two sentences.
        reason: String,
    },
}

/// Something that a step leaves to its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is: one or two sentences.
    pub message: String,
    /// The place it is about, in bytes of the text before the step.
    pub place: Option<(FileRole, Span)>,
}

/// Why a step does not apply.
pub(super) struct Refusal(String);

/// What a part of planning gives, unless the step is refused on the way.
pub(super) type Outcome<T> = ControlFlow<Refusal, T>;

/// Refuses the step.
pub(super) fn refuse<T>(reason: impl Into<String>) -> Outcome<T> {
    ControlFlow::Break(Refusal(reason.into()))
}

/// A plan in the making.
#[derive(Default)]
pub(super) struct Draft {
    edits: Vec<(FileRole, Vec<TextEdit>)>,
    notes: Vec<Note>,
}

impl Draft {
    /// Adds all edits of one file.
    pub(super) fn add(&mut self, role: FileRole, edits: Vec<TextEdit>) {
        if !edits.is_empty() {
            self.edits.push((role, edits));
        }
    }

    /// Tells the author something about the definition.
    pub(super) fn note(&mut self, message: impl Into<String>, span: Option<Span>) {
        self.note_in(FileRole::Definition, message, span);
    }

    /// Tells the author something about a file.
    pub(super) fn note_in(&mut self, role: FileRole, message: impl Into<String>, span: Option<Span>) {
        self.notes.push(Note { message: message.into(), place: span.map(|span| (role, span)) });
    }

    /// The draft if it changes something, else a refusal with this reason.
    pub(super) fn unless_empty(self, reason: impl Into<String>) -> Outcome<Self> {
        if self.edits.is_empty() { refuse(reason) } else { ControlFlow::Continue(self) }
    }
}

impl Plan {
    pub(super) fn of(outcome: Outcome<Draft>) -> Self {
        match outcome {
            ControlFlow::Continue(Draft { mut edits, notes }) => {
                edits.sort_by_key(|(role, _)| *role);
                Self::Ready { edits, notes }
            }
            ControlFlow::Break(Refusal(reason)) => Self::Refused { reason },
        }
    }

    /// Why the step does not apply; `None` if it does.
    pub fn refusal(&self) -> Option<&str> {
        match self {
            Self::Ready { .. } => None,
            Self::Refused { reason } => Some(reason),
        }
    }
}
