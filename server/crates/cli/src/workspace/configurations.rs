//! The configuration file that applies to a folder: in the folder itself or above it, the nearest wins, and none beyond
//! the repository.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ide::configuration::{self, Configuration, FILE_NAMES};
use syntax::{LineIndex, Span};

use super::disk::{self, ReadError};
use super::paths::resolved;
use super::{Base, Trouble};

/// A configuration file.
#[derive(Debug)]
pub(crate) struct ConfigurationFile {
    /// What it says.
    pub(crate) configuration: Configuration,
    /// The folder that it lies in, without links.
    pub(crate) folder: PathBuf,
    /// Its path as it is shown.
    pub(crate) shown: String,
    text: String,
}

impl ConfigurationFile {
    /// `path:line:column` of a place in it.
    pub(crate) fn place(&self, span: Span) -> String {
        let (line, column) = LineIndex::new(&self.text).line_column(&self.text, span.start);
        format!("{}:{line}:{column}", self.shown)
    }
}

/// What applies to the connectors of a folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    /// The nearest configuration.
    pub(super) configuration: Option<Arc<ConfigurationFile>>,
    /// The repository's root, if the folder lies in one.
    pub(super) repository: Option<PathBuf>,
}

/// Configurations by folder, each file read once.
#[derive(Default)]
pub(super) struct Configurations {
    known: HashMap<PathBuf, Surroundings>,
}

impl Configurations {
    /// What applies in `folder`, an absolute path without links. What is wrong with a file is added to `troubles` when
    /// it is read.
    pub(super) fn of(&mut self, folder: &Path, base: &Base, troubles: &mut Vec<Trouble>) -> Surroundings {
        let mut unknown: Vec<(&Path, Option<Arc<ConfigurationFile>>, bool)> = Vec::new();
        let mut above = Surroundings::default();
        for folder in folder.ancestors() {
            if let Some(known) = self.known.get(folder) {
                above = known.clone();
                break;
            }
            // In a work tree or a submodule this is a file.
            let is_root = fs::symlink_metadata(folder.join(".git")).is_ok();
            unknown.push((folder, read(folder, base, troubles), is_root));
            if is_root {
                break;
            }
        }
        for (folder, own, is_root) in unknown.into_iter().rev() {
            above.configuration = own.or(above.configuration);
            if is_root {
                above.repository = Some(folder.to_owned());
            }
            self.known.insert(folder.to_owned(), above.clone());
        }
        above
    }
}

/// The configuration file in this very folder.
fn read(folder: &Path, base: &Base, troubles: &mut Vec<Trouble>) -> Option<Arc<ConfigurationFile>> {
    FILE_NAMES.iter().find_map(|name| {
        let path = folder.join(name);
        // Hardly any folder has one.
        let found = fs::symlink_metadata(&path);
        if found.as_ref().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return None;
        }
        if found.is_ok_and(|meta| meta.is_symlink()) && leads_out(&path) {
            let message = "This link leads out of the project; it is not read.";
            troubles.push(Trouble::error(base.show(&path), message));
            return None;
        }
        let bytes = match disk::read(&path) {
            Ok(bytes) => bytes,
            Err(ReadError::Absent) => return None,
            Err(error) => {
                troubles.push(Trouble::error(base.show(&path), error.to_string()));
                return None;
            }
        };
        let text = syntax::decode(bytes).text;
        let (configuration, problems) = configuration::parse(&text);
        let configuration = configuration.found_in(&folder.to_string_lossy());
        let folder = folder.to_owned();
        let file = ConfigurationFile { configuration, folder, shown: base.show(&path), text };
        let warnings =
            problems.into_iter().map(|problem| Trouble::warning(file.place(problem.span), problem.message));
        troubles.extend(warnings);
        Some(Arc::new(file))
    })
}

/// Whether a link leads out of its repository, or where there is none, out of its folder. A stranger may have made it,
/// and what is wrong with the file is printed.
fn leads_out(path: &Path) -> bool {
    let Some(folder) = path.parent() else { return false };
    let root = folder.ancestors().find(|above| fs::symlink_metadata(above.join(".git")).is_ok());
    let root = resolved(root.unwrap_or(folder));
    resolved(path).is_some_and(|real| root.is_none_or(|root| !real.starts_with(root)))
}
