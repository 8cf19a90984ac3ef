//! One connector with the places of its files, for commands that are about a single one.

use std::path::{Path, PathBuf};

use connector::{Connector, FileRole, FileSet, Part, reads_as_definition, role_of};

use crate::fault::provoke;

use super::disk::{self, ReadError};
use super::folder::text_of;
use super::paths::resolved;
use super::targets::NO_CONNECTOR;
use super::{Base, Folder, Original, Target, Trouble, collect};

/// What is said of a file that neither its name nor its text makes a definition.
pub(crate) const NO_DEFINITION: &str =
    "This is no API definition: it has neither \"swagger\" nor \"paths\". Name another file.";

/// How many connectors a message names at most.
const MOST_NAMED: usize = 5;

/// A connector and where its files are.
pub(crate) struct Single {
    pub(crate) connector: Connector,
    /// One for each part.
    pub(crate) files: Vec<SingleFile>,
    /// The folder that it was found in, and its files there; `None` of a file that was read alone.
    pub(crate) home: Option<(Target, FileSet)>,
}

/// Where a file of a connector is.
pub(crate) struct SingleFile {
    pub(crate) role: FileRole,
    /// The path as it is shown.
    pub(crate) shown: String,
    pub(crate) path: PathBuf,
    /// How its bytes differ from the text; `None`: not at all.
    pub(crate) original: Option<Original>,
}

impl Single {
    /// The one connector at or below `path`, a folder or one of the connector's files. Of none or several it is said
    /// how to go on.
    pub(crate) fn load(path: &Path, base: &Base, troubles: &mut Vec<Trouble>) -> Result<Self, Trouble> {
        let shown = shown(path, base);
        let mut found = Vec::new();
        let known = troubles.len();
        for target in collect(&[path.to_owned()], base, troubles) {
            let folder = Folder::new(&target);
            for (set, connector) in Connector::load(&folder) {
                provoke(&connector, "the reader");
                let files: Vec<SingleFile> = set
                    .files
                    .iter()
                    .map(|(role, name)| SingleFile {
                        role: *role,
                        shown: folder.shown(name),
                        path: folder.path(name),
                        original: folder.original(name),
                    })
                    .collect();
                let is_wanted = target.only.as_ref().is_none_or(|only| {
                    files.iter().filter_map(|file| resolved(&file.path)).any(|file| only.contains(&file))
                });
                if is_wanted {
                    found.push(Self { connector, files, home: Some((target.clone(), set)) });
                }
            }
            troubles.extend(folder.into_troubles());
        }
        if found.is_empty() && path.is_file() {
            let single = Self::load_file(path, FileRole::Definition, base)
                .map_err(|error| Trouble::error(&shown, error.to_string()))?;
            let text = single.connector.part(FileRole::Definition).map_or("", Part::text);
            let is_known = role_of_path(path).is_some() || reads_as_definition(text);
            return if is_known { Ok(single) } else { Err(Trouble::error(&shown, NO_DEFINITION)) };
        }
        let reason = troubles.iter().skip(known).position(Trouble::is_error);
        match reason.filter(|_| found.is_empty()) {
            Some(at) => Err(troubles.remove(known + at)),
            None => only_one(found, &shown, Self::name),
        }
    }

    /// A single file, without the files beside it. A name that says nothing about the file's role gives it `role`.
    pub(crate) fn load_file(path: &Path, role: FileRole, base: &Base) -> Result<Self, ReadError> {
        let role = role_of_path(path).unwrap_or(role);
        let bytes = disk::read(path)?;
        let (decoded, original) = text_of(bytes);
        let mut connector = Connector::new([Part::new(role, decoded.text)]);
        connector.set_not_utf8(role, decoded.invalid);
        let file = SingleFile { role, shown: shown(path, base), path: path.to_owned(), original };
        Ok(Self { connector, files: vec![file], home: None })
    }

    /// The path of its definition, or of its only file.
    pub(crate) fn name(&self) -> &str {
        self.file(FileRole::Definition).or(self.files.first()).map_or("", |file| &file.shown)
    }

    /// Where the file with this role is.
    pub(crate) fn file(&self, role: FileRole) -> Option<&SingleFile> {
        self.files.iter().find(|file| file.role == role)
    }
}

/// The only one of the connectors that were found in the place `shown`. Of none or several it is said how to go on.
pub(crate) fn only_one<T>(mut found: Vec<T>, shown: &str, name: impl Fn(&T) -> &str) -> Result<T, Trouble> {
    let count = found.len();
    if count > 1 {
        let names: Vec<&str> = found.iter().take(MOST_NAMED).map(name).collect();
        let more = if count > MOST_NAMED { " and more" } else { "" };
        let names = names.join(", ");
        let message = format!("There are {count} connectors here; name one of them: {names}{more}.");
        return Err(Trouble::error(shown, message));
    }
    found.pop().ok_or_else(|| Trouble::error(shown, NO_CONNECTOR))
}

/// The role that the file's name gives it.
fn role_of_path(path: &Path) -> Option<FileRole> {
    role_of(&path.file_name()?.to_string_lossy())
}

fn shown(path: &Path, base: &Base) -> String {
    let shown = std::path::absolute(path).map_or_else(|_| base.show(path), |path| base.show(&path));
    if shown.is_empty() { ".".to_owned() } else { shown }
}
