//! Comparing again: whether an edit cures a change.

use connector::{Connector, FileRole, Part};
use rustc_hash::FxHashMap;
use syntax::{NodeId, edit};

use super::Edits;
use crate::changes::{Change, Class, Comparison, compare, compare_whole};

/// What is known before an edit.
pub(super) struct Proof<'c> {
    published: &'c Connector,
    now: &'c Connector,
    before: &'c Comparison,
}

/// What a change is known by when its place in the new text has moved: its kind, and its place in the published text.
type Cause = (&'static str, Option<(FileRole, Option<NodeId>, u32)>);

fn cause(change: &Change) -> Cause {
    (change.kind.code, change.old.map(|spot| (spot.file, spot.node, spot.span.start)))
}

fn counted<'a>(changes: impl Iterator<Item = &'a Change>) -> FxHashMap<Cause, usize> {
    let mut counts = FxHashMap::default();
    for change in changes {
        *counts.entry(cause(change)).or_insert(0) += 1;
    }
    counts
}

impl<'c> Proof<'c> {
    /// What is known of this comparison.
    pub(super) fn of(published: &'c Connector, now: &'c Connector, before: &'c Comparison) -> Self {
        Self { published, now, before }
    }

    /// The changes that are gone after these edits. `None` if this change is not among them, if something breaks that
    /// did not break before, if the edits do not fit, or if
    /// a file is not UTF-8, so that nobody can tell its bytes.
    pub(super) fn cured(&self, change: usize, edits: &Edits) -> Option<Vec<usize>> {
        let mut after = self.now.clone();
        for (role, edits) in edits {
            if !self.now.not_utf8(*role).is_empty() {
                return None;
            }
            let text = edit::apply(self.now.part(*role)?.text(), edits)?;
            after = after.with(Part::new(*role, text));
        }
        let errors = |connector: &Connector| -> usize {
            connector.documents().map(|document| document.tree().errors().len()).sum()
        };
        if errors(&after) > errors(self.now) {
            return None;
        }
        let compare = if self.before.is_whole { compare_whole } else { compare };
        let compared = compare(self.published, &after);
        let breaking =
            |changes: &'_ [Change]| counted(changes.iter().filter(|change| change.class == Class::Breaking));
        let (broke, breaks) = (breaking(&self.before.changes), breaking(&compared.changes));
        if breaks.iter().any(|(cause, count)| broke.get(cause).is_none_or(|before| before < count)) {
            return None;
        }
        let (before, now) = (counted(self.before.changes.iter()), counted(compared.changes.iter()));
        let left = |change: &Change| now.get(&cause(change)).copied().unwrap_or(0);
        let target = self.before.changes.get(change)?;
        if left(target) >= before.get(&cause(target)).copied().unwrap_or(0) {
            return None;
        }
        let is_cured = |&index: &usize| index == change || left(&self.before.changes[index]) == 0;
        Some((0..self.before.changes.len()).filter(is_cured).collect())
    }
}
