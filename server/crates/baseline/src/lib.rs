//! What of a connector is published: the texts that its changes are measured against.
//!
//! - [`Baselines`] answers for a connector on disk, by the [`Setting`] that its author chose; callers keep one and ask
//!   it as often as they like
//! - [`read_revision`] reads `REV:PATH`, Git's own way of naming a file or a folder of a commit
//! - [`read_whole`] reads any file without waiting for it, for all crates that read files
//!
//! Git repositories are read by the library `gix`. No program is started, no hook and no filter runs, nothing is
//! written and nothing is fetched: the features of the library that could do so are not compiled in.

mod baselines;
mod disk;
mod files;
mod intact;
mod line_ends;
mod moment;
mod named;
mod own;
mod paths;
mod published;
mod renames;
mod repositories;
mod revision;
mod store;
mod tree;
mod unread;

use std::fmt;
use std::path::Path;

pub use baselines::Baselines;
pub use files::{Refusal, read_whole, search_obstacle};
pub use published::{Identity, Published, PublishedFile};
pub use revision::{RevisionFolder, is_revision, read_revision};

/// What a connector is compared with: the setting `baseline`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Setting {
    /// Nothing.
    Off,
    /// The connector where the current branch left the default branch; without a default branch the last commit.
    #[default]
    Auto,
    /// A path that exists, or `REV:PATH`, or else a Git revision: a branch, a tag, a commit, `HEAD~2`. A branch that
    /// has the name of a file or folder is named by `refs/heads/NAME`.
    Named(String),
}

impl Setting {
    /// The setting that a text stands for: `auto`, or what is named.
    pub fn of(text: &str) -> Self {
        if text == "auto" { Self::Auto } else { Self::Named(text.to_owned()) }
    }
}

/// Which connector's published texts are wanted, and by which setting.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// The connector's folder, an absolute path.
    pub folder: &'q Path,
    /// The connector's definition, as its [`connector::FileSet`] names it: relative to the folder.
    pub definition: &'q str,
    /// What to compare with.
    pub setting: &'q Setting,
    /// The absolute path of the folder that a path in the setting starts from: the one of the configuration file, or
    /// the working folder.
    pub base: &'q Path,
    /// Whether no other connector is compared by the same setting. Of several, one that the setting names can be the
    /// published state of one only, and nobody knows of which: that is a [`Problem`].
    pub is_alone: bool,
}

/// A setting or an argument that names nothing, or nothing that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong and what to do, as sentences.
    pub message: String,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}
