//! `connector-ls diff`.
//!
//! - [`sides`]: from the two arguments to two connectors
//! - [`text`], [`json`], [`markdown`], [`mod@sarif`]: the formats

mod json;
mod markdown;
mod sarif;
mod sides;
mod text;

use std::env;
use std::io;

use evolution::changes::{Change, Class, Comparison, Spot, Update, compare, compare_whole};

use crate::Exit;
use crate::arguments::{DiffArguments, DiffFormat};
use crate::check::counted;
use crate::output::{Output, complain, note};
use crate::reporters::Sources;
use crate::terminal::{Palette, width};
use crate::workspace::{Base, Trouble};
use sides::Side;

/// Compares what the two arguments name and prints the changes.
pub(crate) fn run(arguments: &DiffArguments) -> Exit {
    let here = match env::current_dir() {
        Ok(here) => here,
        Err(error) => {
            complain(&format!("the current folder cannot be found: {error}"));
            return Exit::CouldNotRun;
        }
    };
    let mut troubles = Vec::new();
    let base = Base::new(here.clone());
    let sides = sides::load((&arguments.old, &arguments.new), &here, &base, &mut troubles);
    for trouble in &troubles {
        note(trouble);
    }
    let (old, new) = match sides {
        Ok(sides) => sides,
        Err(trouble) => {
            note(&trouble);
            return Exit::CouldNotRun;
        }
    };
    let compare = if old.is_whole && new.is_whole { compare_whole } else { compare };
    let comparison = compare(&old.connector, &new.connector);
    let view = View { old: (&old, old.sources()), new: (&new, new.sources()), comparison: &comparison };
    let stdout = io::stdout();
    let printed = match arguments.format {
        DiffFormat::Text => text::print(&view, &Palette::of(&stdout), width(&stdout)),
        DiffFormat::Json => json::print(&view),
        DiffFormat::Markdown => markdown::print(&view),
        DiffFormat::Sarif => sarif::print(&view, &base, &troubles),
    };
    let mut output = Output::stdout();
    output.write(&printed);
    let is_unread = troubles.iter().any(Trouble::is_error);
    output.finish(match comparison.count(Class::Breaking) {
        _ if is_unread => Exit::CouldNotRun,
        0 => Exit::Clean,
        _ => Exit::Findings,
    })
}

/// Where a change was in the published connector. Of something new that is only where it would have been: it is left
/// out, unless there is no other place to show.
fn published(change: &Change) -> Option<Spot> {
    let is_new = change.old_text.is_none() && change.new_text.is_some();
    change.old.filter(|_| !is_new || change.new.is_none())
}

/// Two connectors and what changed between them.
struct View<'v> {
    old: (&'v Side, Sources<'v>),
    new: (&'v Side, Sources<'v>),
    comparison: &'v Comparison,
}

impl View<'_> {
    /// The changes, the gravest first, then by place.
    fn by_weight(&self) -> Vec<&Change> {
        let mut changes: Vec<&Change> = self.comparison.changes.iter().collect();
        changes.sort_by_key(|change| change.class);
        changes
    }

    /// The JSON pointer of what a change is about: in the new file, or in the old one of what is gone.
    fn pointer(&self, change: &Change) -> String {
        let new = change.new.and_then(|spot| spot.pointer(&self.new.0.connector));
        let old = || change.old.and_then(|spot| spot.pointer(&self.old.0.connector));
        new.or_else(old).unwrap_or_default()
    }

    /// "2 breaking, 1 risky and 3 compatible changes".
    fn counts(&self) -> String {
        let count = |class| self.comparison.count(class) as u64;
        let (breaking, risky) = (count(Class::Breaking), count(Class::Risky));
        let compatible = counted(count(Class::Compatible), "compatible change", "compatible changes");
        format!("{breaking} breaking, {risky} risky and {compatible}")
    }

    /// What the update counts as, as a sentence.
    fn verdict(&self) -> &'static str {
        match self.comparison.update {
            Update::None => "Nothing that the connector means has changed.",
            Update::Minor => "For certification this is a minor update: only texts and looks change.",
            Update::Major => "For certification this is a major update.",
        }
    }
}
