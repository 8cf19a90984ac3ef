//! `REV:PATH`, Git's own way of naming a file or a folder of a commit.

use std::path::Path;

use connector::{Files, Source};

use crate::disk::resolved;
use crate::paths::{join, split};
use crate::repositories::{Opened, open};
use crate::tree::TreeFolder;
use crate::{Problem, intact, moment};

/// A folder of a commit, to be read like one on disk.
#[derive(Clone, Debug)]
pub struct RevisionFolder {
    tree: TreeFolder,
    revision: String,
    file: Option<String>,
}

impl RevisionFolder {
    /// The name of the file in the folder, if a file is what `REV:PATH` names.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// How the file `name`, relative to the folder, is called to people: `REV:PATH`. The empty name is the folder.
    pub fn shown(&self, name: &str) -> String {
        let path = join(self.tree.folder(), &name.replace('\\', "/"));
        format!("{}:{}", self.revision, path.as_deref().unwrap_or(name))
    }

    /// The bytes of the file `name`, relative to the folder; `None` if it is absent or cannot be read.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        self.tree.bytes(name)
    }

    /// What is there and could not be read so far, here and in other folders that were made of this one: because it was
    /// never fetched, is larger than 64 MB, or is kept elsewhere by Git LFS.
    pub fn problem(&self) -> Option<Problem> {
        self.tree.problem()
    }

    /// The folders at and below this one that hold a connector, by path. Hidden ones below it are not searched.
    pub fn folders(&self) -> Vec<Self> {
        let at =
            |path: String| Self { tree: self.tree.at(path), file: None, revision: self.revision.clone() };
        self.tree.connectors().into_iter().map(at).collect()
    }

    pub(crate) fn tree(&self) -> &TreeFolder {
        &self.tree
    }
}

impl Files for RevisionFolder {
    fn names(&self) -> Vec<String> {
        self.tree.names()
    }

    fn read(&self, name: &str) -> Option<Source> {
        self.tree.read(name)
    }
}

/// Reads `REV:PATH`: a revision in Git's syntax, and a path from the root of the repository that `folder`, an absolute
/// path, belongs to; with `./` or `../` it starts from `folder`. An empty path is the root.
///
/// `Ok(None)`: the text is a path on disk, since such a file or folder exists, or it has no colon, or looks like
/// `C:\x`. It is a [`Problem`] if there is no such repository, revision or path.
pub fn read_revision(folder: &Path, text: &str) -> Result<Option<RevisionFolder>, Problem> {
    let Some((revision, path)) = divide(text).filter(|_| !folder.join(text).exists()) else {
        return Ok(None);
    };
    let real = resolved(folder);
    if let Some(real) = &real {
        intact::check(real, Some(revision))?;
    }
    let Some(opened) = real.as_deref().and_then(open) else {
        return Err(Problem::new(format!(
            "There is no file '{text}', and as there is no Git repository here it is no revision either."
        )));
    };
    read(&opened, folder, revision, path).map(Some)
}

pub(crate) fn read(
    opened: &Opened,
    folder: &Path,
    revision: &str,
    path: &str,
) -> Result<RevisionFolder, Problem> {
    let repository = opened.repository();
    let Some(moment) = moment::named(&repository, revision) else {
        let hint = moment::hint(&repository, revision);
        return Err(Problem::new(format!(
            "The Git repository has no revision '{revision}'. Name a branch, a tag or a commit before the \
             colon.{hint}"
        )));
    };
    let root = TreeFolder::root(repository, moment.tree, revision);
    let below = resolved(folder).and_then(|folder| opened.inside(&folder));
    let written = path.replace('\\', "/");
    let is_relative = written == "." || written.starts_with("./") || written.starts_with("../");
    let from_root = match &below {
        Some(below) if is_relative => join(below, &written),
        _ => join("", &written),
    };
    let Some(entry) = from_root.as_deref().and_then(|path| root.entry(path)) else {
        if let Some(problem) = root.problem() {
            return Err(problem);
        }
        let hint = below.filter(|below| !below.is_empty()).and_then(|below| join(&below, &written));
        let hint = hint.filter(|hint| root.entry(hint).is_some());
        let hint = hint.map(|path| format!(" Is '{revision}:{path}' meant? Paths start at the root."));
        return Err(Problem::new(format!(
            "There is no '{path}' in '{revision}'.{}",
            hint.unwrap_or_default()
        )));
    };
    let revision = revision.to_owned();
    if entry.is_folder() {
        return Ok(RevisionFolder { tree: root.at(entry.path), revision, file: None });
    }
    let (folder, name) = split(&entry.path);
    if root.file(&entry.path).is_none() {
        return Err(Problem::new(format!("'{path}' in '{revision}' is no file and no folder.")));
    }
    // Whoever names a file wants it read.
    let _ = root.bytes(&entry.path);
    root.problem().map_or(Ok(()), Err)?;
    Ok(RevisionFolder { tree: root.at(folder), revision, file: Some(name.to_owned()) })
}

/// Whether a text names a commit of the repository that `folder`, an absolute path, belongs to: `main`, `HEAD~2`.
pub fn is_revision(folder: &Path, text: &str) -> bool {
    let intact = resolved(folder).filter(|folder| intact::check(folder, Some(text)).is_ok());
    let opened = intact.and_then(|folder| open(&folder));
    opened.is_some_and(|opened| moment::named(&opened.repository(), text).is_some())
}

/// The two sides of the first colon that is not inside of braces, as in `HEAD@{12:00}`.
pub(crate) fn divide(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_u32;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => {
                let (revision, path) = (&text[..at], &text[at + 1..]);
                let is_drive = revision.len() == 1 && path.starts_with(['\\', '/']);
                return (!revision.is_empty() && !is_drive).then_some((revision, path));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_is_divided_from_its_path() {
        for (text, divided) in [
            ("main:a/b.json", Some(("main", "a/b.json"))),
            ("HEAD:", Some(("HEAD", ""))),
            ("HEAD@{12:00}:./x", Some(("HEAD@{12:00}", "./x"))),
            ("v1:a:b", Some(("v1", "a:b"))),
            ("C:\\x.json", None),
            ("c:/x.json", None),
            (":x.json", None),
            ("x.json", None),
        ] {
            assert_eq!(divide(text), divided, "{text}");
        }
    }
}
