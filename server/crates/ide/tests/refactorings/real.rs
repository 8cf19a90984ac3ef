//! On real connectors: what is extracted or inlined means the same as before, and nothing panics anywhere.

use std::collections::BTreeMap;
use std::path::Path;

use connector::fingerprint::Fingerprints;
use connector::{Connector, FileRole, reads_as_definition};
use evolution::changes::{Class, compare};
use fixture::Rng;
use ide::actions::{Action, Outcome};
use rules::{Settings, Severity, Stop};
use syntax::{Node, Span};
use vocabulary::Place;

use crate::support::{after, definition, offers};

const EXTRACT: &str = "refactor.extract";
const INLINE: &str = "refactor.inline";
const SAMPLE: &str = "refactor.rewrite.schemaFromSample";
/// How many places of each sort are tried in one file.
const TRIES: usize = 2;

/// How often each rule finds something above info.
fn graver(connector: &Connector) -> BTreeMap<&'static str, usize> {
    let mut found = BTreeMap::new();
    for finding in rules::check(connector, &Settings::default(), &Stop::default()) {
        if matches!(finding.severity, Severity::Error | Severity::Warning) {
            *found.entry(finding.code()).or_default() += 1;
        }
    }
    found
}

/// What a refactoring may do to a connector.
#[derive(Clone, Copy, PartialEq, Eq)]
enum May {
    /// Nothing: it means the same, and no more is found in it.
    StayTheSame,
    /// What has a finding has it again in each copy; a rule that found nothing still finds nothing.
    BeCopied,
    /// Something is described for the first time, which is not breaking.
    BeDescribed,
}

/// What a refactoring did to a connector that it may not.
fn difference(old: &Connector, new: &Connector, may: May) -> Option<String> {
    let errors =
        |connector: &Connector| connector.definition().map_or(0, |found| found.tree().errors().len());
    if errors(new) != errors(old) {
        return Some("the text is damaged".to_owned());
    }
    let is_meant =
        |class: Class| class == Class::Compatible || class == Class::Risky && may == May::BeDescribed;
    let changes = compare(old, new).changes;
    if let Some(change) = changes.iter().find(|change| !is_meant(change.class)) {
        return Some(format!("{}: {}", change.kind.code, change.message));
    }
    let before = graver(old);
    let allowed = |code: &str| match before.get(code) {
        Some(_) if may == May::BeCopied => usize::MAX,
        known => known.copied().unwrap_or_default(),
    };
    let more = graver(new).into_iter().find(|(code, count)| *count > allowed(code));
    more.map(|(code, count)| format!("{count} findings of {code}, {:?} before", before.get(code)))
}

/// A number that texts share which say the same, also where a key stands twice.
fn meaning(text: &str) -> u64 {
    let tree = syntax::parse(text);
    Fingerprints::of(&tree).get(tree.root())
}

/// The text of a definition in which no section of shared parts is empty: the last part takes its section along.
fn without_empty_sections(definition: &connector::Definition) -> String {
    let mut editor = syntax::JsonEditor::new(definition.tree());
    let root = definition.document.root();
    for section in ["definitions", "parameters"].into_iter().filter_map(|name| root.get(name)) {
        if section.members().next().is_none() {
            editor.remove(section);
        }
    }
    syntax::edit::apply(definition.tree().text(), &editor.finish()).expect("edits that fit together")
}

/// The edits of what is offered, one after the other.
fn made(connector: &Connector, span: Span, kind: &str) -> Vec<(Action, Connector)> {
    let found = offers(connector, span, kind, true).into_iter();
    found
        .filter(|action| !matches!(action.outcome, Outcome::Refused { .. }))
        .map(|action| {
            let text = after(connector, &action);
            (action, definition(&text))
        })
        .collect()
}

/// Some of the nodes that `is_wanted` picks.
fn some<'c>(
    rng: &mut Rng,
    connector: &'c Connector,
    is_wanted: impl Fn(Node<'_>, Place) -> bool,
) -> Vec<Node<'c>> {
    let document = &connector.definition().unwrap().document;
    let all: Vec<Node<'c>> =
        document.tree().nodes().filter(|node| is_wanted(*node, document.place(*node))).collect();
    if all.is_empty() { Vec::new() } else { (0..TRIES).map(|_| all[rng.below(all.len())]).collect() }
}

#[track_caller]
fn check_text(rng: &mut Rng, path: &Path, text: &str) -> [usize; 4] {
    let connector = definition(text);
    let name = path.display();
    let mut counts = [0; 4];
    let inline = |node: Node<'_>, place: Place| {
        node.is_object() && (place.is_schema() || place.is_parameter()) && node.get("$ref").is_none()
    };
    for node in some(rng, &connector, inline) {
        for (action, new) in made(&connector, Span::empty(node.span().start + 1), EXTRACT) {
            if let Some(difference) = difference(&connector, &new, May::StayTheSame) {
                panic!("{name}: {} at {:?}: {difference}", action.title, node.span());
            }
            counts[0] += 1;
            if !action.title.starts_with("Extract") {
                continue;
            }
            let part = action.title.split('\'').nth(1).unwrap();
            let section =
                if action.kind == "refactor.extract.parameter" { "parameters" } else { "definitions" };
            let root = new.definition().unwrap().document.root();
            let part = root.get(section).and_then(|section| section.get(part)).unwrap();
            let back = made(&new, Span::empty(part.key().unwrap().span().start + 1), INLINE);
            let Some((_, back)) = back.first() else { continue };
            let (old, back) = (connector.definition().unwrap(), back.definition().unwrap());
            let (old, back) = (without_empty_sections(old), without_empty_sections(back));
            assert_eq!(meaning(&old), meaning(&back), "{name}: {} and back", action.title);
            counts[1] += 1;
        }
    }
    let reference = |node: Node<'_>, place: Place| {
        let is_known = place.is_schema() || place.is_parameter() || place == Place::Response;
        // Texts beside a reference begin to count, and may be as wrong as any.
        is_known && node.get("$ref").is_some() && node.members().count() == 1
    };
    for node in some(rng, &connector, reference) {
        for (action, new) in made(&connector, Span::empty(node.span().start + 1), INLINE) {
            if let Some(difference) = difference(&connector, &new, May::BeCopied) {
                panic!("{name}: {} at {:?}: {difference}", action.title, node.span());
            }
            counts[2] += 1;
        }
    }
    let silent = |node: Node<'_>, place: Place| {
        matches!(place, Place::Examples) || place.is_schema() && node.get("example").is_some()
    };
    for node in some(rng, &connector, silent) {
        for (action, new) in made(&connector, Span::empty(node.span().start + 1), SAMPLE) {
            if let Some(difference) = difference(&connector, &new, May::BeDescribed) {
                panic!("{name}: {} at {:?}: {difference}", action.title, node.span());
            }
            counts[3] += 1;
        }
    }
    counts
}

#[track_caller]
fn check_folder(folder: &Path) -> [usize; 4] {
    let mut rng = Rng::new(7);
    let mut counts = [0; 4];
    for (path, text) in fixture::texts(folder) {
        if reads_as_definition(&text) {
            let more = check_text(&mut rng, &path, &text);
            counts = [0, 1, 2, 3].map(|index| counts[index] + more[index]);
        }
    }
    counts
}

#[test]
fn the_samples_mean_the_same_afterwards() {
    let counts = check_folder(&fixture::samples());
    assert!(counts[..3].iter().all(|count| *count > 0), "{counts:?}");
}

#[test]
fn real_connectors_mean_the_same_afterwards() {
    let Some(folder) = fixture::corpus("real_connectors_mean_the_same_afterwards") else { return };
    let counts = check_folder(&folder);
    println!("extracted, and back, inlined, schemas from samples: {counts:?}");
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}

#[test]
fn every_place_and_every_prefix_is_looked_at_without_harm() {
    let mut rng = Rng::new(11);
    for (_, text) in fixture::texts(&fixture::samples()) {
        if !reads_as_definition(&text) {
            continue;
        }
        let connector = definition(&text);
        for offset in 0..=text.len() as u32 {
            offers(&connector, Span::empty(offset), "refactor", false);
        }
        for _ in 0..40 {
            let at = Span::empty(rng.below(text.len()) as u32);
            let title = |action: &Action| action.title.clone();
            let [listed, made] = [false, true]
                .map(|is_eager| offers(&connector, at, "refactor", is_eager).iter().map(title).collect());
            let (listed, made): (Vec<String>, Vec<String>) = (listed, made);
            assert_eq!(listed, made, "what is listed can be made");
            let mut cut = rng.below(text.len());
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            let connector = definition(&text[..cut]);
            let at = rng.below(cut + 1) as u32;
            for action in offers(&connector, Span::empty(at), "refactor", true) {
                if matches!(action.outcome, Outcome::Edits(_)) {
                    after(&connector, &action);
                }
            }
        }
    }
    for text in ["", "{", "[", "\"", "null", "{}", "{\"paths\":"] {
        offers(
            &Connector::of_text(FileRole::Definition, text),
            Span::empty(text.len() as u32),
            "refactor",
            true,
        );
    }
}
