//! From the paths on the command line to the folders to check.

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, path};

use baseline::search_obstacle;
use connector::{FileRole, names_definition, role_of};
use ignore::{DirEntry, WalkBuilder};

use super::configurations::{ConfigurationFile, Configurations};
use super::disk;
use super::paths::resolved;
use super::{Base, Trouble};

/// A folder whose connectors are to be checked.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// The folder, absolute, as the reader of the command line would name it.
    pub(crate) folder: PathBuf,
    /// The same without links: what rules and configurations see.
    pub(crate) real: PathBuf,
    /// The folder as it is shown; empty for the base itself.
    pub(crate) shown: String,
    /// Only findings in these files (without links); `None`: in all files.
    pub(crate) only: Option<Vec<PathBuf>>,
    /// Paths that the connector's files name are followed inside of this folder only.
    pub(crate) boundary: PathBuf,
    /// The configuration file that applies.
    pub(crate) configuration: Option<Arc<ConfigurationFile>>,
    /// Whether all that the configuration file applies to is among the targets.
    pub(crate) has_whole_configuration: bool,
    /// Whether the folder is in a repository.
    pub(crate) is_in_repository: bool,
}

/// The folders with connectors at and below the given paths, as Git sees them: ignored and hidden ones are skipped
/// unless they are given themselves. In the order of their shown paths, each once.
pub(crate) fn collect(paths: &[PathBuf], base: &Base, troubles: &mut Vec<Trouble>) -> Vec<Target> {
    let mut collection = Collection {
        base,
        targets: HashMap::new(),
        walked: Vec::new(),
        configurations: Configurations::default(),
        troubles,
    };
    for given in paths {
        collection.path(given);
    }
    let Collection { targets, walked, .. } = collection;
    let mut targets: Vec<Target> = targets.into_values().collect();
    for target in &mut targets {
        let folder = target.configuration.as_ref().map(|file| &file.folder);
        target.has_whole_configuration =
            folder.is_some_and(|folder| walked.iter().any(|root| folder.starts_with(root)));
    }
    // With the slash, so that all files of a folder come before those of one whose name goes on.
    targets.sort_by_cached_key(|target| format!("{}/", target.shown));
    targets
}

struct Collection<'c> {
    base: &'c Base,
    /// By real path.
    targets: HashMap<PathBuf, Target>,
    /// The folders that were searched, without links.
    walked: Vec<PathBuf>,
    configurations: Configurations,
    troubles: &'c mut Vec<Trouble>,
}

impl Collection<'_> {
    fn path(&mut self, given: &Path) {
        let shown = given.to_string_lossy().into_owned();
        let Ok(path) = path::absolute(given) else {
            self.troubles.push(Trouble::error(shown, "This is no path."));
            return;
        };
        match fs::metadata(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.troubles.push(Trouble::error(shown, "There is no such file or folder."));
            }
            Err(error) => self.troubles.push(Trouble::error(shown, format!("This cannot be read: {error}."))),
            Ok(meta) if meta.is_dir() => {
                if !self.folder(&path) {
                    self.troubles.push(Trouble::error(shown, NO_CONNECTOR));
                }
            }
            Ok(_) => {
                let (Some(folder), Some(file)) = (path.parent(), resolved(&path)) else { return };
                let Some(real) = resolved(folder) else { return };
                self.add(folder, real.clone(), &real, Some(file));
            }
        }
    }

    /// Adds the connectors at and below a folder. `false` if there are none, and nothing else was wrong.
    fn folder(&mut self, root: &Path) -> bool {
        let real_root = resolved(root);
        self.walked.extend(real_root.clone());
        let mut found = false;
        let mut last: Option<PathBuf> = None;
        let obstacles: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
        let can_be_searched = {
            let obstacles = obstacles.clone();
            move |folder: &Path| {
                let obstacle = search_obstacle(folder);
                let can_be_searched = obstacle.is_none();
                obstacles.lock().unwrap_or_else(PoisonError::into_inner).extend(obstacle);
                can_be_searched
            }
        };
        let walk = if root.ancestors().all(&can_be_searched) {
            let can_be_searched = move |entry: &DirEntry| {
                entry.file_type().is_none_or(|kind| !kind.is_dir()) || can_be_searched(entry.path())
            };
            let mut builder = WalkBuilder::new(root);
            let builder = builder.require_git(false).sort_by_file_name(Ord::cmp);
            Some(builder.filter_entry(can_be_searched).build())
        } else {
            None
        };
        for entry in walk.into_iter().flatten() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.walk_error(root, &error);
                    found = true;
                    continue;
                }
            };
            let Some(folder) = entry.path().parent() else { continue };
            if entry.depth() == 0 || last.as_deref() == Some(folder) {
                continue;
            }
            let is_connector = match role_of(&entry.file_name().to_string_lossy()) {
                Some(FileRole::Definition) => true,
                Some(FileRole::Settings) => makes_connector(entry.path()),
                _ => false,
            };
            if is_connector {
                // Links are not followed on the way.
                if let Some(real_root) = &real_root
                    && let Ok(below) = folder.strip_prefix(root)
                {
                    let mut real = real_root.clone();
                    real.extend(below);
                    self.add(folder, real, real_root, None);
                }
                last = Some(folder.to_owned());
                found = true;
            }
        }
        for obstacle in std::mem::take(&mut *obstacles.lock().unwrap_or_else(PoisonError::into_inner)) {
            let message = "This is no regular file; its folder is not searched.";
            self.troubles.push(Trouble::error(self.base.show(&obstacle), message));
            found = true;
        }
        found
    }

    /// Adds a folder, `real` without links, that was found at or below `root`, which has none.
    fn add(&mut self, folder: &Path, real: PathBuf, root: &Path, only: Option<PathBuf>) {
        if let Some(target) = self.targets.get_mut(&real) {
            match (&mut target.only, only) {
                (Some(files), Some(file)) => files.push(file),
                (whole, _) => *whole = None,
            }
            return;
        }
        let surroundings = self.configurations.of(&real, self.base, self.troubles);
        let is_in_repository = surroundings.repository.is_some();
        let boundary = surroundings.repository.unwrap_or_else(|| root.to_owned());
        let target = Target {
            folder: folder.to_owned(),
            real: real.clone(),
            shown: self.base.show(folder),
            only: only.map(|file| vec![file]),
            boundary,
            configuration: surroundings.configuration,
            has_whole_configuration: false,
            is_in_repository,
        };
        self.targets.insert(real, target);
    }

    fn walk_error(&mut self, root: &Path, error: &ignore::Error) {
        let mut path = root;
        let mut inner = error;
        loop {
            inner = match inner {
                ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
                ignore::Error::WithPath { path: at, err } => {
                    path = at;
                    err
                }
                _ => break,
            };
        }
        // The library that walks wraps what the system says into sentences of its own.
        let mut reason: &dyn Error = inner.io_error().map_or(inner, |error| error);
        while let Some(cause) = reason.source() {
            reason = cause;
        }
        self.troubles.push(Trouble::error(self.base.show(path), format!("This cannot be read: {reason}.")));
    }
}

/// What is said where no connector is found.
pub(super) const NO_CONNECTOR: &str = "There is no connector here: no folder with an apiDefinition.swagger.json. Hidden and \
                            ignored folders are not searched.";

/// Whether a `settings.json` makes a connector of its folder.
fn makes_connector(path: &Path) -> bool {
    disk::read(path).is_ok_and(|bytes| names_definition(syntax::decode(bytes)))
}
