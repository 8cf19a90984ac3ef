//! For people: what is wrong, where, the source line, what to do.

use std::fmt::Write as _;

use rules::{FixKind, Severity};

use super::snippet::{Look, gutter, remark, snippet};
use super::{Report, Reporter};
use crate::check::{Totals, counted};
use crate::terminal::{Palette, visible};
use crate::workspace::Trouble;

/// How many of a finding's other places are shown.
const MOST_RELATED: usize = 4;

/// `--format text`.
pub(crate) struct Text {
    pub(crate) palette: Palette,
    /// Cells in a line.
    pub(crate) width: usize,
    /// Whether a summary follows.
    pub(crate) has_summary: bool,
}

impl Reporter for Text {
    fn finding(&self, report: &Report<'_>) -> String {
        let (found, palette) = (report.found, &self.palette);
        let paint = palette.severity(found.severity());
        let mut out = format!(
            "{}{}{} {}\n",
            paint.paint(found.severity()),
            paint.paint(format_args!("[{}]", found.code())),
            palette.strong.paint(":"),
            palette.strong.paint(visible(found.message())),
        );
        let related = report.related().take(MOST_RELATED);
        let widest = related.map(|(source, span, _)| gutter(source, span.start)).max().unwrap_or(0);
        let gutter = gutter(report.source, found.span().start).max(widest);
        let look = Look { palette, paint, mark: '^', width: self.width, gutter };
        out.push_str(&snippet(report.source, found.span(), look));
        for (source, span, message) in report.related().take(MOST_RELATED) {
            remark(&mut out, palette, gutter, "note", &visible(message));
            // A remark on the place itself needs no second look at it.
            if span != found.span() || source.path != report.source.path {
                out.push_str(&snippet(source, span, Look { paint: palette.frame, mark: '-', ..look }));
            }
        }
        let more = found.related().len().saturating_sub(MOST_RELATED);
        if more > 0 {
            remark(
                &mut out,
                palette,
                gutter,
                "note",
                &format!("and {}", counted(more as u64, "more place", "more places")),
            );
        }
        if let Some(fix) = found.fix() {
            let how = match fix.safety.kind() {
                FixKind::Unsafe => "--fix --unsafe-fixes",
                FixKind::Safe | FixKind::None => "--fix",
            };
            let how = palette.quiet.paint(format!("({how})"));
            remark(&mut out, palette, gutter, "help", &format!("{} {how}", visible(&fix.title)));
        }
        remark(&mut out, palette, gutter, "docs", &palette.quiet.paint(found.docs()).to_string());
        out.push('\n');
        out
    }

    fn tail(&self, totals: &Totals, troubles: &[Trouble]) -> String {
        if self.has_summary { summary(totals, troubles, &self.palette) } else { String::new() }
    }
}

/// The closing lines of a run.
pub(crate) fn summary(totals: &Totals, troubles: &[Trouble], palette: &Palette) -> String {
    let connectors = counted(totals.connectors, "connector", "connectors");
    let findings = totals.findings();
    let mut out = String::new();
    if totals.fixed > 0 {
        let fixed = counted(totals.fixed, "finding", "findings");
        let files = counted(totals.changed_files.unwrap_or_default(), "file", "files");
        let _ = writeln!(out, "{}", palette.strong.paint(format_args!("Fixed {fixed} in {files}.")));
    } else if totals.changed_files == Some(0) && totals.connectors > 0 {
        let _ = writeln!(out, "{}", palette.strong.paint("No file was changed."));
    }
    // Of no connector there is nothing to say but why, which is told already.
    if findings.is_empty() && totals.connectors > 0 {
        let left = if totals.fixed > 0 { "left " } else { "" };
        let _ = writeln!(out, "{}", palette.strong.paint(format_args!("No findings {left}in {connectors}.")));
    } else if !findings.is_empty() {
        let affected = if totals.with_findings == totals.connectors {
            connectors
        } else {
            let affected = counted(totals.with_findings, "connector", "connectors");
            format!("{affected} ({} checked)", totals.connectors)
        };
        let worst = if totals.of(Severity::Error) > 0 { palette.error } else { palette.strong };
        let _ = writeln!(out, "{} {findings} in {affected}.", worst.paint("Found"));
        let fix = match totals.fixable() {
            (0, 0) => String::new(),
            (0, risky) => format!("{} with --fix --unsafe-fixes", can_be_fixed(risky)),
            (safe, 0) => format!("{} with --fix", can_be_fixed(safe)),
            (safe, risky) => format!("{} with --fix, {risky} more with --unsafe-fixes", can_be_fixed(safe)),
        };
        if !fix.is_empty() {
            let _ = writeln!(out, "{fix}.");
        }
    }
    if let Some(compared) = totals.compared.filter(|_| totals.connectors > 0) {
        let connectors = counted(totals.connectors, "connector", "connectors");
        let _ = writeln!(out, "Compared with what is published: {compared} of {connectors}.");
    }
    let unread = troubles.iter().filter(|trouble| trouble.severity == Severity::Error).count() as u64;
    if unread > 0 {
        let unread = counted(unread, "place", "places");
        let _ = writeln!(
            out,
            "{}",
            palette.error.paint(format_args!("{unread} could not be checked; see above."))
        );
    }
    out
}

fn can_be_fixed(count: u64) -> String {
    if count == 1 { "1 can be fixed".to_owned() } else { format!("{count} can be fixed") }
}
