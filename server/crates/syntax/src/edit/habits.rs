//! What editors find out about a text. It stands beside the tree: for a report an editor is made for each finding.

use std::sync::OnceLock;

use super::TextEdit;
use super::layout;
use super::style::{self, Style};
use crate::watch::{self, Asked};
use crate::{LineIndex, Tree};

/// The habits of a text, each read when somebody first needs it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Habits {
    style: OnceLock<Style>,
    line_starts: OnceLock<Vec<u32>>,
    lines: OnceLock<LineIndex>,
    line_ends: OnceLock<[bool; 3]>,
}

impl Habits {
    /// The habits of the tree `after`, which an edit has made of `before`: what is known of the old text and is easily
    /// told of the new one.
    pub(crate) fn edited(before: &Tree, after: &Tree, edit: &TextEdit) -> Self {
        let habits = Self::default();
        if let Some(lines) = before.habits.lines.get() {
            let _ = habits.lines.set(lines.edited(&after.text, edit));
        }
        habits
    }
}

impl Tree {
    /// How the document is written.
    pub fn style(&self) -> &Style {
        watch::ask(Asked::Text);
        self.habits.style.get_or_init(|| watch::apart(|| Style::of(self)))
    }

    /// The lines of the text, as editors count them.
    pub fn lines(&self) -> &LineIndex {
        watch::ask(Asked::Text);
        self.habits.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Where the lines start, in order (bytes).
    pub(super) fn line_starts(&self) -> &[u32] {
        watch::ask(Asked::Text);
        self.habits.line_starts.get_or_init(|| style::line_starts(&self.text))
    }

    /// Whether there are the line ends `\n`, `\r\n` and `\r`.
    pub(super) fn line_ends(&self) -> [bool; 3] {
        watch::ask(Asked::Text);
        *self.habits.line_ends.get_or_init(|| layout::line_ends(&self.text))
    }
}
