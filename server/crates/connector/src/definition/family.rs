//! Families: operations that are revisions of one another.

use rustc_hash::FxHashMap;

use super::{Definition, Operation};

/// One family with its members by revision.
#[derive(Clone, Debug)]
pub struct Family {
    /// The family's name: the annotation's, else the operationId.
    pub name: Box<str>,
    /// Indexes into [`Definition::operations`], by revision, then by position.
    pub members: Vec<usize>,
}

impl Family {
    /// The highest revision in use.
    pub fn highest_revision(&self, definition: &Definition) -> i64 {
        self.members.iter().map(|&member| definition.operations[member].revision()).max().unwrap_or(1)
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

pub(super) fn group(definition: &Definition) -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, operation) in definition.operations.iter().enumerate() {
        let Some(name) = operation.family_name() else { continue };
        let at = *by_name.entry(name).or_insert_with(|| {
            families.push(Family { name: Box::from(name), members: Vec::new() });
            families.len() - 1
        });
        families[at].members.push(index);
    }
    for family in &mut families {
        family.members.sort_by_key(|&member| (definition.operations[member].revision(), member));
    }
    families
}
