//! What the server tells about itself: `window/logMessage` at a level that a setting chooses, and `$/logTrace` as the
//! client asks for with `$/setTrace`.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use serde_json::json;
use tower_lsp::jsonrpc::{Error, Id};

use crate::outgoing::Outgoing;

/// How much is told. Each level includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Level {
    /// Nothing.
    Off,
    /// Something does not work.
    Error,
    /// Something is not as it should be, but the session goes on.
    Warning,
    /// What happens, in a few lines.
    Info,
    /// What happens, in detail.
    Debug,
}

impl Level {
    /// The level with this name, as the setting `logLevel` spells it.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "off" => Self::Off,
            "error" => Self::Error,
            "warning" => Self::Warning,
            "info" => Self::Info,
            "debug" => Self::Debug,
            _ => return None,
        })
    }

    /// The number of the protocol's `MessageType`. It has one for debugging only in drafts; "log" is the nearest.
    const fn message_type(self) -> u8 {
        match self {
            Self::Off | Self::Error => 1,
            Self::Warning => 2,
            Self::Info => 3,
            Self::Debug => 4,
        }
    }
}

const TRACE_OFF: u8 = 0;
const TRACE_MESSAGES: u8 = 1;
const TRACE_VERBOSE: u8 = 2;

/// The log of one session.
pub(crate) struct Log {
    outgoing: Outgoing,
    level: AtomicU8,
    trace: AtomicU8,
}

impl Log {
    /// A log that tells warnings and errors, and no trace.
    pub(crate) fn new(outgoing: Outgoing) -> Self {
        Self { outgoing, level: AtomicU8::new(Level::Warning as u8), trace: AtomicU8::new(TRACE_OFF) }
    }

    /// Tells from `level` on.
    pub(crate) fn set_level(&self, level: Level) {
        self.level.store(level as u8, Ordering::Relaxed);
    }

    /// Takes the value of `$/setTrace`: `off`, `messages` or `verbose`; anything else counts as off.
    pub(crate) fn set_trace(&self, value: &str) {
        let trace = match value {
            "messages" => TRACE_MESSAGES,
            "verbose" => TRACE_VERBOSE,
            _ => TRACE_OFF,
        };
        self.trace.store(trace, Ordering::Relaxed);
    }

    /// Tells that something does not work.
    pub(crate) fn error(&self, message: impl AsRef<str>) {
        self.tell(Level::Error, message.as_ref());
    }

    /// Tells that something is not as it should be.
    pub(crate) fn warning(&self, message: impl AsRef<str>) {
        self.tell(Level::Warning, message.as_ref());
    }

    /// Tells what happens.
    pub(crate) fn info(&self, message: impl AsRef<str>) {
        self.tell(Level::Info, message.as_ref());
    }

    /// Tells what happens in detail; `message` is only made if it is wanted.
    pub(crate) fn debug(&self, message: impl FnOnce() -> String) {
        if self.level.load(Ordering::Relaxed) >= Level::Debug as u8 {
            self.tell(Level::Debug, &message());
        }
    }

    /// Shows the user that something is not as it should be, whatever the level.
    pub(crate) fn show_warning(&self, message: impl AsRef<str>) {
        self.show(Level::Warning, message.as_ref());
    }

    /// Shows the user something worth knowing, whatever the level.
    pub(crate) fn show_info(&self, message: impl AsRef<str>) {
        self.show(Level::Info, message.as_ref());
    }

    fn show(&self, level: Level, message: &str) {
        self.outgoing
            .notify("window/showMessage", &json!({ "type": level.message_type(), "message": message }));
    }

    fn tell(&self, level: Level, message: &str) {
        if self.level.load(Ordering::Relaxed) >= level as u8 {
            self.outgoing
                .notify("window/logMessage", &json!({ "type": level.message_type(), "message": message }));
        }
    }

    /// Tells that a request was answered, if the client asked for a trace.
    pub(crate) fn trace_request(&self, method: &str, id: &Id, elapsed: Duration, error: Option<&Error>) {
        let trace = self.trace.load(Ordering::Relaxed);
        if trace == TRACE_OFF {
            return;
        }
        let outcome = error.map_or_else(|| "answered".to_owned(), |error| format!("failed ({})", error.code));
        let mut params = json!({
            "message": format!("{method} ({id}) {outcome} in {:.1} ms", elapsed.as_secs_f64() * 1e3),
        });
        if let (TRACE_VERBOSE, Some(error)) = (trace, error) {
            params["verbose"] = json!(error.message);
        }
        self.outgoing.notify("$/logTrace", &params);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn tells_only_what_is_wanted() {
        let outgoing = Outgoing::default();
        let log = Log::new(outgoing.clone());
        let id = Id::Number(1);
        log.info("quiet");
        log.warning("one");
        log.trace_request("m", &id, Duration::ZERO, None);
        log.set_level(Level::Debug);
        log.debug(|| "two".to_owned());
        log.set_trace("verbose");
        log.trace_request("m", &id, Duration::from_millis(2), Some(&Error::internal_error()));
        log.set_trace("off");
        log.set_level(Level::Off);
        log.error("quiet");
        log.trace_request("m", &id, Duration::ZERO, None);
        outgoing.close();
        let mut bytes = Vec::new();
        outgoing.write_all(&mut bytes).unwrap();
        let mut frames = crate::frames::Frames::new(bytes.as_slice());
        let params: Vec<Value> = std::iter::from_fn(|| match frames.next_frame().unwrap()? {
            crate::frames::Frame::Body(body) => {
                Some(serde_json::from_slice::<Value>(&body).unwrap()["params"].clone())
            }
            crate::frames::Frame::Garbage(reason) => panic!("{reason}"),
        })
        .collect();
        assert_eq!(
            params,
            [
                json!({"type": 2, "message": "one"}),
                json!({"type": 4, "message": "two"}),
                json!({"message": "m (1) failed (-32603) in 2.0 ms", "verbose": "Internal error"}),
            ]
        );
    }
}
