//! `connector-ls check`.
//!
//! - [`options`]: what is wanted
//! - [`inspection`]: one folder's connectors, on any thread
//! - [`published`]: what a connector is compared with, and [`entries`] of the configuration that cover nothing any more
//! - [`difference`]: what fixes change
//! - [`ordered`] and [`merge`]: from many threads to one output in the order of the paths
//! - [`source`]: offsets to lines and columns, counted by [`lines`]
//! - [`totals`] of what was found

mod difference;
mod entries;
mod inspection;
mod lines;
mod merge;
mod options;
mod ordered;
pub(crate) mod published;
mod source;
mod totals;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use rules::Severity;

use crate::Exit;
use crate::output::{Output, note, tell};
use crate::reporters::{Reporter, summary};
use crate::terminal::{Palette, Progress};
use crate::workspace::{Target, Trouble, collect};

use entries::Entries;
use inspection::{Outcome, inspect};
use merge::Merge;
use ordered::{Event, in_order};

pub(crate) use difference::{for_terminal, unified};
pub(crate) use options::{Options, Purpose};
pub(crate) use source::{Place, Source};
#[cfg(test)]
pub(crate) use totals::Counted;
pub(crate) use totals::{Totals, counted};

/// Checks the connectors at and below `paths`.
pub(crate) fn run(paths: &[PathBuf], options: &Options) -> Exit {
    let mut troubles = Vec::new();
    let targets = collect(paths, &options.base, &mut troubles);
    let mut run = Run {
        options,
        reporter: options.reporter.as_ref(),
        output: Output::stdout(),
        progress: Progress::new(!options.is_quiet),
        merge: Merge::default(),
        troubles: Vec::new(),
        totals: Totals {
            changed_files: (!matches!(options.purpose, Purpose::Report)).then_some(0),
            ..Totals::default()
        },
        entries: Entries::default(),
        has_printed: false,
        is_for_people: io::stdout().is_terminal(),
        flushed: Instant::now(),
    };
    for trouble in troubles {
        run.note(trouble);
    }
    run.print(&options.reporter.head());
    run.output.flush();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut arrived = 0;
    in_order(
        &targets,
        threads,
        |target| inspect(target, &targets, options),
        |event| match event {
            Event::Result(outcome) => {
                let target = &targets[arrived];
                arrived += 1;
                run.take(target, outcome, targets.get(arrived))
            }
            Event::Waiting => {
                run.flush();
                run.progress.show(arrived, targets.len());
                ControlFlow::Continue(())
            }
        },
    );
    run.end()
}

/// A run as its results come in.
struct Run<'o> {
    options: &'o Options,
    reporter: &'o dyn Reporter,
    output: Output,
    progress: Progress,
    merge: Merge,
    troubles: Vec<Trouble>,
    totals: Totals,
    entries: Entries,
    /// Whether a finding was printed: the next one needs a separator before it.
    has_printed: bool,
    /// Whether people look at the output as it comes.
    is_for_people: bool,
    flushed: Instant,
}

/// How long findings wait for more of them before a program that reads the output gets them.
const PATIENCE: Duration = Duration::from_millis(100);

impl Run<'_> {
    /// Takes what a folder gave; `next` is the folder after it.
    fn take(&mut self, target: &Target, outcome: Outcome, next: Option<&Target>) -> ControlFlow<()> {
        self.entries.add(target, outcome.covering);
        self.totals.connectors += outcome.connectors;
        self.totals.with_findings += outcome.with_findings;
        if let Some(compared) = outcome.compared {
            *self.totals.compared.get_or_insert_default() += compared;
        }
        self.totals.fixed += outcome.fixed;
        if let Some(files) = &mut self.totals.changed_files {
            *files += outcome.changed_files;
        }
        for trouble in outcome.troubles {
            self.note(trouble);
        }
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for finding in outcome.findings {
            self.totals.add(finding.counted);
            let text = texts.entry(finding.path).or_default();
            if !text.is_empty() {
                text.push_str(self.reporter.separator());
            }
            text.push_str(&finding.text);
        }
        for (path, text) in texts {
            self.merge.put(path, text);
        }
        self.print_ready(next.map(|target| format!("{}/", target.shown)).as_deref());
        let difference = outcome.difference;
        if !difference.is_empty() && self.is_for_people {
            self.print(&for_terminal(&difference, &Palette::of(&io::stdout())));
        } else {
            self.print(&difference);
        }
        self.flush();
        // Without a reader a check has no point, but fixes still have one.
        let has_point = self.output.is_open() || matches!(self.options.purpose, Purpose::Fix(_));
        if has_point { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn print_ready(&mut self, next: Option<&str>) {
        let ready: Vec<String> = self.merge.ready(next).filter(|text| !text.is_empty()).collect();
        for text in ready {
            if self.has_printed {
                self.print(self.reporter.separator());
            }
            self.has_printed = true;
            self.print(&text);
        }
    }

    /// Hands on what was printed: to people at once, to programs a few times a second.
    fn flush(&mut self) {
        if self.is_for_people || self.flushed.elapsed() >= PATIENCE {
            self.output.flush();
            self.flushed = Instant::now();
        }
    }

    fn print(&mut self, text: &str) {
        if !text.is_empty() {
            self.progress.make_way();
            self.output.write(text);
        }
    }

    /// Says what could not be checked, or what has no effect.
    fn note(&mut self, trouble: Trouble) {
        // What is wrong with the baseline is wrong for every folder.
        if self.troubles.contains(&trouble) {
            return;
        }
        if trouble.severity == Severity::Error || !self.options.is_quiet {
            self.progress.hide();
            note(&trouble);
        }
        self.troubles.push(trouble);
    }

    /// Prints what closes the output, and judges.
    fn end(mut self) -> Exit {
        self.print_ready(None);
        self.note_idle_entries();
        let tail = self.reporter.tail(&self.totals, &self.troubles);
        self.print(&tail);
        self.output.flush();
        let warnings = self.totals.of(Severity::Warning);
        let excess = self.options.max_warnings.filter(|most| warnings > *most);
        if !self.options.is_quiet {
            self.close(warnings, excess);
        }
        let could_not_run = self.troubles.iter().any(|trouble| trouble.severity == Severity::Error);
        let has_findings = self.totals.of(Severity::Error) > 0 || excess.is_some();
        let exit = match (could_not_run, has_findings) {
            (true, _) => Exit::CouldNotRun,
            (false, true) => Exit::Findings,
            (false, false) => Exit::Clean,
        };
        self.progress.hide();
        self.output.finish(exit)
    }

    /// Tells of entries in configuration files that cover nothing. With another profile, or where something could not be
    /// read, they may have had nothing to cover this time.
    fn note_idle_entries(&mut self) {
        let is_partial = self.options.profile.is_some()
            || !self.output.is_open()
            || self.troubles.iter().any(Trouble::is_error);
        if !is_partial {
            self.entries.idle().into_iter().for_each(|trouble| self.note(trouble));
        }
    }

    /// The closing words on standard error.
    fn close(&mut self, warnings: u64, excess: Option<u64>) {
        self.progress.hide();
        let palette = Palette::of(&io::stderr());
        match self.options.purpose {
            Purpose::Diff(_) if self.totals.fixed == 0 => tell("Nothing to fix.\n"),
            Purpose::Diff(_) => {
                let fixed = counted(self.totals.fixed, "finding", "findings");
                let files = counted(self.totals.changed_files.unwrap_or_default(), "file", "files");
                tell(&format!("Would fix {fixed} in {files}.\n"));
            }
            // The formats for programs have no place for a summary.
            Purpose::Report | Purpose::Fix(_) if self.options.needs_summary => {
                tell(&summary(&self.totals, &self.troubles, &palette));
            }
            Purpose::Report | Purpose::Fix(_) => {}
        }
        if let Some(most) = excess {
            let warnings = counted(warnings, "warning is", "warnings are");
            tell(&format!("{}: {warnings} more than --max-warnings {most}.\n", palette.error.paint("error")));
        }
    }
}
