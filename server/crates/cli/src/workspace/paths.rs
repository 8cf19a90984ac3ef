//! How paths are shown: relative to where the reader stands, with slashes on every system, so that output does not
//! depend on the machine.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// The folder that shown paths start from.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    /// The folder as it was given, absolute.
    given: PathBuf,
    /// The same without links.
    real: PathBuf,
}

impl Base {
    /// Paths are shown relative to `folder`, an absolute path.
    pub(crate) fn new(folder: PathBuf) -> Self {
        let real = resolved(&folder).unwrap_or_else(|| folder.clone());
        Self { given: folder, real }
    }

    /// The folder without links, with slashes.
    pub(crate) fn real(&self) -> String {
        slashed(&self.real)
    }

    /// A path below the base relative to it, any other one as it is. The base itself is the empty text.
    pub(crate) fn show(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.given).ok().or_else(|| path.strip_prefix(&self.real).ok());
        slashed(inside.unwrap_or(path))
    }
}

/// The path without links and `..`; `None` if it leads nowhere.
pub(crate) fn resolved(path: &Path) -> Option<PathBuf> {
    let real = fs::canonicalize(path).ok()?;
    // Windows answers in a form that few programs understand.
    let plain =
        real.to_str().and_then(|path| path.strip_prefix(r"\\?\")).filter(|path| !path.starts_with("UNC"));
    Some(plain.map(PathBuf::from).unwrap_or(real))
}

/// The path of the file `name` in a folder that is shown as `folder`. A name may come from a file: `.` and `..` in it
/// are resolved as far as the text allows.
pub(super) fn join(folder: &str, name: &str) -> String {
    let mut path = folder.trim_end_matches('/').to_owned();
    for part in name.split(['/', '\\']) {
        let is_up = part == ".." && !path.is_empty() && path != ".." && !path.ends_with("/..");
        if is_up {
            path.truncate(path.rfind('/').unwrap_or(0));
        } else if !part.is_empty() && part != "." {
            if !path.is_empty() || folder.starts_with('/') {
                path.push('/');
            }
            path.push_str(part);
        }
    }
    path
}

fn slashed(path: &Path) -> String {
    let mut text = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => text.push('/'),
            other => {
                if !text.is_empty() && !text.ends_with('/') {
                    text.push('/');
                }
                text.push_str(&other.as_os_str().to_string_lossy());
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_from_the_base() {
        let base = Base { given: "/a/link".into(), real: "/real/b".into() };
        assert_eq!(base.show(Path::new("/a/link/c/d")), "c/d");
        assert_eq!(base.show(Path::new("/real/b/c")), "c");
        assert_eq!(base.show(Path::new("/a/link/./c/../d")), "c/../d");
        assert_eq!(base.show(Path::new("/a/link")), "");
        assert_eq!(base.show(Path::new("/other/x")), "/other/x");
        assert_eq!(base.show(Path::new("/")), "/");
    }

    #[test]
    fn names_are_joined_with_the_folder() {
        for (folder, name, path) in [
            ("", "x.json", "x.json"),
            ("a/b", "x.json", "a/b/x.json"),
            ("a/b", "./api\\x.json", "a/b/api/x.json"),
            ("a/b", "../x.json", "a/x.json"),
            ("a", "../x.json", "x.json"),
            ("a", "../../x.json", "../x.json"),
            ("", "../x.json", "../x.json"),
            ("../a", "../../x.json", "../../x.json"),
            ("/", "x.json", "/x.json"),
            ("/a", "../x.json", "/x.json"),
        ] {
            assert_eq!(join(folder, name), path, "{folder} {name}");
        }
    }
}
