//! What was computed and read last, remembered as long as somebody may ask for it again.

use std::sync::{Arc, Mutex, Weak};

use connector::{Connector, FileRole};
use dashmap::{DashMap, DashSet};
use rustc_hash::FxHashSet;

use crate::analysis::Analysis;
use crate::file::File;
use crate::jobs::Job;
use crate::loader::Loaded;
use crate::lock::lock;
use crate::models::{Models, connector_of};
use crate::uri::Key;
use crate::workspace::Stamp;

/// Remembered analyses and files.
#[derive(Default)]
pub(crate) struct Analyses {
    slots: DashMap<Job, Arc<Slot>>,
    /// Files on disk that some analysis still holds.
    disk: DashMap<(Key, FileRole), OnDisk>,
    /// Files that were refused or found broken, so that it is said once.
    told: DashSet<(Key, Option<Stamp>)>,
    /// Problems of settings that were told.
    said: DashSet<String>,
}

/// What was read from disk, and in which state of the file.
type OnDisk = (Stamp, Weak<File>);

/// The last analysis of a job; the lock is held while it is computed, so that two who ask at once compute once.
#[derive(Default)]
pub(crate) struct Slot {
    /// As long as any of its files is open.
    pub(crate) latest: Mutex<Option<Arc<Analysis>>>,
    /// The last models, shared by all who ask at one moment.
    pub(crate) models: Models,
    /// Who takes part, apart from the lock above.
    pub(crate) keys: Mutex<FxHashSet<Key>>,
}

impl Analyses {
    /// The jobs that the file takes part in, as far as they have been analysed.
    pub(crate) fn jobs_with(&self, key: &Key) -> Vec<Job> {
        let with_key = self.slots.iter().filter(|slot| lock(&slot.keys).contains(key));
        with_key.map(|slot| slot.key().clone()).collect()
    }

    /// Forgets what was read from disk under this key: it has changed there.
    pub(crate) fn forget(&self, key: &Key) {
        self.disk.retain(|(known, _), _| known != key);
        self.told.retain(|(known, _)| known != key);
    }

    /// Whether a problem is told for the first time.
    pub(crate) fn first_time_said(&self, problem: &str) -> bool {
        self.said.insert(problem.to_owned())
    }

    /// What was read from disk of a file in this state, if somebody still has it.
    pub(crate) fn known(&self, id: &(Key, FileRole), stamp: Stamp) -> Option<Arc<File>> {
        self.disk.get(id).filter(|known| known.0 == stamp).and_then(|known| known.1.upgrade())
    }

    /// Remembers what was read from disk, as long as somebody has it.
    pub(crate) fn remember(&self, id: (Key, FileRole), stamp: Stamp, file: &Arc<File>) {
        self.disk.retain(|_, (_, file)| file.strong_count() > 0);
        self.disk.insert(id, (stamp, Arc::downgrade(file)));
    }

    /// The models of the connectors of a job, which have these files, in their order. Of files that are not open nothing
    /// is kept.
    pub(crate) fn models(&self, job: &Job, loaded: &Loaded) -> Vec<Connector> {
        let Loaded { connectors, siblings } = loaded;
        if connectors.iter().flatten().any(|member| member.open.is_some()) {
            return self.slot(job).models.of(connectors, siblings.as_ref());
        }
        connectors.iter().map(|members| connector_of(members, siblings.clone())).collect()
    }

    /// The place of a job, which is made when it is first asked for.
    pub(crate) fn slot(&self, job: &Job) -> Arc<Slot> {
        self.slots.entry(job.clone()).or_default().clone()
    }

    /// What was computed last of a job that somebody has open.
    pub(crate) fn latest(&self, job: &Job) -> Option<Arc<Analysis>> {
        let slot = self.slots.get(job).map(|slot| Arc::clone(&slot))?;
        lock(&slot.latest).clone()
    }

    /// Forgets what was computed of a job.
    pub(crate) fn drop_slot(&self, job: &Job) {
        self.slots.remove(job);
    }

    /// Whether something is said for the first time.
    pub(crate) fn first_time(&self, key: &Key, stamp: Option<Stamp>) -> bool {
        self.told.insert((key.clone(), stamp))
    }
}
