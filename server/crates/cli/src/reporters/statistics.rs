//! How often each rule found something, in place of the findings.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Report, Reporter, summary};
use crate::check::Totals;
use crate::terminal::Palette;
use crate::workspace::Trouble;

/// `--statistics`.
pub(crate) struct Statistics {
    pub(crate) format: StatisticsFormat,
    pub(crate) palette: Palette,
    /// Whether a summary follows.
    pub(crate) has_summary: bool,
}

/// The formats that counts can be printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatisticsFormat {
    /// A table.
    Text,
    /// An object a line.
    Json,
}

#[derive(Serialize)]
struct Line<'r> {
    code: &'r str,
    severity: &'r str,
    count: u64,
    safe: u64,
    #[serde(rename = "unsafe")]
    risky: u64,
    summary: &'r str,
}

impl Reporter for Statistics {
    fn finding(&self, _: &Report<'_>) -> String {
        String::new()
    }

    fn tail(&self, totals: &Totals, troubles: &[Trouble]) -> String {
        let mut rules: Vec<_> = totals.rules.iter().collect();
        // The most frequent first; the map is by code already, and the sort is stable.
        rules.sort_by_key(|(_, (_, counts))| std::cmp::Reverse(counts.count));
        let mut out = String::new();
        if self.format == StatisticsFormat::Json {
            for ((code, severity), (summary, counts)) in rules {
                let line = Line {
                    code,
                    severity: severity.name(),
                    count: counts.count,
                    safe: counts.safe,
                    risky: counts.risky,
                    summary,
                };
                out.push_str(&serde_json::to_string(&line).unwrap_or_default());
                out.push('\n');
            }
            return out;
        }
        let digits = rules.first().map_or(0, |(_, (_, counts))| counts.count.to_string().len());
        let widest = rules.iter().map(|((code, _), _)| code.len()).max().unwrap_or(0);
        for ((code, severity), (summary, counts)) in &rules {
            let name = self.palette.severity(*severity).paint(format!("{:7}", severity.name()));
            let code = self.palette.strong.paint(format!("{code:widest$}"));
            let fix = match (counts.safe, counts.risky) {
                (0, 0) => "",
                (0, _) => "*",
                _ => "+",
            };
            let _ = writeln!(out, "{:>digits$} {fix:1} {name}  {code}  {summary}", counts.count);
        }
        if self.has_summary {
            if totals.fixable() != (0, 0) {
                let marks = "\n+ can be fixed with --fix, * with --fix --unsafe-fixes";
                let _ = writeln!(out, "{}", self.palette.quiet.paint(marks));
            }
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&summary(totals, troubles, &self.palette));
        }
        out
    }
}
