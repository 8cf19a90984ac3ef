//! Entries of an open configuration file that cover nothing in the connectors that it applies to.
//!
//! Only all of these connectors together can tell, so all are looked at, those that nobody has open too: once, and again
//! when something about them changes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use connector::{FileRole, role_of};
use ide::configuration::{Configuration, Covering, Problem};
use rules::Stop;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::{Analysis, analyse};
use crate::config_file::{self, is_config};
use crate::jobs::Job;
use crate::quarantine::Unanalysed;
use crate::session::Snapshot;
use crate::settings::EditorSettings;
use crate::uri::{self, Key};
use crate::workspace::folders_with;

/// Where there are more connectors, only `connector-ls check` tells: nobody waits seconds for a remark while typing.
const MOST_FOLDERS: usize = 100;

/// What entries cover, by job, and where the jobs are.
#[derive(Default)]
pub(crate) struct Covered {
    inner: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    /// What everything below was computed from, apart from the texts of open documents.
    surroundings: u64,
    settings: Arc<EditorSettings>,
    /// The folders of connectors below that of a configuration file.
    folders: FxHashMap<Key, Arc<Vec<PathBuf>>>,
    /// `None` where there is no connector.
    by_job: FxHashMap<Job, Option<Covering>>,
}

impl Covered {
    /// What is remembered for this state of things; nothing if anything but a text has changed since.
    fn lock(&self, snapshot: &Snapshot) -> MutexGuard<'_, Memory> {
        let mut memory = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let (surroundings, settings) = (snapshot.world.surroundings, &snapshot.world.settings);
        if memory.surroundings != surroundings || memory.settings != *settings {
            *memory = Memory { surroundings, settings: settings.clone(), ..Memory::default() };
        }
        memory
    }
}

/// Looks again at the open configuration files above a folder, if their entries cover something else there than before.
pub(crate) fn compare(snapshot: &Snapshot, job: &Job, analysis: &Analysis) {
    let Job::Folder(folder) = job else { return };
    let above: Vec<Key> = snapshot
        .world
        .documents
        .iter()
        .filter(|document| is_config(document.key.as_str()))
        .filter(|document| folder_of(&document.uri).is_some_and(|above| folder.starts_with(above)))
        .map(|document| document.key.clone())
        .collect();
    if above.is_empty() {
        return;
    }
    let covering = covering(analysis);
    let before = snapshot.session.covered.lock(snapshot).by_job.insert(job.clone(), covering.clone());
    if before != Some(covering) {
        for key in above {
            snapshot.session.request_run(Job::Config(key));
        }
    }
}

/// The entries of an open configuration file that cover nothing, by their place. `None` if stopped. Nothing where that
/// cannot be known: without a connector, or with too many.
pub(crate) fn idle(
    snapshot: &Snapshot,
    key: &Key,
    configuration: &Configuration,
    stop: &Stop,
) -> Option<Vec<Problem>> {
    let has_entries = !configuration.ignore.is_empty() || !configuration.acknowledge.is_empty();
    let Some(folder) = folder_of(key.as_str()).filter(|_| has_entries) else { return Some(Vec::new()) };
    let jobs = jobs(snapshot, key, &folder);
    if jobs.is_empty() || jobs.len() > MOST_FOLDERS {
        return Some(Vec::new());
    }
    let covered = &snapshot.session.covered;
    let documents = snapshot.world.documents.iter();
    let open: FxHashSet<Job> = documents.flat_map(|document| snapshot.jobs_of(&document.uri)).collect();
    let mut all: Option<Covering> = None;
    for job in jobs {
        let known = || covered.lock(snapshot).by_job.get(&job).cloned();
        let known = (!open.contains(&job)).then(known).flatten();
        let here = match known {
            Some(known) => known,
            None => match analyse(snapshot, &job, stop) {
                Ok(analysis) => covering(&analysis),
                Err(Unanalysed::Stopped) => return None,
                // What an entry covers there is not known.
                Err(Unanalysed::Failed(_)) => return Some(Vec::new()),
            },
        };
        if let Some(here) = &here {
            all.get_or_insert_default().add(here);
        }
        covered.lock(snapshot).by_job.insert(job, here);
    }
    Some(all.map_or_else(Vec::new, |all| all.idle(configuration)))
}

/// The connectors that a configuration file applies to; if they are too many, some of them, yet too many.
fn jobs(snapshot: &Snapshot, key: &Key, folder: &Path) -> Vec<Job> {
    let covered = &snapshot.session.covered;
    let known = covered.lock(snapshot).folders.get(key).cloned();
    let on_disk = known.unwrap_or_else(|| {
        let is_part = |name: &str| matches!(role_of(name), Some(FileRole::Definition | FileRole::Settings));
        let found = Arc::new(folders_with(folder, is_part, |found| found <= MOST_FOLDERS));
        covered.lock(snapshot).folders.insert(key.clone(), found.clone());
        found
    });
    if on_disk.len() > MOST_FOLDERS {
        return on_disk.iter().cloned().map(Job::Folder).collect();
    }
    let open = snapshot.world.documents.iter().filter_map(|document| match Job::of_uri(&document.uri) {
        Some(Job::Folder(open)) if role_of(&uri::file_name_of(&document.uri)).is_some() => Some(open),
        _ => None,
    });
    let open = open.filter(|open| open.starts_with(folder));
    let mut folders: Vec<PathBuf> = on_disk.iter().cloned().chain(open).collect();
    folders.sort();
    folders.dedup();
    let is_nearest =
        |folder: &PathBuf| config_file::nearest(snapshot, folder).is_some_and(|found| found.key == *key);
    folders.into_iter().filter(is_nearest).map(Job::Folder).collect()
}

/// What entries cover in the connectors of a job; `None` if it has none.
fn covering(analysis: &Analysis) -> Option<Covering> {
    let mut all: Option<Covering> = None;
    analysis.units.iter().for_each(|unit| all.get_or_insert_default().add(&unit.covering));
    all
}

/// The folder of a file on disk.
fn folder_of(uri: &str) -> Option<PathBuf> {
    uri::path_of(uri)?.parent().map(Path::to_path_buf)
}
