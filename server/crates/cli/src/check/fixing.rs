//! The fixes of one connector, until nothing is left to fix.

use std::collections::HashMap;

use connector::{Connector, FileRole, Part};
use rules::{Finding, Fix, Safety};
use syntax::edit;

/// Fixes may make others possible, but not forever.
const MOST_ROUNDS: usize = 10;

/// What became of a connector.
pub(crate) struct Fixed {
    /// The connector with its new texts.
    pub(crate) connector: Connector,
    /// How many findings went away.
    pub(crate) count: u64,
    /// Files with fixes that were not made, as their bytes are no UTF-8.
    pub(crate) refused: Vec<FileRole>,
    /// Whether fixes were still found after the last round, or could not be made.
    pub(crate) is_unsettled: bool,
}

/// Applies the best fix of each finding that `find` gives, if it is no riskier than `risk`.
pub(crate) fn fix(connector: &Connector, risk: Safety, find: impl Fn(&Connector) -> Vec<Finding>) -> Fixed {
    let mut fixed =
        Fixed { connector: connector.clone(), count: 0, refused: Vec::new(), is_unsettled: false };
    let mut findings = find(&fixed.connector);
    for round in 0.. {
        let chosen = choose(&findings, risk, &mut fixed);
        if chosen.is_empty() {
            break;
        }
        let changed = if round < MOST_ROUNDS { apply(&fixed.connector, &chosen) } else { None };
        let Some(connector) = changed else {
            fixed.is_unsettled = true;
            break;
        };
        let left = find(&connector);
        fixed.count += gone(&findings, &left, risk);
        fixed.connector = connector;
        findings = left;
    }
    fixed
}

fn is_allowed(fix: &Fix, risk: Safety) -> bool {
    fix.safety == Safety::Safe || risk == Safety::Unsafe
}

/// The fixes of this round.
fn choose(findings: &[Finding], risk: Safety, fixed: &mut Fixed) -> Vec<Fix> {
    let mut chosen: Vec<Fix> = Vec::new();
    for fix in findings.iter().filter_map(|finding| finding.fixes.first()).filter(|fix| is_allowed(fix, risk))
    {
        let refused =
            fix.steps.iter().map(|step| step.file).find(|file| !fixed.connector.not_utf8(*file).is_empty());
        match refused {
            Some(file) if fixed.refused.contains(&file) => {}
            Some(file) => fixed.refused.push(file),
            // Several findings may ask for the same change.
            None if chosen.contains(fix) => {}
            None => chosen.push(fix.clone()),
        }
    }
    chosen
}

/// The connector after the fixes: all of them, or a part that goes together. `None` if each of them changes nothing or
/// would leave more syntax errors behind than there were.
fn apply(connector: &Connector, fixes: &[Fix]) -> Option<Connector> {
    let halves = |fixes: &[Fix]| {
        let counts =
            std::iter::successors(Some(fixes.len()), |count| Some(count / 2)).take_while(|count| *count > 0);
        counts.map(|count| fixes[..count].to_vec()).find_map(|some| apply_all(connector, &some))
    };
    (0..fixes.len()).find_map(|start| halves(&fixes[start..]))
}

fn apply_all(connector: &Connector, fixes: &[Fix]) -> Option<Connector> {
    let mut changed = connector.clone();
    let mut is_changed = false;
    for (file, edits) in rules::fix::edits(connector, fixes) {
        let old = connector.part(file)?.text();
        let new = edit::apply(old, &edits)?;
        is_changed |= new != old;
        changed = changed.with(Part::new(file, new));
    }
    (is_changed && errors(&changed) <= errors(connector)).then_some(changed)
}

fn errors(connector: &Connector) -> usize {
    connector.documents().map(|document| document.tree().errors().len()).sum()
}

/// How many of the findings that had an allowed fix are no longer there.
fn gone(before: &[Finding], after: &[Finding], risk: Safety) -> u64 {
    let fixable = |findings: &[Finding]| {
        let mut counts: HashMap<(&'static str, FileRole, String), u64> = HashMap::new();
        for finding in findings {
            if finding.fixes.first().is_some_and(|fix| is_allowed(fix, risk)) {
                *counts.entry((finding.code(), finding.file, finding.message.clone())).or_default() += 1;
            }
        }
        counts
    };
    let after = fixable(after);
    let gone =
        fixable(before).into_iter().map(|(key, count)| count.saturating_sub(*after.get(&key).unwrap_or(&0)));
    gone.sum()
}

#[cfg(test)]
mod tests {
    use connector::FileRole::Definition;
    use rules::{Change, Settings, Stop};
    use syntax::{Span, TextEdit};

    use super::*;

    fn check(connector: &Connector) -> Vec<Finding> {
        rules::check(connector, &Settings::default(), &Stop::default())
    }

    fn text(connector: &Connector) -> &str {
        connector.part(Definition).unwrap().text()
    }

    #[test]
    fn commas_are_mended_until_nothing_is_left() {
        let broken = Connector::of_text(Definition, "{ \"a\": 1 \"b\": [1,,], // c\n \"c\": 2, }");
        let only_syntax = |connector: &Connector| {
            let mut findings = check(connector);
            findings.retain(|finding| finding.code() == "json/syntax");
            findings
        };
        let fixed = fix(&broken, Safety::Safe, only_syntax);
        assert_eq!(errors(&fixed.connector), 0, "{}", text(&fixed.connector));
        assert!(!fixed.is_unsettled && fixed.refused.is_empty());
        assert!(fixed.count >= 4, "{}", fixed.count);
        assert_eq!(fix(&fixed.connector, Safety::Safe, only_syntax).count, 0);
    }

    /// A finding of an existing rule with this fix.
    fn finding(fix: Fix) -> Finding {
        Finding {
            rule: rules::find("json/syntax").unwrap().rule,
            severity: rules::Severity::Error,
            file: Definition,
            span: Span::empty(0),
            node: None,
            message: fix.title.clone(),
            related: Vec::new(),
            tag: None,
            fixes: vec![fix],
        }
    }

    fn replace(title: &str, at: u32, new: &str) -> Finding {
        let edit = TextEdit::new(Span::new(at, at + 1), new);
        finding(Fix::safe(title, Definition, Change::Text(edit)))
    }

    #[test]
    fn fixes_that_undo_each_other_are_stopped() {
        let fixed = fix(&Connector::of_text(Definition, "[1]"), Safety::Safe, |connector| {
            let new = if text(connector) == "[1]" { "2" } else { "1" };
            vec![replace("turn", 1, new)]
        });
        assert!(fixed.is_unsettled);
    }

    #[test]
    fn a_fix_that_breaks_the_file_is_not_made() {
        let fixed =
            fix(&Connector::of_text(Definition, "[1]"), Safety::Safe, |_| vec![replace("break", 2, "{")]);
        assert_eq!(text(&fixed.connector), "[1]");
        assert!(fixed.is_unsettled);
        assert_eq!(fixed.count, 0);
    }

    #[test]
    fn unsafe_fixes_have_to_be_asked_for() {
        let connector = Connector::of_text(Definition, "[1]");
        let find = |connector: &Connector| {
            let edit = TextEdit::new(Span::new(1, 2), "2");
            let change = finding(Fix::unsafe_("change", Definition, Change::Text(edit)));
            if text(connector) == "[1]" { vec![change] } else { Vec::new() }
        };
        assert_eq!(text(&fix(&connector, Safety::Safe, find).connector), "[1]");
        let fixed = fix(&connector, Safety::Unsafe, find);
        assert_eq!((text(&fixed.connector), fixed.count), ("[2]", 1));
    }

    #[test]
    fn files_that_are_not_utf8_are_left_alone() {
        let mut connector = Connector::of_text(Definition, "[1]");
        connector.set_not_utf8(Definition, vec![Span::new(0, 1)]);
        let fixed =
            fix(&connector, Safety::Safe, |_| vec![replace("change", 1, "2"), replace("again", 1, "3")]);
        assert_eq!(fixed.refused, [Definition]);
        assert_eq!((text(&fixed.connector), fixed.count, fixed.is_unsettled), ("[1]", 0, false));
    }
}
