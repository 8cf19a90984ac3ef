//! Annotations of GitHub Actions
//! (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>).

use rules::Severity;

use super::{Report, Reporter};
use crate::terminal::visible;

/// `--format github`.
pub(crate) struct Github;

impl Reporter for Github {
    fn finding(&self, report: &Report<'_>) -> String {
        let (found, place) = (report.found, report.place);
        let command = match found.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info | Severity::Hint => "notice",
        };
        let file = property(&report.source.path);
        // Columns belong to one line: with two, the runner refuses them
        // (https://github.com/actions/runner/pull/2082).
        let place = if place.line == place.end_line {
            format!(
                "line={},col={},endLine={},endColumn={}",
                place.line, place.column, place.end_line, place.end_column
            )
        } else {
            format!("line={},endLine={}", place.line, place.end_line)
        };
        let title = property(found.code());
        format!("::{command} file={file},{place},title={title}::{}\n", message(found.message()))
    }
}

/// The text after the last `::`.
fn message(text: &str) -> String {
    // Line ends are the only control characters that the form can carry.
    let lines = text.split('\n').map(|line| {
        let parts = line.split('\r').map(|part| visible(part).replace('%', "%25"));
        parts.collect::<Vec<_>>().join("%0D")
    });
    lines.collect::<Vec<_>>().join("%0A")
}

/// A value between `=` and the next comma.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
