//! Paths inside of a repository: parts with `/` between them, the root is the empty text.

/// The path `name` as seen from `folder`, with `.` and `..` resolved. `None` if it leads out of the repository, or is
/// absolute.
pub(crate) fn join(folder: &str, name: &str) -> Option<String> {
    if name.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = parts(folder).collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The names along a path.
pub(crate) fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

/// The folder and the name of a path.
pub(crate) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// A path of this system below `root`, the way it is written inside of a repository. `None` if it lies elsewhere or is
/// not Unicode.
pub(crate) fn inside(root: &std::path::Path, path: &std::path::Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn names_are_joined_inside_of_the_repository() {
        for (folder, name, path) in [
            ("", "x.json", Some("x.json")),
            ("a/b", "./x.json", Some("a/b/x.json")),
            ("a/b", "../c//x.json", Some("a/c/x.json")),
            ("a", "..", Some("")),
            ("a", "../../x.json", None),
            ("", "/etc/x.json", None),
        ] {
            assert_eq!(join(folder, name).as_deref(), path, "{folder} {name}");
        }
    }

    #[test]
    fn a_path_is_inside_or_not() {
        assert_eq!(inside(Path::new("/a"), Path::new("/a/b/c")).as_deref(), Some("b/c"));
        assert_eq!(inside(Path::new("/a"), Path::new("/a")).as_deref(), Some(""));
        assert_eq!(inside(Path::new("/a"), Path::new("/ab")), None);
    }
}
