//! What is there and could not be read: it must not count as absent, or as unchanged.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use crate::Problem;
use crate::store::LARGEST;

/// Why a file or folder that is there cannot be read.
#[derive(Debug)]
pub(crate) enum Reason {
    /// The clone was made with a filter, so the content was never fetched.
    Filtered,
    /// The repository has lost it.
    Missing,
    /// More than [`LARGEST`] bytes.
    TooLarge,
    /// Git LFS keeps the content elsewhere.
    Elsewhere,
    /// The system refuses.
    Refused(io::Error),
}

/// The first thing that could not be read on the way to an answer. Clones share what they know.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unread(Rc<RefCell<Option<Problem>>>);

impl Unread {
    /// Notes that `what`, such as `'c/x.json' of 'main'`, could not be read.
    pub(crate) fn note(&self, what: &str, reason: &Reason) {
        self.0.borrow_mut().get_or_insert_with(|| Problem::new(message(what, reason)));
    }

    /// What is wrong, if something could not be read.
    pub(crate) fn problem(&self) -> Option<Problem> {
        self.0.borrow().clone()
    }
}

fn message(what: &str, reason: &Reason) -> String {
    match reason {
        Reason::Filtered => format!(
            "{what} is not in this clone, which was made with a filter. Fetch it with 'git fetch --refetch \
             --no-filter'."
        ),
        Reason::Missing => {
            format!("{what} is missing from the Git repository, which is damaged: 'git fsck' tells more.")
        }
        Reason::TooLarge => {
            let most = LARGEST >> 20;
            format!("{what} has more than {most} MB, so it is not read. Compare with a smaller one.")
        }
        Reason::Elsewhere => format!(
            "Git LFS keeps {what} outside of the repository, so it cannot be read. Check it out into a folder and \
             name that."
        ),
        Reason::Refused(error) => format!("{what} cannot be read: {error}."),
    }
}

/// What a file begins with whose content Git LFS keeps elsewhere.
const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// The content, unless it is only a pointer of Git LFS.
pub(crate) fn whole(bytes: Vec<u8>) -> Result<Vec<u8>, Reason> {
    // By its specification a pointer has less than 1024 bytes.
    let is_pointer = bytes.len() < 1024 && bytes.starts_with(LFS_POINTER);
    if is_pointer { Err(Reason::Elsewhere) } else { Ok(bytes) }
}
