//! On real connectors: every name leads to what it stands for, and another name changes nothing but the name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use connector::definition::PathStep;
use connector::{
    Connector, FileRole, Files, NameForm, Part, Reference, ReferenceKind, Source, Target, declarations,
};
use fixture::Rng;
use ide::navigation::definition;
use ide::{At, Renaming, View, rename};
use rules::{Finding, Settings, Stop};
use syntax::edit::apply;
use syntax::{NodeId, TextEdit};
use vocabulary::Place;

struct Folder(PathBuf);

impl Files for Folder {
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap());
        let files = entries.filter(|entry| entry.path().is_file());
        let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    fn siblings(&self) -> Option<Vec<String>> {
        Some(self.names())
    }

    fn read(&self, name: &str) -> Option<Source> {
        let path = self.0.join(name);
        path.is_file().then(|| Source { decoded: syntax::decode(fs::read(path).unwrap()) })
    }
}

/// The folders of all connectors.
fn folders(corpus: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fixture::connector_files(corpus)
        .iter()
        .filter_map(|file| Some(file.parent()?.to_path_buf()))
        .collect();
    folders.dedup();
    folders
}

fn connectors(folder: &Path) -> Vec<Connector> {
    Connector::load(&Folder(folder.to_path_buf())).into_iter().map(|(_, connector)| connector).collect()
}

/// Does something for each of `all`, on all cores.
fn for_each<T: Sync>(all: &[T], work: impl Fn(&T) + Sync) {
    let next = Mutex::new(all.iter());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some(one) = next.lock().unwrap().next() else { break };
                    work(one);
                }
            });
        }
    });
}

#[test]
fn every_reference_leads_to_what_it_names() {
    let Some(corpus) = fixture::corpus("every_reference_leads_to_what_it_names") else { return };
    let counts = Mutex::new(BTreeMap::new());
    for_each(&folders(&corpus), |folder| {
        for connector in connectors(folder) {
            let found = references_lead_home(&connector, folder);
            let mut counts = counts.lock().unwrap();
            for (kind, (led, lost)) in found {
                let total: &mut (usize, usize) = counts.entry(kind).or_default();
                total.0 += led;
                total.1 += lost;
            }
        }
    });
    let counts = counts.into_inner().unwrap();
    println!("references by kind, those that lead somewhere and those that name nothing: {counts:#?}");
    assert!(counts.values().map(|(led, _)| led).sum::<usize>() > 20_000, "{counts:?}");
}

/// By kind of reference, how many lead to what they name, and how many name nothing.
fn references_lead_home(connector: &Connector, folder: &Path) -> BTreeMap<String, (usize, usize)> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for reference in connector.references().iter() {
        let expected = expected(connector, reference);
        // The last step of a path is what the whole path names.
        let at = At { file: reference.file, offset: reference.span.end };
        let found = definition(connector, at);
        let count = counts.entry(format!("{:?}", reference.kind)).or_default();
        let Some(expected) = expected else {
            count.1 += 1;
            continue;
        };
        let places = found.map(|found| found.places).unwrap_or_default();
        let lands = places.iter().any(|place| {
            let document = connector.document(place.file).unwrap();
            match &expected {
                Expected::Node(file, node) => {
                    place.file == *file && place.whole == document.node(*node).full_span()
                }
                Expected::Field(path) => {
                    let name = &document.tree().text()[place.name.range()];
                    document.place(document.tree().node_at(place.name.start)).is_schema()
                        && path.ends_with(syntax::escape::unescape(name).as_ref())
                }
            }
        });
        assert!(lands, "{}: {reference:?} leads to {places:?}, not to {expected:?}", folder.display());
        count.0 += 1;
    }
    counts
}

/// What a reference names.
#[derive(Debug)]
enum Expected {
    Node(FileRole, NodeId),
    /// A property at the end of this path.
    Field(String),
}

/// What a reference names, going by the model and not by the index of names. `None` if there is no such thing.
fn expected(connector: &Connector, reference: &Reference) -> Option<Expected> {
    let found = connector.definition()?;
    let node = match &reference.target {
        Target::Schema(name) => *found.schemas.get(name)?,
        Target::SharedParameter(name) => *found.shared_parameters.get(name)?,
        Target::SharedResponse(name) => *found.shared_responses.get(name)?,
        Target::SecurityScheme(name) => *found.security_schemes.get(name)?,
        Target::Operation(id) => found.operation(id)?.node,
        Target::ConnectionParameter(name) => {
            let files = connector.properties_files();
            return files
                .flat_map(|file| file.connection_parameters.iter().map(move |known| (file, known)))
                .find(|(_, known)| known.name == *name)
                .map(|(file, known)| Expected::Node(file.document.role(), known.node));
        }
        Target::OperationParameter(operation, name) => {
            let node = found.node(reference.node.unwrap());
            let is_full = node.key().unwrap().is("parameterReference")
                || reference.kind == ReferenceKind::DynamicArgument
                    && node.ancestors().any(|around| {
                        let newer = [Place::DynamicList, Place::DynamicProperties, Place::DynamicTreeCall];
                        newer.contains(&found.document.place(around))
                    });
            let form = if is_full { NameForm::Full } else { NameForm::Plain };
            let input = found.input(&found.operations[*operation], name, form);
            let field = matches!(input.field, PathStep::Found(_)).then(|| Expected::Field(name.to_string()));
            return match input.parameter {
                Some(parameter) => Some(Expected::Node(FileRole::Definition, parameter.node)),
                None => field,
            };
        }
        _ => return None,
    };
    Some(Expected::Node(FileRole::Definition, node))
}

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

/// A name that can be changed: where it stands.
struct Candidate {
    kind: Kind,
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
            all.push(Candidate { kind: Kind::PathVariable, at, name: called.to_string() });
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
const COMPARED: [(&[Kind], &str); 9] = [
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
    // A `$ref` that leads nowhere ends with the name, so that it may be what is meant.
    (&[Kind::Schema, Kind::SharedParameter], "swagger/unused-definition"),
    (&[Kind::SharedParameter], "swagger/unused-parameter"),
    // Knows some words for what is no secret.
    (&[Kind::ConnectionParameter], "properties/secret-clear-text"),
    // A name that nothing is called by is nearly this one.
    (&[Kind::ConnectionParameter], "policy/connection-parameter-not-found"),
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
    different.map(|(count, line)| format!("{count:+} {line}\n")).collect()
}
