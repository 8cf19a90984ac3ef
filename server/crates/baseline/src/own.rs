//! A connector in an earlier commit of its own repository.

use connector::{FileRole, FileSet, NamedPaths, discover, file_sets};

use crate::paths::{join, split};
use crate::store::{Piece, pieces};
use crate::tree::TreeFolder;

/// The files of the connector whose definition has this path; `root` is the root folder of the commit. `None` if the
/// commit does not have it.
pub(crate) fn at(root: &TreeFolder, folder: &str, definition: &str) -> Option<Vec<Piece>> {
    let found = root.at(folder).file(definition)?;
    // A folder that is spelled otherwise there.
    let folder = match root.entry(folder) {
        Some(entry) if entry.is_folder() => entry.path,
        _ => split(&found.path).0.to_owned(),
    };
    let store = root.at(folder);
    pieces(&store, &set_of(&store, &found.path)?)
}

/// The files that go with a definition, by its path.
pub(crate) fn set_of(store: &TreeFolder, path: &str) -> Option<FileSet> {
    let is_this = |set: &FileSet| {
        let name = set.name(FileRole::Definition);
        name.and_then(|name| store.file(name)).is_some_and(|found| found.path == path)
    };
    let sets = file_sets(store);
    sets.into_iter().find(is_this).or_else(|| {
        // Only a `settings.json` of today tells that this file is a definition.
        let inside = path.strip_prefix(store.folder()).map(|rest| rest.trim_start_matches('/'));
        let definition = inside.filter(|name| join(store.folder(), name).as_deref() == Some(path))?;
        let named = NamedPaths { definition: Some(definition.to_owned()), ..NamedPaths::default() };
        let names = connector::Files::names(store);
        discover(names.iter().map(String::as_str), Some(&named)).into_iter().find(is_this)
    })
}
