//! The files on disk. Nothing else in this crate reads or writes any.
//!
//! - [`disk`]: reading single files
//! - [`drafts`]: writing them
//! - [`targets`]: from the paths on the command line to the folders to check
//! - [`folder`]: one connector's folder, as the loader wants it
//! - [`single`]: one connector with the places of its files
//! - [`configurations`]: the configuration file that applies to a folder
//! - [`paths`]: how paths are shown

mod configurations;
pub(crate) mod disk;
pub(crate) mod drafts;
mod folder;
mod paths;
mod single;
mod targets;

use rules::Severity;

pub(crate) use configurations::ConfigurationFile;
pub(crate) use folder::{Folder, Original, text_of};
pub(crate) use paths::{Base, resolved};
pub(crate) use single::{NO_DEFINITION, Single, SingleFile, only_one};
pub(crate) use targets::{Target, collect};

/// Something that keeps a file or folder from being checked, or a setting from having an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// [`Severity::Error`]: something was not checked. [`Severity::Warning`]: a remark.
    pub(crate) severity: Severity,
    /// The path, with line and column where they are known; empty if the message names it.
    pub(crate) place: String,
    /// What is wrong and what to do, as a sentence.
    pub(crate) message: String,
}

impl Trouble {
    /// Something that was not checked.
    pub(crate) fn error(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, place: place.into(), message: message.into() }
    }

    /// Whether something was not read or checked.
    pub(crate) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Something that has no effect.
    pub(crate) fn warning(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, place: place.into(), message: message.into() }
    }
}
