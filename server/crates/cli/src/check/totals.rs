//! What a run has found, counted.

use std::collections::BTreeMap;

use rules::{FixKind, Severity};

use crate::reporters::Found;

/// What is counted of one finding.
#[derive(Clone, Copy)]
pub(crate) struct Counted {
    pub(crate) code: &'static str,
    /// What the rule finds, or what the kind of change is, in one line.
    pub(crate) summary: &'static str,
    pub(crate) severity: Severity,
    pub(crate) fix: FixKind,
}

impl Counted {
    pub(crate) fn of(found: Found<'_>) -> Self {
        Self {
            code: found.code(),
            summary: found.summary(),
            severity: found.severity(),
            fix: found.fix_kind(),
        }
    }
}

/// How often a rule has found something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RuleCount {
    pub(crate) count: u64,
    /// How many of them have a fix that may be made without looking.
    pub(crate) safe: u64,
    /// How many have another fix.
    pub(crate) risky: u64,
}

/// The counts of a run.
#[derive(Default)]
pub(crate) struct Totals {
    /// Connectors that were checked.
    pub(crate) connectors: u64,
    /// Those with a finding.
    pub(crate) with_findings: u64,
    /// Those that were compared with what is published of them; `None` if nobody asked for it.
    pub(crate) compared: Option<u64>,
    /// Findings that fixes have made go away.
    pub(crate) fixed: u64,
    /// Files that fixes have changed, or would; `None` if nobody asked for fixes.
    pub(crate) changed_files: Option<u64>,
    /// By code and severity: a rule's findings need not all be equally bad.
    pub(crate) rules: BTreeMap<(&'static str, Severity), (&'static str, RuleCount)>,
}

impl Totals {
    /// Counts a finding.
    pub(crate) fn add(&mut self, finding: Counted) {
        let key = (finding.code, finding.severity);
        let (_, counts) = self.rules.entry(key).or_insert((finding.summary, RuleCount::default()));
        counts.count += 1;
        match finding.fix {
            FixKind::None => {}
            FixKind::Safe => counts.safe += 1,
            FixKind::Unsafe => counts.risky += 1,
        }
    }

    /// Findings of this severity.
    pub(crate) fn of(&self, severity: Severity) -> u64 {
        let counts = self.rules.iter().filter(|((_, found), _)| *found == severity);
        counts.map(|(_, (_, counts))| counts.count).sum()
    }

    /// Findings with a safe fix, and with another fix.
    pub(crate) fn fixable(&self) -> (u64, u64) {
        let counts = self.rules.values().map(|(_, counts)| counts);
        counts.fold((0, 0), |(safe, risky), counts| (safe + counts.safe, risky + counts.risky))
    }

    /// "3 errors and 2 warnings"; empty if there is none.
    pub(crate) fn findings(&self) -> String {
        let kinds = [
            (Severity::Error, "error", "errors"),
            (Severity::Warning, "warning", "warnings"),
            (Severity::Info, "info", "infos"),
            (Severity::Hint, "hint", "hints"),
        ];
        let counts: Vec<String> = kinds
            .into_iter()
            .map(|(severity, one, many)| (self.of(severity), one, many))
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| counted(count, one, many))
            .collect();
        match counts.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{} and {last}", before.join(", ")),
            None => String::new(),
        }
    }
}

/// "1 file", "2 files".
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
