//! Where published texts come from: a folder on disk or one in a commit.

use connector::{FileRole, FileSet, Files};

use crate::Problem;
use crate::disk::Stamp;

/// The largest file that is read, in bytes. The largest real definition has about 1.2 million.
pub(crate) const LARGEST: u64 = 64 << 20;

/// What tells one content of a file from another without reading it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Version {
    /// A blob of a repository.
    Blob(gix::ObjectId),
    /// A file on disk.
    Stamp(Stamp),
}

/// A file that is there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Found {
    /// The path for people, with slashes: inside of the repository, or on disk.
    pub(crate) path: String,
    /// The content it has.
    pub(crate) version: Version,
}

/// A folder to read from.
pub(crate) trait Store: Files {
    /// Whether a path that a `settings.json` names, relative to the folder, stays inside of the repository, or of the
    /// folder that was named. Others are not read.
    fn is_inside(&self, name: &str) -> bool;

    /// Finds the file `name`, given relative to the folder.
    fn find(&self, name: &str) -> Option<Found>;

    /// The bytes of a file that was found here; `None` if it is gone or cannot be read.
    fn content(&self, piece: &Piece) -> Option<Vec<u8>>;

    /// A folder at or below this one; the path has slashes.
    fn below(&self, path: &str) -> Option<Box<dyn Store>>;

    /// What is there and could not be read so far, in this folder and others that were reached from the same one.
    fn problem(&self) -> Option<Problem>;
}

/// One file of a published connector, found and not yet read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Piece {
    pub(crate) role: FileRole,
    /// The name relative to the folder of the connector.
    pub(crate) name: String,
    pub(crate) found: Found,
}

/// The files of a published connector that are there, the definition first.
#[derive(Debug)]
pub(crate) struct Pieces {
    pub(crate) files: Vec<Piece>,
    /// Whether there may be one more, which is not read.
    pub(crate) is_beyond: bool,
}

/// The files of a set that are there. `None` without the definition.
pub(crate) fn pieces(store: &dyn Store, set: &FileSet) -> Option<Pieces> {
    let mut pieces = Pieces { files: Vec::new(), is_beyond: false };
    for (role, name) in &set.files {
        match store.find(name) {
            Some(found) => pieces.files.push(Piece { role: *role, name: name.clone(), found }),
            None if *role == FileRole::Definition => return None,
            None => pieces.is_beyond |= !store.is_inside(name),
        }
    }
    Some(pieces)
}
