//! Snippets: what they insert, and that it is flawless.

mod flawless;
mod shelves;
mod stops;

use connector::{Connector, FileRole, Part};
use ide::At;
use ide::completion::{Completion, CompletionKind, Completions, complete};
use rules::{Profile, Settings, Stop};

use crate::support::accepted;

pub(super) fn connector(definition: &str, properties: &str) -> Connector {
    let part = |role, text: &str| Part::new(role, text.to_owned());
    Connector::new([part(FileRole::Definition, definition), part(FileRole::Properties, properties)])
}

/// Everything that is found, with the place.
pub(super) fn findings(connector: &Connector) -> Vec<String> {
    let profiles = [Profile::Custom, Profile::Certified, Profile::Independent];
    let found = profiles.into_iter().flat_map(|profile| {
        rules::check(connector, &Settings { profile, ..Settings::default() }, &Stop::default())
    });
    let mut found: Vec<String> = found
        // The folder around the test's texts has no other files.
        .filter(|finding| !finding.code().starts_with("package/"))
        // Whoever takes a template that is not published wants it so.
        .filter(|finding| finding.code() != "policy/template-unknown")
        .map(|finding| {
            format!("{:?} {:?} {}: {}", finding.severity, finding.file, finding.code(), finding.message)
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

pub(super) fn snippets(completions: &Completions) -> Vec<&Completion> {
    completions.entries.iter().filter(|entry| entry.kind == CompletionKind::Snippet).collect()
}

/// Accepts every snippet that is offered where `marked` says, with the words it comes with, and again where it was
/// accepted. Neither adds a finding. Gives the labels.
#[track_caller]
pub(super) fn flawless(connector: &Connector, role: FileRole, marked: &str) -> Vec<String> {
    let offset = marked.find("$0").unwrap();
    let plain = marked.replacen("$0", "", 1);
    let before = connector.with(Part::new(role, plain.clone()));
    let known: Vec<String> =
        findings(&before).into_iter().filter(|found| !found.contains("json/syntax")).collect();
    let at = At { file: role, offset: offset as u32 };
    let completions = complete(&before, at, false).unwrap_or_default();
    let mut labels = Vec::new();
    let mut flaws = Vec::new();
    for entry in snippets(&completions) {
        let once = accepted(&plain, &completions, entry);
        let after = before.with(Part::new(role, once.clone()));
        let mut new = findings(&after);
        new.retain(|found| !known.contains(found));
        // A sign-in before its definition: the rule asks for that only.
        new.retain(|found| !found.starts_with("Info Properties security/properties-mismatch"));
        if !new.is_empty() {
            flaws.push(format!("'{}': {new:#?}\n{}", entry.label, entry.text));
        }
        // Where it was accepted, the next one gets other names.
        let end = once.len() - plain[completions.replace.end as usize..].len();
        let comma = if once[..end].ends_with(',') { "" } else { "," };
        let head = format!("{}{comma}\n      ", &once[..end]);
        let again = format!("{head}{}", &once[end..]);
        let second = after.with(Part::new(role, again.clone()));
        let at = At { file: role, offset: head.len() as u32 };
        let more = complete(&second, at, false).unwrap_or_default();
        if let Some(entry) = more.entries.iter().find(|more| more.label == entry.label) {
            let twice = accepted(&again, &more, entry);
            let mut new = findings(&second.with(Part::new(role, twice.clone())));
            new.retain(|found| !known.contains(found));
            if !new.is_empty() {
                flaws.push(format!("'{}' again: {new:#?}\n{}", entry.label, entry.text));
            }
        }
        labels.push(entry.label.clone());
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n\n"));
    labels
}

pub(super) fn at(text: &str, before: &str, marked: &str) -> String {
    assert_eq!(text.matches(before).count(), 1, "{before}");
    text.replacen(before, marked, 1)
}
