//! What can be found by name in each connector, remembered for those that nobody has open.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dashmap::DashMap;
use ide::symbol_search::{Searchable, searchables, title};
use tower_lsp::ls_types::Range;

use crate::analysis::Member;
use crate::jobs::Job;
use crate::loader::{self, Loaded};
use crate::models::connector_of;
use crate::session::Snapshot;
use crate::uri::{self, Key};
use crate::workspace::{self, Stamp};

/// One thing that can be found.
pub(crate) struct Entry {
    /// Its names.
    pub(crate) found: Searchable,
    /// The file that it stands in.
    pub(crate) uri: Arc<str>,
    /// Where its name stands there.
    pub(crate) range: Range,
    /// What its connector is called.
    pub(crate) connector: Arc<str>,
}

/// What is remembered.
#[derive(Default)]
pub(crate) struct SymbolIndex {
    quiet: DashMap<Job, Quiet>,
}

/// The entries of connectors that are not open.
#[derive(Clone)]
struct Quiet {
    /// The moment at which the files were looked at last.
    surroundings: u64,
    /// Files of the connectors that stand in other folders.
    elsewhere: Arc<[PathBuf]>,
    /// The state of all files.
    files: Arc<[(PathBuf, Option<Stamp>)]>,
    entries: Arc<Vec<Entry>>,
}

impl SymbolIndex {
    /// What can be found in the connectors of a job.
    pub(crate) fn entries(&self, snapshot: &Snapshot, job: &Job) -> Arc<Vec<Entry>> {
        let Job::Folder(folder) = job else { return Arc::new(read(snapshot, job).0) };
        if let Some(known) = self.known(snapshot, job, folder) {
            return known;
        }
        // The state is noted first: a file that is written meanwhile is read again the next time.
        let own = state(folder, &[]);
        let (entries, elsewhere) = read(snapshot, job);
        let elsewhere: Vec<PathBuf> =
            elsewhere.into_iter().filter(|path| path.parent() != Some(folder)).collect();
        let entries = Arc::new(entries);
        if !is_open(snapshot, job, &elsewhere) {
            let others = elsewhere.iter().map(|path| (path.clone(), workspace::stamp(path)));
            let quiet = Quiet {
                surroundings: snapshot.world.surroundings,
                files: own.into_iter().chain(others).collect(),
                elsewhere: elsewhere.into(),
                entries: entries.clone(),
            };
            self.quiet.insert(job.clone(), quiet);
        }
        entries
    }

    /// What is remembered of a job, if it still holds. A client that watches files has told if it does not; else their
    /// state is looked at, which takes far less than reading them.
    fn known(&self, snapshot: &Snapshot, job: &Job, folder: &Path) -> Option<Arc<Vec<Entry>>> {
        let known = self.quiet.get(job).map(|known| known.clone())?;
        if is_open(snapshot, job, &known.elsewhere) {
            return None;
        }
        let surroundings = snapshot.world.surroundings;
        let is_told = snapshot.session.flags().watch_registration;
        if !is_told || known.surroundings != surroundings {
            if *known.files != state(folder, &known.elsewhere) {
                return None;
            }
            self.quiet.insert(job.clone(), Quiet { surroundings, ..known.clone() });
        }
        Some(known.entries)
    }

    /// Forgets all but these jobs, which are in order.
    pub(crate) fn keep(&self, jobs: &[Job]) {
        self.quiet.retain(|job, _| jobs.binary_search(job).is_ok());
    }
}

/// Whether a file of the job is open.
fn is_open(snapshot: &Snapshot, job: &Job, elsewhere: &[PathBuf]) -> bool {
    let documents = &snapshot.world.documents;
    documents.iter().any(|document| Job::of_uri(&document.uri).as_ref() == Some(job))
        || elsewhere.iter().any(|path| documents.get(&Key::of_path(path)).is_some())
}

/// The files in a folder, and more of them, with their states.
fn state(folder: &Path, elsewhere: &[PathBuf]) -> Vec<(PathBuf, Option<Stamp>)> {
    let own = workspace::names(folder).into_iter().map(|name| folder.join(name));
    let all = own.chain(elsewhere.iter().cloned());
    all.map(|path| {
        let stamp = workspace::stamp(&path);
        (path, stamp)
    })
    .collect()
}

/// Reads the connectors of a job. The second part: their files.
fn read(snapshot: &Snapshot, job: &Job) -> (Vec<Entry>, Vec<PathBuf>) {
    let Loaded { connectors, siblings } = loader::load(snapshot, job);
    let mut entries: Vec<Entry> = Vec::new();
    let mut files: Vec<PathBuf> = Vec::new();
    for members in connectors {
        let connector = connector_of(&members, siblings.clone());
        let name: Arc<str> = title(&connector).unwrap_or_else(|| name_of(job)).into();
        let found = searchables(&connector);
        for member in &members {
            let path = uri::path_of(&member.uri);
            // Definitions of one folder share the other files.
            if path.as_ref().is_some_and(|path| files.contains(path)) {
                continue;
            }
            files.extend(path);
            entries.extend(entries_of(snapshot, member, &found, &name));
        }
    }
    (entries, files)
}

fn entries_of(
    snapshot: &Snapshot,
    member: &Member,
    found: &[Searchable],
    connector: &Arc<str>,
) -> impl Iterator<Item = Entry> {
    let uri: Arc<str> = member.uri.as_str().into();
    let own = found.iter().filter(|found| found.file == member.file.role);
    own.map(move |found| Entry {
        range: member.range(snapshot, found.span),
        found: found.clone(),
        uri: uri.clone(),
        connector: connector.clone(),
    })
}

/// The name of the folder.
fn name_of(job: &Job) -> String {
    match job {
        Job::Folder(folder) => folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        Job::Alone(key) | Job::Config(key) => uri::file_name_of(key.as_str()),
    }
}
