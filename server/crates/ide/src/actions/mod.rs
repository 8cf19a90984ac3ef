//! Code actions: what can be changed at a place, and the edits that do it.
//!
//! - `kind`: the hierarchy of kinds by which editors ask and users bind keys
//! - `place`: the operation that a place in any file is about
//! - `lifecycle`: the steps of an operation's life
//! - `changes`: what can be done about a change of what is published
//! - `findings`: what can be done about what the rules found
//! - [`crate::refactorings`]: another form for the same meaning

mod changes;
mod findings;
mod kind;
mod lifecycle;
mod place;

use connector::FileRole;
pub use evolution::lifecycle::Note;
use rules::{NewFile, Settings, Stop};
use syntax::{Span, TextEdit};

use crate::Elsewhere;
use crate::configuration::{ConfigurationEdit, ConfigurationFile};

pub use changes::remedies;
pub use kind::{Wanted, kinds};
pub use lifecycle::step;

use crate::refactorings;
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
    /// The configuration file, if there is one or one can be made.
    pub configuration: Option<ConfigurationFile<'a>>,
    /// What the findings of the view were found with.
    pub checking: Checking<'a>,
    /// Whether edits are made now that take longer than looking at a place: those of many fixes together. Otherwise
    /// such an action comes as [`Outcome::Later`].
    pub is_eager: bool,
}

/// How a connector is checked.
#[derive(Clone, Copy, Debug)]
pub struct Checking<'a> {
    /// The settings of the rules.
    pub settings: &'a Settings,
    /// What others show already.
    pub elsewhere: Elsewhere,
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
    /// What is no longer shown then.
    pub solves: Vec<Solved>,
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
    /// A file is made in the connector's folder, where there is none of its name.
    Create(NewFile),
    /// The configuration file changes.
    Configuration(ConfigurationEdit),
    /// It applies as far as can be told, and its edits are made when it is asked for again, alone and eagerly.
    Later,
    /// It does not apply now.
    Refused {
        /// Why, and what to do about it.
        reason: String,
    },
}

impl Action {
    /// A quick fix.
    fn quick_fix(title: String, outcome: Outcome, solves: Vec<Solved>) -> Self {
        let kind = kind::QUICK_FIX.to_owned();
        Self { title, kind, outcome, solves, is_preferred: false, notes: Vec::new() }
    }
}

/// Something shown that an action solves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Solved {
    /// A finding, as an index into [`View::findings`].
    Finding(usize),
    /// A change, as an index into [`View::changes`].
    Change(usize),
}

/// What can be done at a place, the best first. Actions that do not apply now are among them. After a stop the list is
/// incomplete.
pub fn actions(view: View<'_>, request: &Request<'_>, stop: &Stop) -> Vec<Action> {
    let mut found: Vec<Action> = Vec::new();
    let all = findings::at(view, request, stop)
        .into_iter()
        .chain(changes::at(view, request, stop))
        .chain(lifecycle::at(view, request))
        .chain(refactorings::at(view, request, stop))
        .chain(findings::fix_all(view, request, stop));
    for action in all {
        // Several problems may be solved by the same.
        let same = |known: &&mut Action| known.title == action.title && known.outcome == action.outcome;
        match found.iter_mut().find(same) {
            Some(known) => {
                let more = action.solves.into_iter().filter(|solved| !known.solves.contains(solved));
                let more: Vec<Solved> = more.collect();
                known.solves.extend(more);
                known.is_preferred |= action.is_preferred;
            }
            None => found.push(action),
        }
    }
    found
}
