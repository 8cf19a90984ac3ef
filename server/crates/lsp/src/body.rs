//! What is sent to the client: JSON, of which a long part in the middle may be shared.

use std::sync::Arc;

/// JSON in three pieces. The one in the middle is shared with whoever made it, so that a list of a thousand diagnostics is
/// not copied into each message that has it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    before: Vec<u8>,
    shared: Arc<Vec<u8>>,
    after: Vec<u8>,
}

impl Body {
    /// What stands before the shared part, that part, and what stands behind it.
    pub(crate) const fn new(before: Vec<u8>, shared: Arc<Vec<u8>>, after: Vec<u8>) -> Self {
        Self { before, shared, after }
    }

    /// The same between other pieces of JSON.
    #[must_use]
    pub(crate) fn between(mut self, before: &[&[u8]], after: &[&[u8]]) -> Self {
        self.before.splice(0..0, before.concat());
        self.after.extend(after.concat());
        self
    }

    /// The length of all of it in bytes.
    pub(crate) fn len(&self) -> usize {
        self.pieces().iter().map(|piece| piece.len()).sum()
    }

    /// The pieces in their order.
    pub(crate) fn pieces(&self) -> [&[u8]; 3] {
        [&self.before, &self.shared, &self.after]
    }
}

impl From<Vec<u8>> for Body {
    fn from(json: Vec<u8>) -> Self {
        Self { shared: Arc::new(json), ..Self::default() }
    }
}
