//! Families: operations that are revisions of one another.

use rustc_hash::FxHashMap;

use super::{Definition, Operation};

/// One family with its members by revision.
#[derive(Clone, Debug)]
pub struct Family {
    /// The family's name: the annotation's, else the operationId.
    pub name: Box<str>,
    /// Indexes into [`Definition::operations`](crate::definition::Outline::operations), by revision, then by position.
    pub members: Vec<usize>,
}

impl Family {
    /// The member with the highest revision, of equals the last in the file, as an index into
    /// [`Definition::operations`](crate::definition::Outline::operations).
    pub fn newest(&self) -> Option<usize> {
        self.members.last().copied()
    }

    /// The highest revision in use.
    pub fn highest_revision(&self, definition: &Definition) -> i64 {
        self.newest().map_or(1, |newest| definition.operations[newest].revision())
    }
}

impl Operation {
    /// The family's name: as annotated, else the operationId; `None` for an operation with neither.
    pub fn family_name(&self) -> Option<&str> {
        self.annotation.family.as_deref().or(self.id.as_deref())
    }

    /// The revision: as annotated, else 1.
    pub fn revision(&self) -> i64 {
        self.annotation.revision.unwrap_or(1)
    }
}

/// The families, in order of first appearance, and where each name stands among them.
pub(super) fn group(definition: &Definition) -> (Vec<Family>, FxHashMap<Box<str>, usize>) {
    let mut families: Vec<Family> = Vec::new();
    let mut by_name: FxHashMap<Box<str>, usize> = FxHashMap::default();
    for (index, operation) in definition.operations.iter().enumerate() {
        let Some(name) = operation.family_name() else { continue };
        let at = by_name.get(name).copied().unwrap_or_else(|| {
            families.push(Family { name: Box::from(name), members: Vec::new() });
            by_name.insert(Box::from(name), families.len() - 1);
            families.len() - 1
        });
        families[at].members.push(index);
    }
    for family in &mut families {
        family.members.sort_by_key(|&member| (definition.operations[member].revision(), member));
    }
    (families, by_name)
}
