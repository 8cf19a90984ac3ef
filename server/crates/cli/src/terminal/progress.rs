//! A progress bar on standard error, for runs that make people wait.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use terminal_size::{Width, terminal_size_of};

use super::Palette;
use crate::output::tell;

/// Shorter runs show no bar.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long a drawn bar stays as it is.
const REDRAW: Duration = Duration::from_millis(100);
/// Cells that the bar takes beside its text.
const BAR: usize = 30;

/// The bar. It is there only if standard error is a terminal.
pub(crate) struct Progress {
    started: Instant,
    drawn: Option<Instant>,
    is_visible: bool,
    /// Whether standard output goes to a terminal too, surely the same one.
    shares_terminal: bool,
    is_wanted: bool,
    palette: Palette,
}

impl Progress {
    /// Starts the clock. With `is_wanted` false nothing ever shows.
    pub(crate) fn new(is_wanted: bool) -> Self {
        let stderr = io::stderr();
        let is_wanted = is_wanted && stderr.is_terminal() && anstyle_query::term_supports_color();
        Self {
            started: Instant::now(),
            drawn: None,
            is_visible: false,
            shares_terminal: io::stdout().is_terminal(),
            is_wanted,
            palette: Palette::of(&stderr),
        }
    }

    /// Shows how far it is, if it is time to.
    pub(crate) fn show(&mut self, done: usize, all: usize) {
        let is_due = self.drawn.is_none_or(|drawn| drawn.elapsed() >= REDRAW);
        if !self.is_wanted || self.started.elapsed() < PATIENCE || !is_due {
            return;
        }
        let width = terminal_size_of(io::stderr()).map_or(80, |(Width(width), _)| usize::from(width));
        let counts = format!(" {done}/{all} folders");
        let room = width.saturating_sub(counts.len() + 1).min(BAR);
        let filled = (room * done).checked_div(all).unwrap_or(0);
        let bar = self.palette.frame.paint("━".repeat(filled));
        let rest = self.palette.quiet.paint("━".repeat(room - filled));
        tell(&format!("\r\x1b[2K{bar}{rest}{counts}"));
        self.drawn = Some(Instant::now());
        self.is_visible = true;
    }

    /// Takes the bar away, so that something else can be written to standard error.
    pub(crate) fn hide(&mut self) {
        if self.is_visible {
            self.is_visible = false;
            tell("\r\x1b[2K");
        }
    }

    /// Takes the bar away if standard output is about to be written where it stands.
    pub(crate) fn make_way(&mut self) {
        if self.shares_terminal {
            self.hide();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.hide();
    }
}
