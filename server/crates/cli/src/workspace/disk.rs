//! Single files.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process;

/// The largest file that is read, in bytes. The largest real definition has about 1.2 million.
pub(crate) const LARGEST: u64 = 64 << 20;

/// Why a file was not read.
#[derive(Debug)]
pub(crate) enum ReadError {
    /// There is none.
    Absent,
    /// The system refuses.
    Refused(io::Error),
    /// A folder.
    Folder,
    /// A pipe, a socket or a device: reading it might never end.
    Special,
    /// More than [`LARGEST`] bytes.
    TooLarge(u64),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Self::Absent } else { Self::Refused(error) }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("There is no such file."),
            Self::Refused(error) => write!(f, "The file cannot be read: {error}."),
            Self::Folder => f.write_str("This is a folder, not a file."),
            Self::Special => f.write_str("This is no regular file; it is not read."),
            Self::TooLarge(bytes) => {
                let most = LARGEST >> 20;
                write!(f, "The file has {} MB; files over {most} MB are not read.", bytes.div_ceil(1 << 20))
            }
        }
    }
}

/// The bytes of a regular file, or of one that a link leads to.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, ReadError> {
    // Opening a pipe would wait for its other end, so the kind is looked at first.
    let meta = fs::metadata(path)?;
    if meta.is_dir() {
        return Err(ReadError::Folder);
    }
    if !meta.is_file() {
        return Err(ReadError::Special);
    }
    if meta.len() > LARGEST {
        return Err(ReadError::TooLarge(meta.len()));
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize + 1);
    // The file may grow while it is read.
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(ReadError::TooLarge(bytes.len() as u64));
    }
    Ok(bytes)
}

/// Replaces a file's text in one step: whoever reads it meanwhile sees the old or the new one, never a part. Refuses
/// if the file no longer holds `old`. Permissions stay; of a link, the file that it leads to is replaced.
pub(crate) fn replace(path: &Path, old: &str, new: &str) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let meta = fs::metadata(&path)?;
    if meta.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let (mut file, draft) = create_beside(&path)?;
    let written = file.write_all(new.as_bytes()).and_then(|()| {
        fs::set_permissions(&draft, meta.permissions())?;
        file.sync_all()?;
        drop(file);
        if fs::read(&path)? != old.as_bytes() {
            return Err(io::Error::other("the file was changed meanwhile; run the command again"));
        }
        fs::rename(&draft, &path)
    });
    if written.is_err() {
        // What went wrong is already known; a draft that cannot be removed adds nothing to it.
        let _ = fs::remove_file(&draft);
    }
    written
}

/// Makes a file that is not there; of one that is there, nothing changes.
pub(crate) fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        drop(file);
        // Half a file would be taken for a whole one. What went wrong is already known.
        let _ = fs::remove_file(path);
    }
    written
}

/// Writes a file of the user's choice. One that is there is replaced.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::write(path, text)
}

/// A new, empty, hidden file in the same folder: renaming works within one file system only.
fn create_beside(path: &Path) -> io::Result<(File, PathBuf)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..16 {
        let draft = path.with_file_name(format!(".{name}.{}-{attempt}.tmp", process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&draft) {
            Ok(file) => return Ok((file, draft)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}
