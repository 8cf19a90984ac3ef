//! What is published, beside the connector at hand.

use connector::Connector;
use evolution::changes::{Change, Comparison, compare, compare_whole};

use crate::changes::ChangeFinding;

/// The published state of a connector, and how the one at hand differs from it.
#[derive(Debug)]
pub struct Published {
    /// The published connector.
    pub connector: Connector,
    /// Where it comes from, as people call it: a branch such as `main`, a revision, a path.
    pub label: Box<str>,
    /// The changes since.
    pub comparison: Comparison,
}

impl Published {
    /// Compares `now` with what is published; both are all files of the connector.
    pub fn new(connector: Connector, label: impl Into<Box<str>>, now: &Connector) -> Self {
        let comparison = compare_whole(&connector, now);
        Self { connector, label: label.into(), comparison }
    }

    /// Compares with single files, about which alone something is known.
    pub fn of_file(connector: Connector, label: impl Into<Box<str>>, now: &Connector) -> Self {
        let comparison = compare(&connector, now);
        Self { connector, label: label.into(), comparison }
    }

    /// What is behind a change that is shown; `None` if it comes of another comparison.
    pub fn change(&self, shown: &ChangeFinding) -> Option<&Change> {
        self.comparison.changes.get(shown.change)
    }
}
