//! How much memory the server has, over time.

use std::fs;
use std::time::{Duration, Instant};

/// The memory at each rest: nothing is open, and the files are as at the beginning.
#[derive(Default)]
pub(crate) struct Memory {
    /// In kilobytes, with the steps before.
    at_rest: Vec<(u64, u64)>,
}

impl Memory {
    /// Takes the memory of a server that rests.
    pub(crate) fn sample(&mut self, process_id: u32, steps: u64) {
        if let Some(kilobytes) = settled(process_id) {
            self.at_rest.push((steps, kilobytes));
        }
    }

    /// The last sample in kilobytes.
    pub(crate) fn last(&self) -> u64 {
        self.at_rest.last().map_or(0, |(_, kilobytes)| *kilobytes)
    }

    /// Fails if the last third of the samples lies above the second one by more than a tenth and four megabytes. The first
    /// third is the time in which the allocator finds its size.
    pub(crate) fn assert_flat(&self) {
        let third = self.at_rest.len() / 3;
        if third == 0 {
            return;
        }
        let median = |samples: &[(u64, u64)]| {
            let mut sizes: Vec<u64> = samples.iter().map(|(_, kilobytes)| *kilobytes).collect();
            sizes.sort_unstable();
            sizes[sizes.len() / 2]
        };
        let (before, after) = (median(&self.at_rest[third..2 * third]), median(&self.at_rest[2 * third..]));
        let bound = before + before / 10 + 4 * 1024;
        assert!(after <= bound, "memory grows from {before} to {after} kilobytes: {:?}", self.at_rest);
    }
}

/// The resident memory of a process in kilobytes, where the system tells it.
pub(crate) fn resident(process_id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process_id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// The memory once it has not changed for longer than what was closed takes to be let go and given back to the system.
fn settled(process_id: u32) -> Option<u64> {
    let end = Instant::now() + Duration::from_secs(10);
    let (mut before, mut since) = (resident(process_id)?, Instant::now());
    while Instant::now() < end && since.elapsed() < Duration::from_secs(1) {
        std::thread::sleep(Duration::from_millis(100));
        let now = resident(process_id)?;
        if now != before {
            (before, since) = (now, Instant::now());
        }
    }
    Some(before)
}
