//! Opening repositories, once each.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use gix::discover::upwards;
use gix::open::{Options, Permissions};
use gix::sec::Trust;
use gix::{ObjectId, ThreadSafeRepository};

use crate::disk::{Stamp, resolved, stamp};
use crate::moment::Fork;
use crate::paths::inside;
use crate::tree::{Entry, TreeFolder};

/// Of how many commits the list of definitions is kept. Two are in use: the published one and the last one.
const MOST_LISTS: usize = 4;

/// Definitions by the root folder of their commit and the folder that was searched.
type Definitions = HashMap<(ObjectId, String), Arc<Vec<Entry>>>;

/// An open repository.
#[derive(Debug)]
pub(crate) struct Opened {
    shared: ThreadSafeRepository,
    /// The root of the working tree, without links; `None` of a bare repository.
    working_tree: Option<PathBuf>,
    /// The state of the configuration it was opened with: when that changes, or another repository takes its place,
    /// it is opened again.
    configuration: Option<Stamp>,
    /// Where the current branch left the default branch, as far as it was asked for.
    pub(crate) fork: Mutex<Option<Fork>>,
    /// All definitions, as far as they were asked for.
    definitions: Mutex<Definitions>,
}

impl Opened {
    /// Opens the repository of a folder.
    fn new(folder: &Path) -> Option<Self> {
        let discovery = || upwards::Options { trust: assumed(), ..upwards::Options::default() };
        let shared = ThreadSafeRepository::discover_opts(
            folder,
            discovery(),
            gix::sec::trust::Mapping { full: options(), reduced: options() },
        )
        .ok()?;
        let working_tree = shared.work_dir().and_then(resolved);
        let configuration = stamp(&shared.to_thread_local().common_dir().join("config"));
        Some(Self {
            shared,
            working_tree,
            configuration,
            fork: Mutex::default(),
            definitions: Mutex::default(),
        })
    }

    fn is_current(&self) -> bool {
        self.configuration == stamp(&self.shared.to_thread_local().common_dir().join("config"))
    }

    /// The repository for the use by one thread.
    pub(crate) fn repository(&self) -> gix::Repository {
        self.shared.to_thread_local()
    }

    /// The root of the working tree, without links.
    pub(crate) fn working_tree(&self) -> Option<&Path> {
        self.working_tree.as_deref()
    }

    /// All definitions at and below a folder of a commit that are told by their file names. A commit may have
    /// thousands of folders, so they are kept.
    pub(crate) fn definitions(&self, folder: &TreeFolder) -> Arc<Vec<Entry>> {
        let key = (folder.root_id(), folder.folder().to_owned());
        let known = self.definitions.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        known.unwrap_or_else(|| {
            let found = Arc::new(folder.definitions());
            if folder.problem().is_some() {
                return found;
            }
            let mut known = self.definitions.lock().unwrap_or_else(PoisonError::into_inner);
            if known.len() >= MOST_LISTS {
                known.clear();
            }
            known.insert(key, Arc::clone(&found));
            found
        })
    }

    /// The path inside of the repository of a folder on disk, an absolute path without links.
    pub(crate) fn inside(&self, folder: &Path) -> Option<String> {
        inside(self.working_tree.as_deref()?, folder)
    }
}

/// Who owns the files does not matter: `git` refuses repositories of other users because their configuration may name
/// programs, which are never started here, and containers of CI systems often check out as somebody else.
fn assumed() -> upwards::TrustPolicy {
    upwards::TrustPolicy::Assume(Trust::Full)
}

/// Only what the repository itself says is read, no environment and no configuration of the user or the system.
fn options() -> Options {
    Options::default()
        .permissions(Permissions::isolated())
        // Without its own configuration a repository of another user would be read in the wrong format.
        .filter_config_section(|_| true)
        // A damaged or hostile repository must not take all memory.
        .config_overrides(["gitoxide.objects.allocLimit=1073741824"])
}

/// The repositories that were asked for so far.
#[derive(Debug, Default)]
pub(crate) struct Repositories {
    open: Mutex<HashMap<PathBuf, Arc<Opened>>>,
}

impl Repositories {
    /// The repository that a folder, an absolute path, belongs to.
    pub(crate) fn of(&self, folder: &Path) -> Option<Arc<Opened>> {
        let options = upwards::Options { trust: assumed(), ..upwards::Options::default() };
        let (path, _) = gix::discover::upwards_opts(folder, options).ok()?;
        let (git, _) = path.into_repository_and_work_tree_directories();
        let known = self.open.lock().unwrap_or_else(PoisonError::into_inner).get(&git).cloned();
        if let Some(known) = known.filter(|known| known.is_current()) {
            return Some(known);
        }
        let opened = Arc::new(Opened::new(folder)?);
        self.open.lock().unwrap_or_else(PoisonError::into_inner).insert(git, Arc::clone(&opened));
        Some(opened)
    }
}

/// Opens the repository of a folder for one use.
pub(crate) fn open(folder: &Path) -> Option<Opened> {
    Opened::new(folder)
}
