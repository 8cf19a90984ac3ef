//! On real connectors every name leads to what it stands for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use connector::definition::PathStep;
use connector::{Connector, FileRole, Files, NameForm, Reference, ReferenceKind, Source, Target};
use ide::At;
use ide::navigation::definition;
use syntax::NodeId;
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
pub(crate) fn folders(corpus: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fixture::connector_files(corpus)
        .iter()
        .filter_map(|file| Some(file.parent()?.to_path_buf()))
        .collect();
    folders.dedup();
    folders
}

pub(crate) fn connectors(folder: &Path) -> Vec<Connector> {
    Connector::load(&Folder(folder.to_path_buf())).into_iter().map(|(_, connector)| connector).collect()
}

/// Does something for each of `all`, on all cores.
pub(crate) fn for_each<T: Sync>(all: &[T], work: impl Fn(&T) + Sync) {
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
                Expected::Field(schema) => {
                    let property = document.tree().node_at(place.name.start);
                    let described = connector.definition().unwrap().resolve(property);
                    described.is_some_and(|described| described.id() == *schema)
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
    /// A property with this schema, which a path ends at.
    Field(NodeId),
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
            let field = match input.field {
                PathStep::Found(schema) => Some(Expected::Field(found.resolve(schema).unwrap().id())),
                _ => None,
            };
            return match input.parameter {
                Some(parameter) => Some(Expected::Node(FileRole::Definition, parameter.node)),
                None => field,
            };
        }
        _ => return None,
    };
    Some(Expected::Node(FileRole::Definition, node))
}
