//! The steps of an operation's life, as edits.
//!
//! An operation starts, gets newer revisions beside it, moves from Preview to Production, is deprecated, hidden and in
//! the end removed. Each move is a [`Step`]; [`plan()`] says what it changes in which file, or why it does not apply.
//! Nothing else in the files moves: a plan is a few [`syntax::TextEdit`]s that one undo takes back.
//!
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>
//!
//! - [`step`]: the steps and how they are called
//! - [`mod@plan`]: what comes of a step
//! - [`mod@timeline`]: a family as rows of a table
//! - [`stage`]: how far an operation has come on its way out
//! - [`keeping`]: start a revision from an edit of a published operation
//! - `subject`: the operation that a step is about, and what stands against any step
//! - `names`: ids, paths and summaries without their revision marks
//! - `members`: `deprecated`, visibility, annotation and summary, written where the guide has them
//! - `path_items`: where a new revision stands
//! - `policies`: the lists of operations in `apiProperties.json`
//! - `start`, `promote`, `deprecate`, `hide`, `retire`, `explicit`: one module a step

mod deprecate;
mod explicit;
mod hide;
pub mod keeping;
mod members;
mod names;
pub(crate) mod path_items;
pub mod plan;
mod policies;
mod promote;
mod retire;
pub mod stage;
mod start;
pub mod step;
mod subject;
pub mod timeline;

use connector::Connector;

pub use connector::Date;
pub use keeping::{Twins, start_keeping_published};
pub use plan::{Note, Plan};
pub use stage::{Stage, Successors};
pub use step::Step;
pub use timeline::{TimelineRow, timeline};

use plan::{Draft, Outcome};
use subject::Subject;

/// What `step` changes when it is taken on an operation, given by its index in
/// [`Definition::operations`](connector::definition::Outline::operations). Planning the same step again on the result is refused, since there is
/// nothing left to do.
pub fn plan(connector: &Connector, operation: usize, step: &Step) -> Plan {
    Plan::of(draft(connector, operation, step))
}

fn draft(connector: &Connector, operation: usize, step: &Step) -> Outcome<Draft> {
    let subject = Subject::of(connector, operation)?;
    match step {
        Step::Start { same_backend } => start::start(&subject, *same_backend),
        Step::Promote => promote::promote(&subject),
        Step::Deprecate { expires } => deprecate::deprecate(&subject, expires.as_deref()),
        Step::Supersede { expires } => deprecate::supersede(&subject, expires.as_deref()),
        Step::Hide => hide::hide(&subject),
        Step::Retire { today } => retire::retire(&subject, *today),
        Step::Explicit => explicit::explicit(&subject),
    }
}
