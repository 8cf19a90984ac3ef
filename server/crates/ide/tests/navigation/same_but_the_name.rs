//! On real connectors another name changes nothing but the name: the same findings, the same index, the same bytes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;

use connector::{Connector, Part, ReferenceKind, Target, declarations};
use fixture::Rng;
use ide::{At, Renaming, View, rename};
use rules::{Finding, Settings, Stop};
use syntax::TextEdit;
use syntax::edit::apply;

use crate::corpus::{connectors, folders, for_each};

/// What is renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Operation,
    Schema,
    SharedParameter,
    Parameter,
    PathVariable,
    ConnectionParameter,
}

/// A name that can be changed: whose it is, and where it stands.
struct Candidate {
    kind: Kind,
    target: Target,
    at: At,
    name: String,
}

/// Everything in a connector whose name the test may change.
fn candidates(connector: &Connector) -> Vec<Candidate> {
    let Some(found) = connector.definition() else { return Vec::new() };
    let mut all = Vec::new();
    let mut add = |kind, target: Target, name: &str| {
        for place in declarations(connector, &target).into_iter().take(1) {
            all.push(Candidate {
                kind,
                target: target.clone(),
                at: At { file: place.file, offset: place.name.start },
                name: name.to_owned(),
            });
        }
    };
    for id in found.operation_ids() {
        add(Kind::Operation, Target::Operation(id.into()), id);
    }
    for name in found.schemas.keys() {
        add(Kind::Schema, Target::Schema(name.clone()), name);
    }
    for name in found.shared_parameters.keys() {
        add(Kind::SharedParameter, Target::SharedParameter(name.clone()), name);
    }
    for parameter in found.operations.iter().flat_map(|operation| found.parameters(operation)) {
        if let Some(name) = &parameter.name {
            add(Kind::Parameter, Target::Parameter(parameter.node), name);
        }
    }
    for parameter in connector.connection_parameters() {
        add(Kind::ConnectionParameter, Target::ConnectionParameter(parameter.name.clone()), &parameter.name);
    }
    for name in connector.names().iter() {
        if let (ReferenceKind::PathVariable, Target::PathVariable(_, called)) = (name.kind, &name.target) {
            let at = At { file: name.file, offset: name.span.start };
            let target = name.target.clone();
            all.push(Candidate { kind: Kind::PathVariable, target, at, name: called.to_string() });
        }
    }
    all.sort_by_key(|candidate| (candidate.kind, candidate.at.file, candidate.at.offset));
    all
}

/// How many names of each kind are changed: 300 in all.
const RENAMED: [(Kind, usize); 6] = [
    (Kind::Operation, 90),
    (Kind::Schema, 70),
    (Kind::SharedParameter, 10),
    (Kind::Parameter, 70),
    (Kind::PathVariable, 40),
    (Kind::ConnectionParameter, 20),
];

/// Findings that come or go with a name although all that names the same has followed, by kind and rule. They compare
/// the name with other words, which name nothing and stay.
const COMPARED: [(&[Kind], &str); 6] = [
    // Counts the parameters of other operations that are written alike. They are other parameters and keep their name.
    (&[Kind::Parameter, Kind::PathVariable], "parameter/repeated-inline"),
    // Knows some headers by name, which the platform makes itself.
    (&[Kind::Parameter], "parameter/content-type-header"),
    // The label of the parameter is its name, letter by letter.
    (&[Kind::Parameter, Kind::PathVariable], "parameter/summary-is-raw-name"),
    // The id of another operation is this one with the mark of a revision.
    (&[Kind::Operation], "versioning/unannotated-revision"),
    // And so it is what to use instead.
    (&[Kind::Operation], "versioning/deprecated-without-replacement"),
    // Knows some words for what is no secret.
    (&[Kind::ConnectionParameter], "properties/secret-clear-text"),
];

#[test]
fn another_name_changes_nothing_but_the_name() {
    let Some(corpus) = fixture::corpus("another_name_changes_nothing_but_the_name") else { return };
    let folders = folders(&corpus);
    let mut rng = Rng::new(2026);
    let mut jobs: Vec<(Kind, PathBuf, u64)> = Vec::new();
    for (kind, count) in RENAMED {
        let mut chosen = 0;
        let mut tries = 0;
        while chosen < count {
            tries += 1;
            assert!(tries < 100_000, "too few of {kind:?}");
            let folder = &folders[rng.below(folders.len())];
            let seed = rng.next();
            let has = connectors(folder).first().is_some_and(|first| choose(first, kind, seed).is_some());
            if has {
                jobs.push((kind, folder.clone(), seed));
                chosen += 1;
            }
        }
    }
    let edits = Mutex::new(BTreeMap::new());
    let differences = Mutex::new(Vec::new());
    for_each(&jobs, |(kind, folder, seed)| {
        let connector = connectors(folder).swap_remove(0);
        let (candidate, new) = choose(&connector, *kind, *seed).unwrap();
        let (count, different) = renamed(&connector, &candidate, &new);
        if !different.is_empty() {
            let told = format!("{}: {kind:?} '{}' to '{new}'", folder.display(), candidate.name);
            differences.lock().unwrap().push(format!("{told}\n{different}"));
        }
        let mut edits = edits.lock().unwrap();
        let total: &mut (usize, usize) = edits.entry(*kind).or_default();
        *total = (total.0 + 1, total.1 + count);
    });
    let differences = differences.into_inner().unwrap();
    assert!(differences.is_empty(), "{} of 300:\n{}", differences.len(), differences.join("\n\n"));
    let edits = edits.into_inner().unwrap();
    println!("renamed by kind, and in how many places: {edits:?}");
    assert_eq!(edits.values().map(|(renamed, _)| renamed).sum::<usize>(), 300);
}

/// One name of a kind, and another one for it.
fn choose(connector: &Connector, kind: Kind, seed: u64) -> Option<(Candidate, String)> {
    if connector.parts().iter().any(|part| !connector.not_utf8(part.role()).is_empty()) {
        // Text that is changed in memory has no bytes to complain about.
        return None;
    }
    let mut rng = Rng::new(seed);
    let all: Vec<Candidate> =
        candidates(connector).into_iter().filter(|candidate| candidate.kind == kind).collect();
    let index = rng.below(all.len());
    let candidate = all.into_iter().nth(index)?;
    let new = another_name(connector, &candidate, &mut rng)?;
    let view = View { connector, findings: &[], published: None, changes: &[], today: None };
    if let Some(Renaming::Refused { reason }) = rename(&view, candidate.at, &new) {
        // What belongs together by its name cannot be parted.
        assert!(reason.contains("by its name") || reason.contains("of its path by its own"), "{reason}");
        return None;
    }
    Some((candidate, new))
}

/// A name of the same shape that occurs nowhere in the connector: only lower-case letters inside of words are others, so
/// that capitals, digits, marks of revisions and the length stay.
fn another_name(connector: &Connector, candidate: &Candidate, rng: &mut Rng) -> Option<String> {
    for _ in 0..20 {
        let mut previous = ' ';
        let new: String = candidate
            .name
            .chars()
            .map(|character| {
                let is_inside = previous.is_ascii_alphabetic() && character.is_ascii_lowercase();
                previous = character;
                if is_inside { char::from(b'a' + rng.below(26) as u8) } else { character }
            })
            .collect();
        let occurs = connector.parts().iter().any(|part| part.text().contains(&new));
        if !occurs {
            return Some(new);
        }
    }
    None
}

/// Renames, and gives the number of edits and what else has changed.
fn renamed(connector: &Connector, candidate: &Candidate, new: &str) -> (usize, String) {
    let old = &candidate.name;
    let view = View { connector, findings: &[], published: None, changes: &[], today: None };
    let files = match rename(&view, candidate.at, new) {
        Some(Renaming::Edits(files)) => files,
        other => return (0, format!("{other:?}")),
    };
    let mut after = connector.clone();
    for (role, edits) in &files {
        let text = connector.part(*role).unwrap().text();
        let edits: Vec<TextEdit> = edits.iter().map(|name| name.edit.clone()).collect();
        let Some(changed) = apply(text, &edits) else { return (0, "edits overlap".to_owned()) };
        // Headers are named in any letter case.
        if !changed.replace(new, old).eq_ignore_ascii_case(text) {
            return (0, format!("other bytes of {role:?} have changed"));
        }
        after = after.with(Part::new(*role, changed));
    }
    // Parameters go by their nodes, which stay.
    if !matches!(candidate.target, Target::Parameter(_)) {
        let left: Vec<_> =
            after.names().to(&candidate.target).chain(after.references().to(&candidate.target)).collect();
        if !left.is_empty() {
            return (0, format!("the old name is still in use: {left:?}"));
        }
    }
    let index = difference(&index(connector), &index(&after), |line| line.replace(new, old));
    let stem = |name: &str| {
        let name = plain(name);
        let stem = name.trim_end_matches(|character: char| character.is_ascii_digit());
        let stem = stem.strip_suffix('v').filter(|_| stem.len() < name.len()).unwrap_or(stem);
        stem.to_owned()
    };
    let (plain_old, plain_new) = (stem(old), stem(new));
    let is_compared = |line: &String| {
        let mut rules = COMPARED.iter().filter(|(kinds, _)| kinds.contains(&candidate.kind));
        rules.any(|(_, code)| line.split(' ').next() == Some(code))
    };
    let [before, after] = [connector, &after].map(|connector| {
        let mut found = findings(connector);
        found.retain(|line| !is_compared(line));
        found
    });
    let findings = difference(&before, &after, |line| {
        let (place, message) = line.split_once('\n').unwrap();
        let message = plain(message).replace(&plain_new, &plain_old);
        format!("{} {message}", place.replace(new, old))
    });
    (files.iter().map(|(_, edits)| edits.len()).sum(), index + &findings)
}

/// The letters and digits of a text. Findings suggest names and texts that they make of a name: the same letters with
/// other capitals and separators, and without the mark of a revision.
fn plain(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Both indexes, line by line.
fn index(connector: &Connector) -> Vec<String> {
    let (references, names) = (connector.references().iter(), connector.names().iter());
    references
        .chain(names)
        .map(|found| format!("{:?} {:?} {:?} {:?}", found.file, found.node, found.kind, found.target))
        .collect()
}

/// What the rules find: code, severity, file and pointer, then the message.
fn findings(connector: &Connector) -> Vec<String> {
    let settings = Settings { profile: rules::Profile::Certified, ..Settings::default() };
    let found = rules::check(connector, &settings, &Stop::default());
    let line = |finding: &Finding| {
        let pointer = rules::engine::pointer(connector, finding);
        let (code, message) = (finding.code(), &finding.message);
        format!("{code} {:?} {:?} {pointer}\n{message}", finding.severity, finding.file)
    };
    found.iter().map(line).collect()
}

/// The lines that only one of the two has, up to what `same` makes equal; empty if there are none.
fn difference(before: &[String], after: &[String], same: impl Fn(&str) -> String) -> String {
    let mut counts: BTreeMap<String, (isize, &str)> = BTreeMap::new();
    for (lines, sign) in [(before, -1), (after, 1)] {
        for line in lines {
            counts.entry(same(line)).or_insert((0, line)).0 += sign;
        }
    }
    let different = counts.values().filter(|(count, _)| *count != 0);
    let lines: Vec<String> = different.map(|(count, line)| format!("{count:+} {line}\n")).collect();
    lines.concat()
}
