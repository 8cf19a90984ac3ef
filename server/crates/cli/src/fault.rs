//! What goes wrong outside of the files: faults of our own, and the limits of the system.

use connector::{Connector, Part};

/// Set to 1, files can make the check panic. Tests do that.
const TESTS: &str = "CONNECTOR_LS_TEST_PANIC";

/// Panics in a test if one of the connector's files has the text `a panic on purpose, in {stage}`.
pub(crate) fn provoke(connector: &Connector, stage: &str) {
    let is_tested = || std::env::var_os(TESTS).is_some_and(|value| value == "1");
    let provocation = || format!("a panic on purpose, in {stage}");
    if is_tested() && connector.parts().iter().map(Part::text).any(|text| text.contains(&provocation())) {
        std::panic::panic_any(provocation());
    }
}

/// Has a write beyond the limit on the size of files fail like any other, with a message: by default the system ends the
/// process in the middle of it.
pub(crate) fn survive_size_limit() {
    #[cfg(unix)]
    {
        // That it came is all there is to know, and the write that fails tells it too.
        let came = std::sync::Arc::default();
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, came);
    }
}
