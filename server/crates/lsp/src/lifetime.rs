//! How the session ends, and with which exit code.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{io, thread};

use tokio::sync::mpsc;

/// How often the editor's process is looked for, where the system does not tell of its end: rarely where that is the
/// rule, within the second that any other end takes where it is the exception.
#[cfg(unix)]
const PARENT_LOOKS: std::time::Duration =
    std::time::Duration::from_millis(if cfg!(target_os = "linux") { 700 } else { 3_000 });

/// Why the session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The client sent `exit`.
    Exit,
    /// The client closed its end of a pipe: it is gone or going.
    Closed,
    /// The editor's process, named when the session started, is no more.
    ParentGone,
    /// The system asks the process to end (SIGTERM).
    Terminated,
}

/// Where the reasons come together. Cloning is cheap; the first reason counts.
#[derive(Clone)]
pub(crate) struct Ending {
    reasons: mpsc::UnboundedSender<End>,
    shutdown_requested: Arc<AtomicBool>,
}

impl Ending {
    /// A handle for everyone, and the receiver for the one who ends the process.
    pub(crate) fn channel() -> (Self, mpsc::UnboundedReceiver<End>) {
        let (reasons, receiver) = mpsc::unbounded_channel();
        (Self { reasons, shutdown_requested: Arc::default() }, receiver)
    }

    /// Ends the session.
    pub(crate) fn end(&self, reason: End) {
        // The receiver is only gone when the session is ending already.
        let _ = self.reasons.send(reason);
    }

    /// Notes that the client asked for a shutdown, so that what follows is an orderly end.
    pub(crate) fn note_shutdown(&self) {
        self.shutdown_requested.store(true, Ordering::SeqCst);
    }

    /// Whether the client asked for a shutdown.
    pub(crate) fn is_shut_down(&self) -> bool {
        self.shutdown_requested.load(Ordering::SeqCst)
    }

    /// The exit code for an end by `reason`: the protocol asks for 0 after a shutdown request and 1 without
    /// (<https://microsoft.github.io/language-server-protocol/specification#exit>). Being asked to end by the system
    /// is no failure either.
    pub(crate) fn exit_code(&self, reason: End) -> ExitCode {
        if self.is_shut_down() || reason == End::Terminated { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Ends the session on SIGTERM. Elsewhere than on Unix the system ends the process without asking.
pub(crate) async fn watch_signals(ending: Ending) {
    #[cfg(unix)]
    if let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        terminated.recv().await;
        ending.end(End::Terminated);
    }
    #[cfg(not(unix))]
    drop(ending);
}

/// Ends the session when the process `parent` is no more: an editor that crashed may leave the pipes open in another
/// child. Where the system offers no safe way to know, only closed pipes tell. A thread waits for it, which costs nothing
/// while the process lives; fails if there can be no further thread.
pub(crate) fn watch_parent(parent: u32, ending: Ending) -> io::Result<()> {
    let watch = move || {
        if outlives(parent) {
            ending.end(End::ParentGone);
        }
    };
    thread::Builder::new().name("parent".to_owned()).spawn(watch).map(drop)
}

/// Waits until a process is no more, or gives `false` at once where nothing tells.
#[cfg(target_os = "linux")]
fn outlives(process: u32) -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::{Errno, retry_on_intr};
    use rustix::process::{Pid, PidfdFlags, pidfd_open};

    let Some(id) = i32::try_from(process).ok().and_then(Pid::from_raw) else { return true };
    match pidfd_open(id, PidfdFlags::empty()) {
        // It becomes readable with the end of the process (pidfd_open(2)).
        Ok(watched) => {
            let waited = retry_on_intr(|| poll(&mut [PollFd::new(&watched, PollFlags::IN)], None));
            waited.is_ok() || outlives_looking(process)
        }
        Err(Errno::SRCH) => true,
        // Before Linux 5.3, or where a sandbox forbids it.
        Err(_) => outlives_looking(process),
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn outlives(process: u32) -> bool {
    outlives_looking(process)
}

#[cfg(not(unix))]
fn outlives(_process: u32) -> bool {
    false
}

/// Waits until a process is no more, by looking for it again and again.
#[cfg(unix)]
fn outlives_looking(process: u32) -> bool {
    let Some(watched) = Watched::new(process) else { return true };
    while watched.lives() {
        thread::sleep(PARENT_LOOKS);
    }
    true
}

/// A process, told apart from a later one with the same number by its start time.
#[cfg(target_os = "linux")]
struct Watched {
    stat: std::path::PathBuf,
    started: String,
}

#[cfg(target_os = "linux")]
impl Watched {
    fn new(process: u32) -> Option<Self> {
        let stat = std::path::PathBuf::from(format!("/proc/{process}/stat"));
        let started = alive_since(&stat)?;
        Some(Self { stat, started })
    }

    fn lives(&self) -> bool {
        alive_since(&self.stat).is_some_and(|started| started == self.started)
    }
}

/// The start time of a process that lives; a zombie does not (see proc(5): the state follows the name in parentheses,
/// the start time is field 22).
#[cfg(target_os = "linux")]
fn alive_since(stat: &std::path::Path) -> Option<String> {
    let text = std::fs::read(stat).ok()?;
    let text = String::from_utf8_lossy(&text);
    let mut fields = text.rsplit_once(')')?.1.split_ascii_whitespace();
    let state = fields.next()?;
    (!matches!(state, "Z" | "X" | "x")).then(|| fields.nth(18).unwrap_or_default().to_owned())
}

/// The direct parent: when it ends, the system gives this process another one.
#[cfg(all(unix, not(target_os = "linux")))]
struct Watched {
    parent: Option<u32>,
}

#[cfg(all(unix, not(target_os = "linux")))]
impl Watched {
    #[allow(clippy::unnecessary_wraps, reason = "the signature of Linux")]
    fn new(process: u32) -> Option<Self> {
        Some(Self { parent: (std::os::unix::process::parent_id() == process).then_some(process) })
    }

    fn lives(&self) -> bool {
        self.parent.is_none_or(|parent| std::os::unix::process::parent_id() == parent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_are_those_of_the_protocol() {
        let (ending, _receiver) = Ending::channel();
        // `ExitCode` cannot be compared, only shown.
        let code = |reason| format!("{:?}", ending.exit_code(reason));
        let (success, failure) = (format!("{:?}", ExitCode::SUCCESS), format!("{:?}", ExitCode::FAILURE));
        for reason in [End::Exit, End::Closed, End::ParentGone] {
            assert_eq!(code(reason), failure);
        }
        assert_eq!(code(End::Terminated), success);
        ending.note_shutdown();
        for reason in [End::Exit, End::Closed, End::ParentGone, End::Terminated] {
            assert_eq!(code(reason), success);
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_is_watched_until_it_ends() {
        assert!(Watched::new(std::process::id()).is_some_and(|me| me.lives()));
        let mut child = std::process::Command::new("sleep").arg("60").spawn().unwrap();
        let watched = Watched::new(child.id()).unwrap();
        assert!(watched.lives());
        child.kill().unwrap();
        // It is a zombie until somebody waits for it, and that counts as gone.
        let gone = (0..100).any(|_| {
            thread::sleep(std::time::Duration::from_millis(10));
            !watched.lives()
        });
        assert!(gone);
        child.wait().unwrap();
        assert!(Watched::new(child.id()).is_none());
    }
    #[cfg(target_os = "linux")]
    #[test]
    fn the_end_of_a_process_ends_the_session() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().unwrap();
        let (ending, mut reasons) = Ending::channel();
        watch_parent(child.id(), ending.clone()).unwrap();
        assert!(reasons.try_recv().is_err());
        child.kill().unwrap();
        assert_eq!(reasons.blocking_recv(), Some(End::ParentGone));
        // Now it is a zombie, and then it is nothing.
        assert!(outlives(child.id()));
        child.wait().unwrap();
        for never_was in [child.id(), 0, u32::MAX] {
            assert!(outlives(never_was));
        }
    }
}
