//! What can be done about what the rules found: a fix, all fixes of one sort, or leaving it out.

use connector::FileRole;
use rules::fix::is_for_a_whole_file;
use rules::{Finding, Ignore, Safety, Settings, engine};

use super::kind::{FIX_ALL, QUICK_FIX};
use super::{Action, Outcome, Request, Solved};
use crate::configuration::ConfigurationEdit;
use crate::fixing::fix;
use crate::view::View;
use crate::{diagnostics, in_file};

/// How many findings are looked at.
const MAX_FINDINGS: usize = 100;

/// The actions for the findings at the place that is asked about.
pub(super) fn at(view: View<'_>, request: &Request<'_>, stop: &rules::Stop) -> Vec<Action> {
    if !request.wanted.includes(QUICK_FIX) {
        return Vec::new();
    }
    let is_here = |finding: &Finding| finding.file == request.file && finding.span.meets(request.span);
    let all = view.findings.iter().enumerate();
    let here: Vec<(usize, &Finding)> =
        all.filter(|(_, finding)| is_here(finding)).take(MAX_FINDINGS).collect();
    let several = here.len() > 1;
    let mut found = Vec::new();
    for (index, finding) in &here {
        found.extend(fixes(view, *index, finding));
    }
    let mut codes: Vec<&str> = here.iter().map(|(_, finding)| finding.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        let risk = if is_for_a_whole_file(code) { Safety::Unsafe } else { Safety::Safe };
        let is_one = |finding: &Finding| finding.code() == code && has_fix(finding, risk);
        let count = in_file(view.findings, request.file).filter(|finding| is_one(finding)).count();
        if count > 1 && here.iter().any(|(_, finding)| is_one(finding)) {
            let title = format!("Fix all '{code}' in this file");
            found.extend(together(view, request, stop, (title, QUICK_FIX, risk), is_one));
        }
    }
    for (_, finding) in here {
        found.extend(ignored(view, request, finding, several));
    }
    found
}

/// All safe fixes of the file that is asked about.
pub(super) fn fix_all(view: View<'_>, request: &Request<'_>, stop: &rules::Stop) -> Option<Action> {
    let is_safe = |finding: &Finding| has_fix(finding, Safety::Safe);
    let can_be_fixed = in_file(view.findings, request.file).any(is_safe);
    if !request.wanted.includes(FIX_ALL) || !can_be_fixed {
        return None;
    }
    let title = "Fix all problems with a safe fix".to_owned();
    together(view, request, stop, (title, FIX_ALL, Safety::Safe), is_safe)
}

/// Whether the best fix is no riskier than `risk` and stays in the file.
fn has_fix(finding: &Finding, risk: Safety) -> bool {
    let stays_in_file = |fix: &rules::Fix| fix.steps.iter().all(|step| step.file == finding.file);
    let is_allowed = |fix: &rules::Fix| fix.safety == Safety::Safe || risk == Safety::Unsafe;
    finding.fixes.first().is_some_and(|fix| is_allowed(fix) && stays_in_file(fix))
}

/// The fixes of one finding, the first one preferred.
fn fixes(view: View<'_>, index: usize, finding: &Finding) -> impl Iterator<Item = Action> {
    let is_text = move |file: FileRole| view.connector.not_utf8(file).is_empty();
    finding.fixes.iter().enumerate().filter_map(move |(number, fix)| {
        if !fix.steps.iter().all(|step| is_text(step.file)) {
            return None;
        }
        let edits = fix.edits(view.connector);
        let outcome = if edits.is_empty() {
            Outcome::Create(fix.new_files(view.connector).into_iter().next()?)
        } else if edits.iter().all(|(file, _)| is_text(*file)) {
            Outcome::Edits(edits)
        } else {
            return None;
        };
        let action = Action::quick_fix(fix.title.clone(), outcome, vec![Solved::Finding(index)]);
        Some(Action { is_preferred: number == 0, ..action })
    })
}

/// The best fixes of all findings in the file that `is_one` picks, until nothing is left to fix.
fn together(
    view: View<'_>,
    request: &Request<'_>,
    stop: &rules::Stop,
    (title, kind, risk): (String, &str, Safety),
    is_one: impl Fn(&Finding) -> bool,
) -> Option<Action> {
    let outcome = if request.is_eager {
        let super::Checking { settings, elsewhere } = request.checking;
        let fixed = fix(view.connector, risk, |connector| {
            let mut findings = diagnostics(connector, settings, elsewhere, stop);
            findings.retain(|finding| finding.file == request.file && is_one(finding));
            findings
        });
        (!fixed.edits.is_empty()).then_some(Outcome::Edits(fixed.edits))?
    } else {
        Outcome::Later
    };
    let solves = solved(view, |finding| finding.file == request.file && is_one(finding));
    Some(Action { kind: kind.to_owned(), ..Action::quick_fix(title, outcome, solves) })
}

/// Says in the configuration that a finding does not matter here.
fn ignored(view: View<'_>, request: &Request<'_>, finding: &Finding, several: bool) -> Option<Action> {
    // What cannot be read cannot be left out: everything behind it is in doubt.
    let file = request.configuration.filter(|_| finding.code() != "json/syntax")?;
    let pointer = finding.node.map(|_| engine::pointer(view.connector, finding));
    let settings = request.checking.settings;
    let name = settings.name(finding.file).replace('\\', "/");
    let name = name.trim_start_matches("./");
    // Other connectors go by the same configuration, and another file may have the same place: one folder may have
    // several definitions.
    let folder = if file.folder.is_empty() { "." } else { file.folder };
    let pattern = format!("{folder}/{name}");
    let place = if pointer.is_some() { "here" } else { "in this file" };
    let which = if several { format!(" ({})", finding.code()) } else { String::new() };
    let entry =
        Ignore { rule: finding.code().to_owned(), pointer, file: Some(pattern), reason: Some(String::new()) };
    let edit = ConfigurationEdit::ignore(file, &entry)?;
    let after = Settings { ignore: vec![entry], ..settings.clone() };
    let (file, code) = (finding.file, finding.code());
    let goes = |known: &Finding| {
        // The pointer is dear, and the entry is about this code in this file.
        known.file == file
            && known.code() == code
            && after.ignores(code, &engine::pointer(view.connector, known), file)
    };
    let solves = solved(view, goes);
    Some(Action::quick_fix(format!("Ignore this {place}{which}"), Outcome::Configuration(edit), solves))
}

/// The findings that are gone then.
fn solved(view: View<'_>, is_solved: impl Fn(&Finding) -> bool) -> Vec<Solved> {
    let all = view.findings.iter().enumerate();
    all.filter(|(_, finding)| is_solved(finding)).map(|(index, _)| Solved::Finding(index)).collect()
}
