//! Files on disk.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use connector::{FileRole, Files, Source, may_be_followed, role_of};

use crate::Problem;
use crate::files::{Refusal, read_whole};
use crate::store::{Found, LARGEST, Piece, Store, Version};
use crate::unread::{Reason, Unread, whole};

/// How many files and folders are looked at to find out whether there is a definition among them.
const MOST_SEEN: usize = 5_000;

/// What tells one state of a file from another without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Stamp {
    /// Length in bytes.
    length: u64,
    /// When it was last written, if the file system says so.
    modified: Option<SystemTime>,
}

/// The state of a regular file, or of one that a link leads to; `None` for everything else.
pub(crate) fn stamp(path: &Path) -> Option<Stamp> {
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(Stamp { length: meta.len(), modified: meta.modified().ok() })
}

/// The bytes of a regular file that is not too large; `Ok(None)` if there is none.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, Reason> {
    match read_whole(path, LARGEST) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Refusal::Folder | Refusal::Special) => Ok(None),
        Err(Refusal::Refused(error)) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(Refusal::Refused(error)) => Err(Reason::Refused(error)),
        Err(Refusal::TooLarge(_)) => Err(Reason::TooLarge),
    }
}

/// The path without links and `..`; `None` if it leads nowhere.
pub(crate) fn resolved(path: &Path) -> Option<PathBuf> {
    let real = fs::canonicalize(path).ok()?;
    // Windows answers in a form that few programs understand.
    let plain =
        real.to_str().and_then(|path| path.strip_prefix(r"\\?\")).filter(|path| !path.starts_with("UNC"));
    Some(plain.map(PathBuf::from).unwrap_or(real))
}

/// The path of the file `name` in `folder`.
pub(crate) fn path_of(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    // Windows authors write backslashes into settings.json, and the file is read everywhere.
    if cfg!(not(windows)) && name.contains('\\') && !path.exists() {
        folder.join(name.replace('\\', "/"))
    } else {
        path
    }
}

/// Whether the file `name` of `folder` may be read: links, and paths that a `settings.json` names, are followed inside of
/// `boundary` only, a folder without links. What is not there may be.
pub(crate) fn is_inside(folder: &Path, name: &str, boundary: &Path) -> bool {
    let is_plain = !name.contains(['/', '\\']) && name != "..";
    if !is_plain && !may_be_followed(name) {
        return false;
    }
    let path = path_of(folder, name);
    let is_link = || fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink());
    is_plain && !is_link() || resolved(&path).is_none_or(|path| path.starts_with(boundary))
}

/// A folder on disk that a setting names.
#[derive(Clone, Debug)]
pub(crate) struct DiskFolder {
    folder: PathBuf,
    /// Paths that files name are followed inside of this folder only. Without links.
    boundary: PathBuf,
    /// The folder as the author wrote it.
    shown: String,
    /// What could not be read, here and in folders below.
    unread: Unread,
}

impl DiskFolder {
    /// A folder in a repository with this working tree, if it is in one.
    pub(crate) fn new(folder: PathBuf, shown: &str, repository: Option<&Path>) -> Self {
        let shown = shown.replace('\\', "/").trim_end_matches('/').to_owned();
        let boundary = repository.map(Path::to_owned).or_else(|| resolved(&folder));
        let boundary = boundary.unwrap_or_else(|| folder.clone());
        Self { folder, boundary, shown, unread: Unread::default() }
    }

    /// How many definitions there are at and below the folder, told by their file names and counted as far as two. In
    /// doubt there are two.
    pub(crate) fn definitions(&self) -> usize {
        let mut todo = vec![self.folder.clone()];
        let (mut found, mut seen) = (0, 0);
        while let Some(folder) = todo.pop() {
            let Ok(entries) = fs::read_dir(folder) else { continue };
            for entry in entries.flatten() {
                seen += 1;
                found +=
                    usize::from(entry.file_name().to_str().and_then(role_of) == Some(FileRole::Definition));
                if seen > MOST_SEEN || found > 1 {
                    return 2;
                }
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    todo.push(entry.path());
                }
            }
        }
        found
    }

    /// How the file `name` is called to people.
    fn shown(&self, name: &str) -> String {
        format!("{}/{}", self.shown, name.replace('\\', "/"))
    }

    /// The bytes of the file `name`; that it is there and cannot be read is noted.
    fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        if !self.is_inside(name) {
            return None;
        }
        let bytes = read(&path_of(&self.folder, name)).and_then(|bytes| bytes.map(whole).transpose());
        bytes.unwrap_or_else(|reason| {
            self.unread.note(&format!("'{}'", self.shown(name)), &reason);
            None
        })
    }
}

impl Files for DiskFolder {
    fn names(&self) -> Vec<String> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) => {
                if error.kind() != ErrorKind::NotFound {
                    self.unread.note(&format!("'{}'", self.shown), &Reason::Refused(error));
                }
                return Vec::new();
            }
        };
        entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    fn read(&self, name: &str) -> Option<Source> {
        self.bytes(name).map(|bytes| Source { decoded: syntax::decode(bytes) })
    }
}

impl Store for DiskFolder {
    fn is_inside(&self, name: &str) -> bool {
        is_inside(&self.folder, name, &self.boundary)
    }

    fn find(&self, name: &str) -> Option<Found> {
        if !self.is_inside(name) {
            return None;
        }
        let version = Version::Stamp(stamp(&path_of(&self.folder, name))?);
        Some(Found { path: self.shown(name), version })
    }

    fn content(&self, piece: &Piece) -> Option<Vec<u8>> {
        self.bytes(&piece.name)
    }

    fn problem(&self) -> Option<Problem> {
        self.unread.problem()
    }

    fn below(&self, path: &str) -> Option<Box<dyn Store>> {
        let folder = self.folder.join(path);
        let shown = if path.is_empty() { self.shown.clone() } else { format!("{}/{path}", self.shown) };
        let (boundary, unread) = (self.boundary.clone(), self.unread.clone());
        folder.is_dir().then(|| Box::new(Self { folder, boundary, shown, unread }) as Box<dyn Store>)
    }
}
