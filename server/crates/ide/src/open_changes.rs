//! Which operations feel the changes that are shown.

use connector::{Definition, FileRole};
use evolution::changes::{Change, Class, Side};
use rustc_hash::FxHashMap;

use crate::view::View;

/// How many changes are open: shown, since nobody acknowledged or ignored them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenChanges {
    /// Those that break flows.
    pub breaking: usize,
    /// Those that may.
    pub risky: usize,
}

impl OpenChanges {
    /// All open changes of the connector; `None` if nothing published is known.
    pub fn of_connector(view: &View<'_>) -> Option<Self> {
        view.published?;
        Some(Self::sum(view.open_changes().map(|change| change.class)))
    }

    /// Counts classes.
    pub(crate) fn sum(classes: impl Iterator<Item = Class>) -> Self {
        let mut total = Self::default();
        classes.for_each(|class| total.add(class));
        total
    }

    /// The open changes of each operation, those of the connector as a whole aside, by its index in [`Definition::operations`](connector::definition::Outline::operations).
    pub fn of_operations(view: &View<'_>) -> Vec<Self> {
        let Some(definition) = view.connector.definition() else { return Vec::new() };
        let mut totals = vec![Self::default(); definition.operations.len()];
        for (change, operations) in felt(view, definition) {
            for operation in operations {
                totals[operation].add(change.class);
            }
        }
        totals
    }

    fn add(&mut self, class: Class) {
        match class {
            Class::Breaking => self.breaking += 1,
            Class::Risky => self.risky += 1,
            Class::Compatible => {}
        }
    }
}

/// The open changes that one operation feels, the gravest first.
pub fn of_operation<'a>(view: &View<'a>, operation: usize) -> Vec<&'a Change> {
    let Some(definition) = view.connector.definition() else { return Vec::new() };
    let mut changes: Vec<&Change> = felt(view, definition)
        .into_iter()
        .filter(|(change, operations)| change.class != Class::Compatible && operations.contains(&operation))
        .map(|(change, _)| change)
        .collect();
    changes.sort_by_key(|change| change.class);
    changes
}

/// Every change that is shown and not about the connector as a whole, with the operations that feel it, in order. What
/// all operations feel, such as another host, is no matter of one of them.
fn felt<'a>(view: &View<'a>, definition: &Definition) -> Vec<(&'a Change, Vec<usize>)> {
    let shown: Vec<&'a Change> =
        view.open_changes().filter(|change| change.kind.side != Side::Connector).collect();
    // Changes name operations as they are published. One that is gone under that name is where it was changed.
    let renamed: FxHashMap<&str, usize> = shown
        .iter()
        .filter_map(|change| {
            let name = change.operation.as_deref()?;
            let is_gone = definition.operation_index(name).is_none();
            Some((name, around(definition, change)?)).filter(|_| is_gone)
        })
        .collect();
    let operations = |change: &Change| {
        let named = change.operations.iter().filter_map(|name| {
            definition.operation_index(name).or_else(|| renamed.get(name.as_ref()).copied())
        });
        let mut found: Vec<usize> = named.chain(around(definition, change)).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    shown.into_iter().map(|change| (change, operations(change))).collect()
}

/// The operation that a change is written in.
fn around(definition: &Definition, change: &Change) -> Option<usize> {
    let spot = change.new.filter(|spot| spot.file == FileRole::Definition)?;
    definition.operation_index_around(spot.node?)
}
