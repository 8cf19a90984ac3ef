//! Findings as text. Every reporter turns one finding at a time into text, on any thread; what stands around them is
//! added when they are printed.
//!
//! - [`found`]: what is reported
//! - [`text`]: for people, with [`mod@snippet`]s of the source
//! - [`json`], [`sarif`], [`github`]: for programs
//! - [`statistics`]: counts by rule

mod found;
mod github;
mod json;
pub(crate) mod sarif;
mod snippet;
mod statistics;
#[cfg(test)]
mod tests;
mod text;

use connector::{Connector, FileRole};
use syntax::Span;

use crate::check::{Place, Source, Totals};
use crate::workspace::Trouble;

pub(crate) use found::Found;
pub(crate) use github::Github;
pub(crate) use json::Json;
pub(crate) use sarif::Sarif;
pub(crate) use snippet::{Look, gutter, remark, snippet};
pub(crate) use statistics::{Statistics, StatisticsFormat};
pub(crate) use text::{Text, summary};

/// The files of one connector, by role.
pub(crate) struct Sources<'c> {
    files: Vec<(FileRole, Source<'c>)>,
    /// Stands in for a file that the connector does not have.
    absent: Source<'static>,
}

impl<'c> Sources<'c> {
    pub(crate) fn new(files: Vec<(FileRole, Source<'c>)>) -> Self {
        Self { files, absent: Source::new(String::new(), "", None) }
    }

    /// The file with this role.
    pub(crate) fn get(&self, role: FileRole) -> &Source<'_> {
        self.files.iter().find(|(found, _)| *found == role).map_or(&self.absent, |(_, source)| source)
    }
}

/// A finding with everything that reporters want to know about it.
pub(crate) struct Report<'r> {
    pub(crate) found: Found<'r>,
    pub(crate) connector: &'r Connector,
    pub(crate) sources: &'r Sources<'r>,
    /// The file.
    pub(crate) source: &'r Source<'r>,
    /// Where in the file.
    pub(crate) place: Place,
    /// How many findings of the connector were reported before.
    pub(crate) number: usize,
}

impl<'r> Report<'r> {
    pub(crate) fn new(
        found: Found<'r>,
        connector: &'r Connector,
        sources: &'r Sources<'r>,
        number: usize,
    ) -> Self {
        let source = sources.get(found.file());
        Self { found, connector, sources, source, place: source.place(found.span()), number }
    }

    /// The JSON pointer of what it is about.
    pub(crate) fn pointer(&self) -> String {
        self.found.pointer(self.connector)
    }

    /// The other places: file, span and what is there.
    pub(crate) fn related(&self) -> impl Iterator<Item = (&'r Source<'r>, Span, &'r str)> {
        let sources = self.sources;
        self.found.related().iter().map(move |at| (sources.get(at.file), at.span, &*at.message))
    }
}

/// A format of findings.
pub(crate) trait Reporter: Sync {
    /// What stands before all findings.
    fn head(&self) -> String {
        String::new()
    }

    /// One finding.
    fn finding(&self, report: &Report<'_>) -> String;

    /// What stands between two findings.
    fn separator(&self) -> &'static str {
        ""
    }

    /// What stands after all findings.
    fn tail(&self, _totals: &Totals, _troubles: &[Trouble]) -> String {
        String::new()
    }
}
