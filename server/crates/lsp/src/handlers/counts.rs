//! Numbers of findings and changes, as our own requests answer them.

use ide::{OpenChanges, Tally};
use serde::Serialize;

/// How many findings something has.
#[derive(Serialize)]
pub(crate) struct Findings {
    errors: usize,
    warnings: usize,
    infos: usize,
}

impl From<Tally> for Findings {
    fn from(Tally { errors, warnings, infos }: Tally) -> Self {
        Self { errors, warnings, infos }
    }
}

/// How many changes are shown that break flows, or may.
#[derive(Serialize)]
pub(crate) struct Open {
    breaking: usize,
    risky: usize,
}

impl From<OpenChanges> for Open {
    fn from(OpenChanges { breaking, risky }: OpenChanges) -> Self {
        Self { breaking, risky }
    }
}
