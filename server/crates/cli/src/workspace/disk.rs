//! Reading single files.

use std::path::Path;
use std::{fmt, io};

use baseline::{Refusal, read_whole};

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

impl From<Refusal> for ReadError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Refused(error) if error.kind() == io::ErrorKind::NotFound => Self::Absent,
            Refusal::Refused(error) => Self::Refused(error),
            Refusal::Folder => Self::Folder,
            Refusal::Special => Self::Special,
            Refusal::TooLarge(bytes) => Self::TooLarge(bytes),
        }
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
    Ok(read_whole(path, LARGEST)?)
}
