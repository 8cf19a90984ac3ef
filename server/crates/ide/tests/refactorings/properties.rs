//! What holds for a refactoring on all connectors: the meaning stays, and no rule has more to say.

use std::collections::BTreeMap;
use std::path::Path;

use connector::{Connector, Definition, FileRole, role_of};
use evolution::changes::{Class, compare};
use ide::actions::{Action, Outcome};
use rules::{Settings, Severity, Stop};
use syntax::{Node, Span};

use crate::support::{after, definition, offers};

/// How many places of one real connector are tried, and how long its definition may be (bytes).
const MOST_PLACES: usize = 3;
const MOST_BYTES: usize = 300_000;

/// Carries out what refactorings of a kind offer at some of the places in all sample connectors and real ones, and
/// compares: no change may be graver than `gravest`. Gives how many were carried out.
pub(crate) fn for_all(kind: &str, gravest: Class, places: impl Fn(&Definition) -> Vec<Node<'_>>) -> usize {
    let mut made = check_in(&fixture::samples(), (kind, gravest, usize::MAX), &places);
    if let Some(corpus) = fixture::corpus(kind) {
        made += check_in(&corpus, (kind, gravest, MOST_PLACES), &places);
    }
    made
}

fn check_in(
    folder: &Path,
    (kind, gravest, most): (&str, Class, usize),
    places: &impl Fn(&Definition) -> Vec<Node<'_>>,
) -> usize {
    let mut made = 0;
    for (path, text) in fixture::texts(folder) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if role_of(name) != Some(FileRole::Definition) || text.len() > MOST_BYTES {
            continue;
        }
        let connector = definition(&text);
        let Some(found) = connector.definition().map(places) else { continue };
        // From all over the document.
        let step = (found.len() / most).max(1);
        let starts: Vec<Span> =
            found.iter().step_by(step).map(|node| Span::empty(node.span().start + 1)).collect();
        let mut known = None;
        for at in starts {
            for action in offers(&connector, at, kind, true) {
                if !matches!(action.outcome, Outcome::Edits(_)) {
                    continue;
                }
                let known = known.get_or_insert_with(|| grave(&connector));
                check_one((&connector, known), &action, gravest, &path.display().to_string());
                made += 1;
            }
        }
    }
    made
}

fn check_one((connector, known): (&Connector, &Grave), action: &Action, gravest: Class, path: &str) {
    let changed = definition(&after(connector, action));
    let what = format!("{path}: {}", action.title);
    let compared = compare(connector, &changed);
    let felt: Vec<_> = compared.changes.iter().filter(|change| change.class < gravest).collect();
    assert!(felt.is_empty(), "{what}: {felt:#?}");
    for (code, count) in grave(&changed) {
        let before = known.get(code).copied().unwrap_or_default();
        // What was wrong with a call is wrong with its twin.
        let is_twin = code.starts_with("dynamic/") && before > 0 && count == before + 1;
        assert!(count <= before || is_twin, "{what}: {count} of {code}, before {before}");
    }
}

type Grave = BTreeMap<&'static str, usize>;

/// How many findings above info there are of each rule.
fn grave(connector: &Connector) -> Grave {
    let mut counts = Grave::new();
    for finding in rules::check(connector, &Settings::default(), &Stop::default()) {
        if matches!(finding.severity, Severity::Error | Severity::Warning) {
            *counts.entry(finding.rule.code).or_default() += 1;
        }
    }
    counts
}
