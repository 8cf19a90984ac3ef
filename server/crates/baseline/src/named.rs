//! A connector in a folder that a setting names.

use connector::{FileRole, FileSet, file_sets};

use crate::store::{Pieces, Store, pieces};

/// The connector of today, to find it again.
pub(crate) struct Wanted<'w> {
    /// Its folder relative to where the setting's path starts from, if it lies there.
    pub(crate) inside: Option<String>,
    /// The name of its folder.
    pub(crate) folder: &'w str,
    /// Its definition, relative to its folder.
    pub(crate) definition: &'w str,
    /// Whether no other connector is looked for in the same place.
    pub(crate) is_alone: bool,
}

/// The files of the same connector in or below `named`: in the folder with the same path, else, of a connector that is
/// alone, in `named` itself, else in a folder with the same name. Of several connectors in a folder the one with the
/// same file name is taken. Gives the folder too.
pub(crate) fn find(named: &dyn Store, wanted: &Wanted<'_>) -> Option<(Box<dyn Store>, Pieces)> {
    let same_path = wanted.inside.as_deref().filter(|path| !wanted.is_alone || !path.is_empty());
    let itself = wanted.is_alone.then_some("");
    [same_path, itself, Some(wanted.folder)].into_iter().flatten().find_map(|path| {
        let store = named.below(path)?;
        let set = choose(file_sets(&*store), wanted.definition)?;
        let pieces = pieces(&*store, &set)?;
        Some((store, pieces))
    })
}

fn choose(sets: Vec<FileSet>, definition: &str) -> Option<FileSet> {
    let has_name = |set: &FileSet| {
        set.name(FileRole::Definition).is_some_and(|name| name.eq_ignore_ascii_case(definition))
    };
    let is_single = sets.len() == 1;
    sets.into_iter().find(|set| is_single || has_name(set))
}
