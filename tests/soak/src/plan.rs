//! What one run does, and when it ends.

use std::time::{Duration, Instant};

/// A run. The same seed takes the same steps, however long it goes on.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where chance starts.
    pub seed: u64,
    /// How many connectors are open at once; fewer if there are no more.
    pub connectors: usize,
    /// When it ends.
    pub end: End,
    /// The steps between two comparisons with a fresh server.
    pub compare_every: u64,
    /// The steps between two rests, at which nothing is open and everything is as at the beginning.
    pub rest_every: u64,
}

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// After so many steps.
    Steps(u64),
    /// After this time.
    After(Duration),
}

impl Plan {
    /// The run that every test run has: some hundred steps on eight connectors.
    pub const fn bounded(seed: u64) -> Self {
        Self { seed, connectors: 8, end: End::Steps(600), compare_every: 75, rest_every: 150 }
    }

    /// The whole of it: fifty connectors, for this time.
    pub const fn full(seed: u64, time: Duration) -> Self {
        Self { seed, connectors: 50, end: End::After(time), compare_every: 400, rest_every: 2_000 }
    }

    /// Whether there is more to do after so many steps since `begun`.
    pub(crate) fn goes_on(&self, steps: u64, begun: Instant) -> bool {
        match self.end {
            End::Steps(end) => steps < end,
            End::After(time) => begun.elapsed() < time,
        }
    }
}
