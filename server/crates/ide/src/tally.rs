//! How many findings something has.

use connector::FileRole;
use rules::{Finding, Severity};
use syntax::Span;

/// Findings, counted by how bad they are. Hints are no matter of counting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What is rejected or cannot work.
    pub errors: usize,
    /// What may be rejected, or works otherwise than it looks.
    pub warnings: usize,
    /// What is worth knowing.
    pub infos: usize,
}

impl Tally {
    /// Counts all of these findings.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Info => tally.infos += 1,
                Severity::Hint => {}
            }
        }
        tally
    }

    /// Counts those that lie in a part of a file, given in bytes. `findings` are in order of file and position, as
    /// [`rules::check`] gives them.
    pub fn within(findings: &[Finding], file: FileRole, around: Span) -> Self {
        let first =
            findings.partition_point(|finding| (finding.file, finding.span.start) < (file, around.start));
        let started = findings[first..]
            .iter()
            .take_while(|finding| finding.file == file && finding.span.start < around.end);
        Self::of(started.filter(|finding| finding.span.end <= around.end))
    }
}
