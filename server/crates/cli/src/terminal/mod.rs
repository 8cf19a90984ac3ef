//! What a terminal needs: colours only where they are wanted, text that cannot do harm, a progress bar.

mod escape;
mod progress;

use std::fmt::{self, Display};
use std::io::{IsTerminal, Stdout};

use anstyle::{AnsiColor, Style};
use rules::Severity;
use terminal_size::{Width, terminal_size_of};
use unicode_width::UnicodeWidthStr;

pub(crate) use escape::{Shown, for_machines, json_line, shown, visible};
pub(crate) use progress::Progress;

/// How wide lines are made where there is no terminal to measure, in cells.
const USUAL_WIDTH: usize = 120;

/// Whether text for this stream may be coloured: it is a terminal that understands colours, and `NO_COLOR`
/// (<https://no-color.org>) is not set.
pub(crate) fn is_coloured(stream: &impl IsTerminal) -> bool {
    if !stream.is_terminal() || anstyle_query::no_color() {
        return false;
    }
    // The console of Windows has to be asked first; elsewhere the answer is always yes.
    anstyle_query::windows::enable_ansi_colors() != Some(false) && anstyle_query::term_supports_ansi_color()
}

/// The width of the terminal in cells, or a usual one.
pub(crate) fn width(stdout: &Stdout) -> usize {
    terminal_size_of(stdout).map_or(USUAL_WIDTH, |(Width(cells), _)| usize::from(cells).max(20))
}

/// How many cells a terminal takes to show `text`.
pub(crate) fn cells(text: &str) -> usize {
    text.width()
}

/// A colour, or none.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Paint(Style);

impl Paint {
    const fn of(colour: AnsiColor) -> Self {
        Self(colour.on_default())
    }

    const fn bold(self) -> Self {
        Self(self.0.bold())
    }

    /// `text` in this colour.
    pub(crate) fn paint<T: Display>(self, text: T) -> Painted<T> {
        Painted(self.0, text)
    }
}

/// Text in a colour, to be formatted.
pub(crate) struct Painted<T>(Style, T);

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(style, text) = self;
        write!(f, "{style}{text}{style:#}")
    }
}

/// The colours of everything that is printed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Palette {
    pub(crate) error: Paint,
    pub(crate) warning: Paint,
    pub(crate) info: Paint,
    pub(crate) hint: Paint,
    /// Headings and messages.
    pub(crate) strong: Paint,
    /// Line numbers and frames.
    pub(crate) frame: Paint,
    /// What matters least.
    pub(crate) quiet: Paint,
    /// Code in running text, and the new lines of a difference.
    pub(crate) code: Paint,
    /// The old lines of a difference.
    pub(crate) removed: Paint,
}

impl Palette {
    /// The colours for a stream; none where it may not be coloured.
    pub(crate) fn of(stream: &impl IsTerminal) -> Self {
        if is_coloured(stream) { Self::coloured() } else { Self::default() }
    }

    /// The colours for a terminal.
    pub(crate) fn coloured() -> Self {
        Self {
            error: Paint::of(AnsiColor::Red).bold(),
            warning: Paint::of(AnsiColor::Yellow).bold(),
            info: Paint::of(AnsiColor::Cyan).bold(),
            hint: Paint::of(AnsiColor::Magenta).bold(),
            strong: Paint(Style::new().bold()),
            frame: Paint::of(AnsiColor::Blue).bold(),
            quiet: Paint(Style::new().dimmed()),
            code: Paint::of(AnsiColor::Green),
            removed: Paint::of(AnsiColor::Red),
        }
    }

    /// The colour of a severity.
    pub(crate) fn severity(&self, severity: Severity) -> Paint {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Info => self.info,
            Severity::Hint => self.hint,
        }
    }
}
