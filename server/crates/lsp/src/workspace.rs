//! The files on disk. Nothing else in this crate reads any.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use baseline::{Refusal, read_whole, search_obstacle};
use rustc_hash::FxHashSet;

/// The largest file that is read, in bytes. The largest real definition has about 1.2 million.
pub(crate) const MAX_FILE: u64 = 64 * 1024 * 1024;

/// What tells one state of a file from another without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Stamp {
    /// Length in bytes.
    pub(crate) length: u64,
    /// When it was last written, if the file system says so.
    pub(crate) modified: Option<SystemTime>,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReadError {
    /// There is none, or it may not be read.
    Unreadable(String),
    /// A folder, a pipe or a device.
    NoFile,
    /// More than [`MAX_FILE`] bytes.
    TooLarge(u64),
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(reason) => f.write_str(reason),
            Self::NoFile => f.write_str("it is not a regular file"),
            Self::TooLarge(length) => {
                write!(f, "it has {} MB, and at most {} MB are read", length >> 20, MAX_FILE >> 20)
            }
        }
    }
}

/// The state of a regular file; `None` for everything else.
pub(crate) fn stamp(path: &Path) -> Option<Stamp> {
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(Stamp { length: meta.len(), modified: meta.modified().ok() })
}

/// Whether the file that `path` leads to, links followed, lies in one of these folders. A path that leads nowhere does:
/// there is nothing to read.
pub(crate) fn is_inside(path: &Path, folders: [&Path; 2]) -> bool {
    let Ok(real) = fs::canonicalize(path) else { return true };
    folders.iter().any(|folder| fs::canonicalize(folder).is_ok_and(|folder| real.starts_with(folder)))
}

/// Whether a folder is the root of a repository: a linked work tree has a file of that name.
pub(crate) fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists()
}

/// The bytes of a regular file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, ReadError> {
    read_whole(path, MAX_FILE).map_err(|refusal| match refusal {
        Refusal::Refused(error) => ReadError::Unreadable(error.to_string()),
        Refusal::Folder | Refusal::Special => ReadError::NoFile,
        Refusal::TooLarge(length) => ReadError::TooLarge(length),
    })
}

/// The names of the regular files in a folder that are valid Unicode, sorted. Empty if there is no such folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| {
            // A link counts as what it leads to.
            entry.file_type().is_ok_and(|kind| {
                kind.is_file()
                    || kind.is_symlink() && fs::metadata(entry.path()).is_ok_and(|meta| meta.is_file())
            })
        })
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

/// All folders at and below `root` that hold a file which `wanted` accepts by name, as Git sees them: without
/// ignored and hidden ones, and without those in which a pipe says what is ignored; sorted. `go_on` hears how many were found so far; when it says no, the walk ends early.
pub(crate) fn folders_with(
    root: &Path,
    wanted: impl Fn(&str) -> bool,
    mut go_on: impl FnMut(usize) -> bool,
) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut known = FxHashSet::default();
    if root.ancestors().any(|folder| search_obstacle(folder).is_some()) {
        return found;
    }
    let can_be_searched = |entry: &ignore::DirEntry| {
        entry.file_type().is_none_or(|kind| !kind.is_dir()) || search_obstacle(entry.path()).is_none()
    };
    let walk = ignore::WalkBuilder::new(root).require_git(false).filter_entry(can_be_searched).build();
    for entry in walk.flatten() {
        if !go_on(found.len()) {
            break;
        }
        let is_wanted = entry.file_name().to_str().is_some_and(&wanted);
        if !is_wanted || entry.file_type().is_none_or(|kind| kind.is_dir()) {
            continue;
        }
        if let Some(folder) = entry.path().parent()
            && known.insert(folder.to_path_buf())
        {
            found.push(folder.to_path_buf());
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("connector-ls-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn write(&self, path: &str, text: &str) {
            let path = self.0.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn reads_files_and_refuses_the_rest() {
        let scratch = Scratch::new("files");
        scratch.write("a.json", "{}");
        assert_eq!(read(&scratch.0.join("a.json")), Ok(b"{}".to_vec()));
        assert_eq!(read(&scratch.0), Err(ReadError::NoFile));
        assert!(matches!(read(&scratch.0.join("none")), Err(ReadError::Unreadable(_))));
        assert_eq!(stamp(&scratch.0), None);
        assert_eq!(stamp(&scratch.0.join("a.json")).unwrap().length, 2);
        let large = fs::File::create(scratch.0.join("large.json")).unwrap();
        large.set_len(MAX_FILE + 1).unwrap();
        assert_eq!(read(&scratch.0.join("large.json")), Err(ReadError::TooLarge(MAX_FILE + 1)));
        assert_eq!(names(&scratch.0), ["a.json", "large.json"]);
        assert!(names(&scratch.0.join("none")).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn does_not_wait_for_a_pipe() {
        let scratch = Scratch::new("pipe");
        let pipe = scratch.0.join("apiProperties.json");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        assert_eq!(read(&pipe), Err(ReadError::NoFile));
        assert!(names(&scratch.0).is_empty());
    }

    #[test]
    fn walks_as_git_does() {
        let scratch = Scratch::new("walk");
        for path in [
            "b/x.json",
            "a/x.json",
            "a/y.json",
            "a/deep/x.json",
            ".hidden/x.json",
            "skipped/x.json",
            "c/z.txt",
        ] {
            scratch.write(path, "");
        }
        scratch.write(".gitignore", "skipped/\n");
        let found = folders_with(&scratch.0, |name| name == "x.json", |_| true);
        let names: Vec<_> =
            found.iter().map(|path| path.strip_prefix(&scratch.0).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a", "a/deep", "b"].map(|name| name.replace('/', std::path::MAIN_SEPARATOR_STR)));
        assert!(folders_with(&scratch.0, |_| true, |_| false).is_empty());
    }
}
