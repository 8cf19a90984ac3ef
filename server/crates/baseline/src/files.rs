//! Reading what stands on disk without ever waiting for it: a pipe may take the place of a file at any time.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Why a file was not read.
#[derive(Debug)]
pub enum Refusal {
    /// The system refuses, or there is none.
    Refused(io::Error),
    /// A folder.
    Folder,
    /// A pipe, a socket or a device: reading it might never end.
    Special,
    /// More bytes than are wanted; how many there are, as far as is known.
    TooLarge(u64),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Refused(error)
    }
}

/// The bytes of a regular file of at most `most` bytes, or of one that a link leads to.
pub fn read_whole(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    // Opening a device may do something, so the kind is looked at first. What was opened may be something else by then.
    let refuse = |meta: &Metadata| {
        if meta.is_dir() {
            return Err(Refusal::Folder);
        }
        if !meta.is_file() {
            return Err(Refusal::Special);
        }
        if meta.len() > most { Err(Refusal::TooLarge(meta.len())) } else { Ok(()) }
    };
    refuse(&fs::metadata(path)?)?;
    let file = open_at_once(path)?;
    let meta = file.metadata()?;
    refuse(&meta)?;
    let mut bytes = Vec::with_capacity(meta.len() as usize + 1);
    // The file may grow while it is read.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    let length = bytes.len() as u64;
    if length > most { Err(Refusal::TooLarge(length)) } else { Ok(bytes) }
}

/// Opens for reading. A pipe that nobody writes to is opened too, at once, and not waited for.
fn open_at_once(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    options.open(path)
}

/// The file in a folder that keeps it from being searched as Git does: one that says what to ignore and is neither a
/// file nor absent. Whoever reads it might wait for ever.
pub fn search_obstacle(folder: &Path) -> Option<PathBuf> {
    [".gitignore", ".ignore", ".git/info/exclude"]
        .iter()
        .map(|name| folder.join(name))
        .find(|path| is_special(path))
}

/// Whether there is something that is neither a file nor a folder, links followed.
pub(crate) fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
}
