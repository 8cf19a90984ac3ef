//! Files that are written whole or not at all: the text goes into a draft in the same folder, which takes the file's place
//! in one step. Whatever goes wrong before leaves the file as it was, and no draft.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;

use super::disk;

/// How many names are tried for a draft: a run that was killed may have left one behind.
const ATTEMPTS: u32 = 64;

/// A text that is on the disk, and not yet in its place.
#[derive(Debug)]
pub(crate) struct Draft<'t> {
    /// Where it belongs, without links.
    path: PathBuf,
    beside: PathBuf,
    /// What the file must still hold.
    old: &'t str,
}

impl<'t> Draft<'t> {
    /// Writes `new` beside the file that `path` leads to. Owner and permissions are the file's, as far as the system
    /// lets them be.
    pub(crate) fn new(path: &Path, old: &'t str, new: &str) -> io::Result<Self> {
        let path = fs::canonicalize(path)?;
        let meta = fs::metadata(&path)?;
        if !meta.is_file() {
            return Err(changed());
        }
        if meta.permissions().readonly() {
            return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
        }
        // A folder may let somebody replace a file who may not write into it.
        OpenOptions::new().write(true).open(&path)?;
        let beside = write_beside(&path, new, Some(&meta))?;
        Ok(Self { path, beside, old })
    }

    /// Puts the text in its place. Refuses if the file has changed since it was read.
    pub(crate) fn commit(self) -> io::Result<()> {
        if disk::read(&self.path).ok().as_deref() != Some(self.old.as_bytes()) {
            return Err(changed());
        }
        fs::rename(&self.beside, &self.path)?;
        keep_name(&self.path);
        Ok(())
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        // After the commit there is none.
        let _ = fs::remove_file(&self.beside);
    }
}

fn changed() -> io::Error {
    io::Error::other("the file was changed meanwhile; run the command again")
}

/// Replaces a file's text: whoever reads it meanwhile sees the old or the new one, never a part. Refuses if the file no
/// longer holds `old`. Permissions stay; of a link, the file that it leads to is replaced.
pub(crate) fn replace(path: &Path, old: &str, new: &str) -> io::Result<()> {
    Draft::new(path, old, new)?.commit()
}

/// Makes a file that is not there; of one that is there, nothing changes.
pub(crate) fn create(path: &Path, text: &str) -> io::Result<()> {
    let draft = write_beside(path, text, None)?;
    // Renaming would replace what somebody else has made meanwhile, so the name is taken first.
    let claimed = OpenOptions::new().write(true).create_new(true).open(path);
    let placed = claimed.and_then(|_| {
        fs::rename(&draft, path).inspect_err(|_| {
            let _ = fs::remove_file(path);
        })
    });
    if placed.is_err() {
        let _ = fs::remove_file(&draft);
    } else {
        keep_name(path);
    }
    placed
}

/// Writes a file of the user's choice. One that is there is replaced; what is no file, such as `/dev/stdout`, is written
/// to as it is.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    let (path, meta) = match fs::canonicalize(path) {
        Ok(real) => {
            let meta = fs::metadata(&real)?;
            (real, Some(meta))
        }
        Err(_) => (path.to_owned(), None),
    };
    let is_special = meta.as_ref().is_some_and(|meta| !meta.is_file());
    let is_dangling = meta.is_none() && fs::symlink_metadata(&path).is_ok();
    if is_special || is_dangling {
        return fs::write(&path, text);
    }
    if meta.is_some() {
        OpenOptions::new().write(true).open(&path)?;
    }
    let draft = match write_beside(&path, text, meta.as_ref()) {
        // The file may be written although its folder takes no other.
        Err(error) if error.kind() == ErrorKind::PermissionDenied && meta.is_some() => {
            return fs::write(&path, text);
        }
        draft => draft?,
    };
    fs::rename(&draft, &path).inspect(|()| keep_name(&path)).inspect_err(|_| {
        let _ = fs::remove_file(&draft);
    })
}

/// Writes a new, hidden file in the same folder, since renaming works within one file system only. It gets the owner and
/// the permissions of the file that it is to replace.
fn write_beside(path: &Path, text: &str, replaced: Option<&Metadata>) -> io::Result<PathBuf> {
    let (mut file, draft) = create_beside(path, replaced.is_some())
        .map_err(|error| told("no file can be made in its folder", &error))?;
    let written = file.write_all(text.as_bytes()).and_then(|()| {
        if let Some(meta) = replaced {
            let permissions = keep_owner(&file, meta);
            file.set_permissions(permissions)?;
        }
        file.sync_all()
    });
    drop(file);
    match written {
        Ok(()) => Ok(draft),
        Err(error) => {
            // What went wrong is already known; a draft that cannot be removed adds nothing to it.
            let _ = fs::remove_file(&draft);
            let bytes = text.len();
            Err(told(&format!("its {bytes} bytes cannot be stored, so nothing was changed"), &error))
        }
    }
}

/// The error with what it means here.
fn told(meaning: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{meaning}: {error}"))
}

fn create_beside(path: &Path, is_replacing: bool) -> io::Result<(File, PathBuf)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // Until it has the permissions of the file, nobody else may read it.
    #[cfg(unix)]
    if is_replacing {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let mut last = io::Error::from(ErrorKind::AlreadyExists);
    for attempt in 0..ATTEMPTS {
        let draft = path.with_file_name(format!(".connector-ls-{}-{attempt}.tmp", process::id()));
        match options.open(&draft) {
            Ok(file) => return Ok((file, draft)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Gives a draft the owner and the group of the file that it replaces, and says which permissions it is to have. Only the
/// system's administrator may give files away: for everybody else the new file is theirs.
#[cfg(unix)]
fn keep_owner(draft: &File, meta: &Metadata) -> Permissions {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let has_group = fchown(draft, None, Some(meta.gid())).is_ok();
    let _ = fchown(draft, Some(meta.uid()), None);
    let mode = meta.permissions().mode();
    // What the file's group was allowed is not for another group.
    Permissions::from_mode(if has_group { mode } else { mode & !0o070 | (mode & 0o007) << 3 })
}

#[cfg(not(unix))]
fn keep_owner(_draft: &File, meta: &Metadata) -> Permissions {
    meta.permissions()
}

/// Has the system write down that a file has a new name, so that it survives a loss of power. Not every file system can,
/// and the file is whole in any case.
fn keep_name(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    #[cfg(not(unix))]
    let _ = path;
}
