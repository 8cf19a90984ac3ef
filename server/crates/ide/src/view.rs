//! What a feature looks at.

use connector::{Connector, FileRole};
use evolution::changes::Change;
use evolution::lifecycle::Date;
use rules::Finding;

use crate::changes::ChangeFinding;
use crate::published::Published;

/// A connector at one moment, with what is known about it: the input of every feature that looks at more than a tree.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The connector.
    pub connector: &'a Connector,
    /// What the rules found in it.
    pub findings: &'a [Finding],
    /// What is published, if that is known.
    pub published: Option<&'a Published>,
    /// The changes since, as they are shown.
    pub changes: &'a [ChangeFinding],
    /// The day today, from a clock that the caller has; `None` if it is unknown.
    pub today: Option<Date>,
}

impl<'a> View<'a> {
    /// The changes that are shown, as comparing has found them.
    pub fn open_changes(&self) -> impl Iterator<Item = &'a Change> + use<'a> {
        let (published, shown) = (self.published, self.changes);
        shown.iter().filter_map(move |shown| published?.change(shown))
    }
}

/// A place in a file of the connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The file.
    pub file: FileRole,
    /// The byte offset in its text.
    pub offset: u32,
}
