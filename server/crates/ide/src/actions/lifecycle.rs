//! The steps of an operation's life, offered wherever the operation is spoken of.

use evolution::changes::{Class, Side, operation_name};
use evolution::lifecycle::{Plan, Step, Twins, plan, start_keeping_published};

use super::kind::kind_of;
use super::place::operation_at;
use super::{Action, Outcome, Request};
use crate::published::Published;
use crate::view::View;

/// The steps of the operation at the place that is asked about.
pub(super) fn at(view: View<'_>, request: &Request<'_>) -> Vec<Action> {
    let is_wanted = |step: &Step| request.wanted.includes(&kind_of(step));
    let steps: Vec<Step> = Step::all(None, view.today).into_iter().filter(is_wanted).collect();
    if steps.is_empty() {
        return Vec::new();
    }
    let Some(operation) = operation_at(view.connector, request.file, request.span) else {
        return Vec::new();
    };
    steps.iter().filter_map(|taken| step(view, operation, taken)).collect()
}

/// A step of an operation, given by its index in the definition's list. `None` if there is no such operation.
pub fn step(view: View<'_>, operation: usize, step: &Step) -> Option<Action> {
    let definition = view.connector.definition().filter(|known| operation < known.operations.len())?;
    let (outcome, notes) = match plan_of(view, operation, step) {
        Plan::Ready { edits, notes } => (Outcome::Edits(edits), notes),
        Plan::Refused { reason } => (Outcome::Refused { reason }, Vec::new()),
    };
    Some(Action {
        title: step.title(definition, operation),
        kind: kind_of(step),
        outcome,
        solves: Vec::new(),
        is_preferred: false,
        notes,
    })
}

/// What a step changes. A revision that is started from an operation with a breaking edit takes the edit along, and the
/// published operation comes back.
fn plan_of(view: View<'_>, operation: usize, step: &Step) -> Plan {
    if let Step::Start { same_backend } = *step
        && let Some(published) = view.published.filter(|published| is_broken(view, published, operation))
    {
        return start_keeping_published(&published.connector, view.connector, operation, same_backend);
    }
    plan(view.connector, operation, step)
}

/// Whether one of the changes that are shown breaks flows that use the operation, and lies in what it says of itself.
fn is_broken(view: View<'_>, published: &Published, operation: usize) -> bool {
    let definitions = published.connector.definition().zip(view.connector.definition());
    let Some((old, new)) = definitions else { return false };
    let Some(twin) = Twins::of(old, new).published(operation) else { return false };
    let name = operation_name(old, &old.operations[twin]);
    let mut breaking = view
        .open_changes()
        .filter(|change| change.class == Class::Breaking && change.kind.side != Side::Connector);
    breaking.any(|change| change.operations.iter().any(|operation| **operation == *name))
}
