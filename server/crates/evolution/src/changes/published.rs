//! What the properties say about operations that were published and are still there.

use connector::Definition;
use rustc_hash::{FxHashMap, FxHashSet};

use super::pairs::Pairs;

/// The operations that were published and are still there.
#[derive(Default)]
pub(super) struct Published {
    /// There is no definition to tell which were published: all names count.
    are_unknown: bool,
    old: FxHashSet<Box<str>>,
    /// The published operationId of each by the new one.
    by_new: FxHashMap<Box<str>, Box<str>>,
}

impl Published {
    /// Where there is no definition to tell.
    pub(super) fn unknown() -> Self {
        Self { are_unknown: true, ..Self::default() }
    }

    /// The operations that are in both definitions.
    pub(super) fn of(pairs: &Pairs, old: &Definition, new: &Definition) -> Self {
        let kept = pairs.kept.iter().map(|pair| (&old.operations[pair.old].id, &new.operations[pair.new].id));
        let by_new: FxHashMap<Box<str>, Box<str>> =
            kept.filter_map(|(before, after)| after.clone().zip(before.clone())).collect();
        Self { are_unknown: false, old: by_new.values().cloned().collect(), by_new }
    }

    /// The published name of an operation that the published file names.
    pub(super) fn in_old(&self, name: &str) -> Option<Box<str>> {
        if self.are_unknown { Some(name.into()) } else { self.old.get(name).cloned() }
    }

    /// The published name of an operation that the new file names, under its new name or still under the published one.
    pub(super) fn in_new(&self, name: &str) -> Option<Box<str>> {
        self.by_new.get(name).cloned().or_else(|| self.in_old(name))
    }

    /// All published names that are known.
    pub(super) fn all(&self) -> impl Iterator<Item = Box<str>> {
        self.old.iter().cloned()
    }
}
