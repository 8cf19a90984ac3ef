//! Standard output and standard error. A reader that goes away, such as `head`, ends the output without a word.

use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

use crate::Exit;
use crate::terminal::{Palette, visible};
use crate::workspace::Trouble;

/// Buffered standard output that remembers what became of it.
pub(crate) struct Output {
    writer: BufWriter<StdoutLock<'static>>,
    state: State,
}

enum State {
    Open,
    /// The reader is gone.
    Closed,
    /// Not everything could be written, for another reason.
    Failed(io::Error),
}

impl Output {
    pub(crate) fn stdout() -> Self {
        Self { writer: BufWriter::with_capacity(1 << 16, io::stdout().lock()), state: State::Open }
    }

    /// Whether it still makes sense to write.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.state, State::Open)
    }

    pub(crate) fn write(&mut self, text: &str) {
        if self.is_open() {
            let result = self.writer.write_all(text.as_bytes());
            self.note(result);
        }
    }

    /// Hands on what was written so far.
    pub(crate) fn flush(&mut self) {
        if self.is_open() {
            let result = self.writer.flush();
            self.note(result);
        }
    }

    fn note(&mut self, result: io::Result<()>) {
        match result {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.state = State::Closed,
            Err(error) => self.state = State::Failed(error),
        }
    }

    /// Writes the rest. The exit code is `exit` unless something could not be written.
    pub(crate) fn finish(mut self, exit: Exit) -> Exit {
        self.flush();
        match self.state {
            State::Open | State::Closed => exit,
            State::Failed(error) => {
                complain(&format!("the output could not be written: {error}"));
                Exit::CouldNotRun
            }
        }
    }
}

/// Says on standard error why something cannot be done.
pub(crate) fn complain(message: &str) {
    let palette = Palette::of(&io::stderr());
    tell(&format!("{}: {message}\n", palette.error.paint("error")));
}

/// Says on standard error what is wrong with a file or folder.
pub(crate) fn note(trouble: &Trouble) {
    let palette = Palette::of(&io::stderr());
    let name = palette.severity(trouble.severity).paint(trouble.severity);
    let place =
        if trouble.place.is_empty() { String::new() } else { format!("{}: ", visible(&trouble.place)) };
    tell(&format!("{name}: {place}{}\n", visible(&trouble.message)));
}

/// Writes to standard error, if it is there.
pub(crate) fn tell(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}
