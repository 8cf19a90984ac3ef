//! Which published operation an edited one was.

use connector::Definition;

use crate::changes::pairs::Pairs;

/// Which operation of an edited definition is which of the published one: those that the comparison of the two takes for
/// the same. Operations are indexes into [`Definition::operations`](connector::definition::Outline::operations).
#[derive(Clone, Debug)]
pub struct Twins {
    published: Vec<Option<usize>>,
    edited: Vec<Option<usize>>,
}

impl Twins {
    /// Looks through both definitions, once for all operations.
    pub fn of(published: &Definition, edited: &Definition) -> Self {
        let mut twins = Self {
            published: vec![None; edited.operations.len()],
            edited: vec![None; published.operations.len()],
        };
        for pair in Pairs::of(published, edited).kept {
            twins.published[pair.new] = Some(pair.old);
            twins.edited[pair.old] = Some(pair.new);
        }
        twins
    }

    /// The published operation that this one of the edited definition was. `None` if it is new, or if there is no such
    /// operation.
    pub fn published(&self, edited: usize) -> Option<usize> {
        self.published.get(edited).copied().flatten()
    }

    /// The operation of the edited definition that this published one is now. `None` if it is gone, or if there was no
    /// such operation.
    pub fn edited(&self, published: usize) -> Option<usize> {
        self.edited.get(published).copied().flatten()
    }
}
