//! How much may be under way at once.

use std::thread;
use std::time::Duration;

use crate::ingress::Running;
use crate::outgoing::Outgoing;

/// How many requests may wait for their answer. Each takes one or two kilobytes until then; an editor has a few dozen.
const MOST_REQUESTS: usize = 1_024;

/// How many bytes of messages may wait for a client that does not read.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The longest time between two looks.
const LONGEST: Duration = Duration::from_millis(50);

/// Holds up whoever reads messages while the client asks for more than it can be answered, or does not read what it was
/// answered: what is not read from a pipe waits on the client's side, and not in memory.
pub(crate) fn wait_for_room(running: &Running, outgoing: &Outgoing) {
    let mut pause = Duration::from_millis(1);
    while running.count() > MOST_REQUESTS || outgoing.waiting_bytes() > MOST_BYTES {
        thread::sleep(pause);
        pause = LONGEST.min(pause * 2);
    }
}
