//! A connector in an earlier commit of its own repository.

use std::path::Path;

use connector::{FileRole, FileSet, Files, NamedPaths, discover, file_sets};

use crate::disk::{path_of, read};
use crate::paths::{join, split};
use crate::renames::{self, Today};
use crate::repositories::Opened;
use crate::store::{Pieces, pieces};
use crate::tree::{Entry, TreeFolder};

/// Where a connector was found in a commit.
pub(crate) struct Found {
    /// Its files there.
    pub(crate) pieces: Pieces,
    /// Whether its definition has the same path there. Else what is on disk today has decided.
    pub(crate) is_at_home: bool,
}

/// The files that the connector in `folder`, an absolute path without links, with this definition had in a commit;
/// `root` is the commit's root folder and `head` that of the last commit. `None` if the commit does not have it.
pub(crate) fn find(
    opened: &Opened,
    root: &TreeFolder,
    head: Option<&TreeFolder>,
    folder: &Path,
    definition: &str,
) -> Option<Found> {
    let inside = opened.inside(folder)?;
    let path = join(&inside, &definition.replace('\\', "/"))?;
    if let Some(found) = root.at(&inside).file(definition)
        && found.path == path
    {
        return Some(Found { pieces: with_its_files(root, &inside, &found)?, is_at_home: true });
    }
    let moved = |pieces: Pieces| Found { pieces, is_at_home: false };
    let at_head = head.map(|head| opened.definitions(head)).unwrap_or_default();
    let today = Today {
        path: &path,
        folder: &inside,
        bytes: read(&path_of(folder, definition)).ok().flatten(),
        working_tree: opened.working_tree()?,
        head,
        at_head: &at_head,
    };
    // Only spelled otherwise, or through a link.
    if let Some(found) = root.at(&inside).file(definition).filter(|found| today.is_free(&found.path)) {
        let folder = root.entry(&inside).filter(Entry::is_folder).map(|entry| entry.path);
        return with_its_files(root, &folder.unwrap_or_else(|| split(&found.path).0.to_owned()), &found)
            .map(moved);
    }
    let found = renames::find(root, &opened.definitions(root), &today)?;
    // A `settings.json` may keep the connector's folder and that of its definition apart.
    let own = root.at(&inside);
    match listed(&own, &found.path) {
        Some(set) => pieces(&own, &set),
        None => with_its_files(root, split(&found.path).0, &found),
    }
    .map(moved)
}

/// The files that go with a definition in this folder.
fn with_its_files(root: &TreeFolder, folder: &str, definition: &Entry) -> Option<Pieces> {
    let store = root.at(folder);
    let set = listed(&store, &definition.path).or_else(|| named(&store, &definition.path))?;
    pieces(&store, &set)
}

/// The connector of the folder whose definition has this path.
fn listed(store: &TreeFolder, path: &str) -> Option<FileSet> {
    file_sets(store).into_iter().find(|set| is_definition(store, set, path))
}

/// The files of a folder that go with a definition which only a `settings.json` of today names.
fn named(store: &TreeFolder, path: &str) -> Option<FileSet> {
    let inside = path.strip_prefix(store.folder())?.trim_start_matches('/');
    let named = NamedPaths { definition: Some(inside.to_owned()), ..NamedPaths::default() };
    let names = store.names();
    let mut sets = discover(names.iter().map(String::as_str), Some(&named)).into_iter();
    sets.find(|set| is_definition(store, set, path))
}

fn is_definition(store: &TreeFolder, set: &FileSet, path: &str) -> bool {
    let name = set.name(FileRole::Definition);
    name.and_then(|name| store.file(name)).is_some_and(|found| found.path == path)
}
