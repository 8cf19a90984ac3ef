//! What can be done about a change of what is published: keep the published operation beside the new one, make the change
//! compatible, take it back, or say that it is meant.

use evolution::changes::remedies::{Remedies, Remedy};
use evolution::changes::{Change, Class};
use rules::Stop;

use super::kind::QUICK_FIX;
use super::{Action, Outcome, Request, Solved};
use crate::changes::ChangeFinding;
use crate::configuration::{Acknowledge, ConfigurationEdit, ConfigurationFile};
use crate::published::Published;
use crate::view::View;

/// How many changes of one place are looked at, the gravest first. Each takes a few comparisons of the whole connector.
const MAX_CHANGES: usize = 8;

/// The actions for the changes that are shown at the place that is asked about.
pub(super) fn at(view: View<'_>, request: &Request<'_>, stop: &Stop) -> Vec<Action> {
    let Some(published) = view.published.filter(|_| request.wanted.includes(QUICK_FIX)) else {
        return Vec::new();
    };
    let is_here = |shown: &&ChangeFinding| shown.file == request.file && shown.span.meets(request.span);
    let mut here: Vec<&ChangeFinding> = view.changes.iter().filter(is_here).collect();
    here.sort_by_key(|shown| published.change(shown).map(|change| change.class));
    here.truncate(MAX_CHANGES);
    let several = here.len() > 1;
    let mut kept = Vec::new();
    let mut found = Vec::new();
    for shown in here {
        if stop.is_stopped() {
            break;
        }
        let about = About { view, published, shown, several };
        found.extend(about.remedies(&mut kept, stop));
        found.extend(about.acknowledged(request.configuration));
    }
    found
}

/// What can be done about one change that is shown, an index into [`View::changes`]; nothing about one that is not. To
/// acknowledge it takes the configuration file. After a stop the list is incomplete.
pub fn remedies(
    view: View<'_>,
    change: usize,
    configuration: Option<ConfigurationFile<'_>>,
    stop: &Stop,
) -> Vec<Action> {
    let Some((published, shown)) = view.published.zip(view.changes.get(change)) else { return Vec::new() };
    let about = About { view, published, shown, several: false };
    let mut found = about.remedies(&mut Vec::new(), stop);
    found.extend(about.acknowledged(configuration));
    found
}

/// The revisions that keep what is published, for one change: the dearest of all remedies.
struct Kept<'a> {
    operations: &'a [Box<str>],
    remedies: Vec<Remedy>,
}

/// The same for another change. What the same operations feel is cured by the same revisions, which are planned and
/// proven once.
fn keep_published<'a>(
    remedies: &Remedies<'_>,
    change: &'a Change,
    index: usize,
    kept: &mut Vec<Kept<'a>>,
) -> Vec<Remedy> {
    let operations = &*change.operations;
    let cures = |remedy: &Remedy| remedy.cured.contains(&index);
    let known = kept.iter().find(|known| {
        known.operations == operations && !known.remedies.is_empty() && known.remedies.iter().all(cures)
    });
    if let Some(known) = known {
        return known.remedies.clone();
    }
    let remedies = remedies.keep_published(index);
    kept.push(Kept { operations, remedies: remedies.clone() });
    remedies
}

/// A change among those that are shown at one place.
struct About<'a> {
    view: View<'a>,
    published: &'a Published,
    shown: &'a ChangeFinding,
    /// Whether titles have to say which of several changes they are about.
    several: bool,
}

impl<'a> About<'a> {
    /// Looks before each kind of remedy whether to go on: each compares the whole connector again.
    fn remedies(&self, known: &mut Vec<Kept<'a>>, stop: &Stop) -> Vec<Action> {
        let Published { connector, comparison, .. } = self.published;
        let remedies = Remedies::new(connector, self.view.connector, comparison);
        let index = self.shown.change;
        let Some(change) = self.published.change(self.shown) else { return Vec::new() };
        if stop.is_stopped() {
            return Vec::new();
        }
        let is_breaking = change.class == Class::Breaking;
        let kept = keep_published(&remedies, change, index, known).into_iter().enumerate();
        let mut found: Vec<Action> =
            kept.map(|(number, remedy)| self.action(remedy, is_breaking && number == 0)).collect();
        if stop.is_stopped() {
            return found;
        }
        found.extend(remedies.compatible(index).into_iter().map(|remedy| self.action(remedy, false)));
        if stop.is_stopped() {
            return found;
        }
        found.extend(remedies.revert(index).map(|mut remedy| {
            if self.several {
                let what =
                    self.shown.message.split_once(". ").map_or(&*self.shown.message, |(first, _)| first);
                remedy.title = format!("{}: {what}", remedy.title);
            }
            self.action(remedy, false)
        }));
        found
    }

    fn action(&self, remedy: Remedy, is_preferred: bool) -> Action {
        let Remedy { title, edits, cured, notes } = remedy;
        let solves = self.solved(|shown| cured.contains(&shown.change));
        Action { is_preferred, notes, ..Action::quick_fix(title, Outcome::Edits(edits), solves) }
    }

    fn solved(&self, is_solved: impl Fn(&ChangeFinding) -> bool) -> Vec<Solved> {
        let shown = self.view.changes.iter().enumerate();
        shown.filter(|(_, shown)| is_solved(shown)).map(|(index, _)| Solved::Change(index)).collect()
    }

    /// Says in the configuration that the change is meant.
    fn acknowledged(&self, configuration: Option<ConfigurationFile<'_>>) -> Option<Action> {
        let change = self.published.change(self.shown)?;
        let operation = change.operation.as_deref();
        let entry = Acknowledge {
            change: change.kind.code.to_owned(),
            operation: operation.map(str::to_owned),
            reason: Some(String::new()),
        };
        let edit = ConfigurationEdit::acknowledge(configuration?, &entry)?;
        let of_whom = operation.map_or_else(String::new, |operation| format!(" of {operation}"));
        let code = change.kind.code.trim_start_matches("change/");
        let which = if self.several { format!(" ({code})") } else { String::new() };
        let title = format!("Acknowledge this change{of_whom}{which}");
        let is_covered = |shown: &_| self.published.change(shown).is_some_and(|change| entry.covers(change));
        let solves = self.solved(is_covered);
        Some(Action::quick_fix(title, Outcome::Configuration(edit), solves))
    }
}
