//! From the two arguments to two connectors.

use std::path::Path;

use baseline::{RevisionFolder, is_revision, read_revision};
use connector::{Connector, FileRole, Part, reads_as_definition, role_of};

use crate::check::Source;
use crate::reporters::Sources;
use crate::workspace::{Base, NO_DEFINITION, Original, Single, Trouble, only_one, text_of};

/// One side of the comparison.
pub(super) struct Side {
    pub(super) connector: Connector,
    files: Vec<SideFile>,
    /// Whether its files lie on the disk, where their paths say.
    pub(super) is_on_disk: bool,
    /// Whether these are all files of the connector, each of them read.
    pub(super) is_whole: bool,
}

struct SideFile {
    role: FileRole,
    /// The path as it is shown.
    shown: String,
    original: Option<Original>,
}

impl Side {
    /// The texts of its files.
    pub(super) fn sources(&self) -> Sources<'_> {
        let files = self.files.iter().filter_map(|file| {
            let part = self.connector.part(file.role)?;
            Some((file.role, Source::new(file.shown.clone(), part.text(), file.original.clone())))
        });
        Sources::new(files.collect())
    }

    /// The same as all files of the connector.
    fn whole(self) -> Self {
        let is_whole = self.files.iter().all(|file| self.connector.part(file.role).is_some());
        Self { is_whole, ..self }
    }

    fn has(&self, role: FileRole) -> bool {
        self.files.iter().any(|file| file.role == role)
    }

    /// The path of its definition, or of its only file, as it is shown.
    pub(super) fn name(&self) -> &str {
        let definition = self.files.iter().find(|file| file.role == FileRole::Definition);
        definition.or(self.files.first()).map_or("", |file| &file.shown)
    }
}

impl From<Single> for Side {
    fn from(single: Single) -> Self {
        let files = single.files.into_iter();
        let files =
            files.map(|file| SideFile { role: file.role, shown: file.shown, original: file.original });
        let files: Vec<SideFile> = files.collect();
        Self { connector: single.connector, files, is_on_disk: true, is_whole: false }
    }
}

/// What an argument names.
enum Given<'a> {
    Disk(&'a Path),
    Revision(Box<RevisionFolder>),
}

impl<'a> Given<'a> {
    /// `other` is the argument that it is compared with.
    fn new(argument: &'a Path, other: &Path, here: &Path) -> Result<Self, Trouble> {
        // A path that is no Unicode is no revision either.
        let Some(text) = argument.to_str() else { return Ok(Self::Disk(argument)) };
        let revision = read_revision(here, text)
            // What is wrong names what it is about.
            .map_err(|problem| Trouble::error("", problem.to_string()))?;
        if revision.is_none() && !here.join(argument).exists() && is_revision(here, text) {
            let path = other.to_str().filter(|path| other.is_relative() && here.join(path).exists());
            let path = path.map(|path| path.trim_start_matches("./")).filter(|path| *path != ".");
            let path = path.map_or_else(|| ".".to_owned(), |path| format!("./{path}"));
            let message = format!(
                "This is a revision, and a file or folder of it is needed. Is '{text}:{path}' meant?"
            );
            return Err(Trouble::error(text, message));
        }
        Ok(revision.map_or(Self::Disk(argument), |folder| Self::Revision(Box::new(folder))))
    }

    /// The role that its name gives to a single file.
    fn role(&self) -> Option<FileRole> {
        match self {
            Self::Disk(path) if path.is_file() => role_of(&path.file_name()?.to_string_lossy()),
            Self::Disk(_) => None,
            Self::Revision(folder) => role_of(folder.file()?),
        }
    }
}

/// Both sides. Two files are compared alone; a folder is compared with all files of its connector.
pub(super) fn load(
    (old, new): (&Path, &Path),
    here: &Path,
    base: &Base,
    troubles: &mut Vec<Trouble>,
) -> Result<(Side, Side), Trouble> {
    let (old, new) = (Given::new(old, new, here)?, Given::new(new, old, here)?);
    // A copy may have any name; it is what the other file is.
    let role = new.role().or(old.role()).unwrap_or(FileRole::Definition);
    let mut side = |given: &Given<'_>| {
        let side = match given {
            Given::Disk(path) if path.is_file() => file_on_disk(path, role, base),
            Given::Disk(path) => Single::load(path, base, troubles).map(|single| Side::from(single).whole()),
            Given::Revision(folder) => match folder.file() {
                Some(name) => file_of_revision(folder, name, role),
                None => connector_of_revision(folder),
            },
        }?;
        remark(&side, troubles);
        Ok(side)
    };
    let (old, new) = (side(&old)?, side(&new)?);
    if !new.files.iter().any(|file| old.has(file.role)) {
        return Err(Trouble::error(
            new.name(),
            format!("{} is another kind of file, so the two cannot be compared.", old.name()),
        ));
    }
    Ok((old, new))
}

fn file_on_disk(path: &Path, role: FileRole, base: &Base) -> Result<Side, Trouble> {
    let side = Single::load_file(path, role, base)
        .map_err(|error| Trouble::error(path.to_string_lossy(), error.to_string()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    refuse_silent(side.into(), &name)
}

fn file_of_revision(folder: &RevisionFolder, name: &str, role: FileRole) -> Result<Side, Trouble> {
    let role = role_of(name).unwrap_or(role);
    let Some(bytes) = folder.bytes(name) else {
        let message = folder.problem().map_or_else(|| "The file is gone.".to_owned(), |it| it.to_string());
        return Err(Trouble::error(folder.shown(name), message));
    };
    let (decoded, original) = text_of(bytes);
    let mut connector = Connector::new([Part::new(role, decoded.text)]);
    connector.set_not_utf8(role, decoded.invalid);
    let file = SideFile { role, shown: folder.shown(name), original };
    refuse_silent(Side { connector, files: vec![file], is_on_disk: false, is_whole: false }, name)
}

/// The one connector at or below a folder of a commit.
fn connector_of_revision(folder: &RevisionFolder) -> Result<Side, Trouble> {
    let mut found = Vec::new();
    for folder in folder.folders() {
        for (set, connector) in Connector::load(&folder) {
            let file = |(role, name): &(FileRole, String)| SideFile {
                role: *role,
                shown: folder.shown(name),
                original: folder.bytes(name).and_then(|bytes| text_of(bytes).1),
            };
            let files = set.files.iter().map(file).collect();
            found.push(Side { connector, files, is_on_disk: false, is_whole: false }.whole());
        }
    }
    // What could not be read must not look as if it were gone.
    if let Some(problem) = folder.problem() {
        return Err(Trouble::error(folder.shown(""), problem.to_string()));
    }
    only_one(found, &folder.shown(""), Side::name)
}

/// Refuses single files that have a meaning only beside others, or none for connectors.
fn refuse_silent(side: Side, name: &str) -> Result<Side, Trouble> {
    let definition = side.connector.part(FileRole::Definition);
    if role_of(name).is_none() && definition.is_some_and(|part| !reads_as_definition(part.text())) {
        return Err(Trouble::error(side.name(), NO_DEFINITION));
    }
    if side.has(FileRole::Script) || side.has(FileRole::Settings) {
        return Err(Trouble::error(
            side.name(),
            "This file says nothing alone. Compare the folders of the two connectors.",
        ));
    }
    Ok(side)
}

/// Tells of files that can be read in part only: what is missing there looks as if it were gone.
fn remark(side: &Side, troubles: &mut Vec<Trouble>) {
    let damaged = side.files.iter().filter(|file| {
        let document = side.connector.document(file.role);
        document.is_some_and(|document| !document.tree().errors().is_empty())
    });
    troubles.extend(damaged.map(|file| {
        let message = "There are syntax errors in this file; it is compared as far as it can be read.";
        Trouble::warning(&file.shown, message)
    }));
}
