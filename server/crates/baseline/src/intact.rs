//! Whether a repository can be read without waiting: the library opens whatever has the name of one of Git's files, and
//! a pipe of that name would be waited for.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Problem;
use crate::files::{is_special, read_whole};

/// Git's own files that are read on the way to a commit, in its folder or in the one it shares with other work trees.
const FILES: [&str; 15] = [
    "HEAD",
    "commondir",
    "config",
    "config.worktree",
    "index",
    "objects/info/alternates",
    "objects/info/commit-graph",
    "packed-refs",
    "refs/heads/main",
    "refs/heads/master",
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/dev",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "shallow",
];

/// Where a name may stand that says nothing of its place.
const PLACES: [&str; 5] = ["", "refs", "refs/heads", "refs/remotes", "refs/tags"];

/// The largest file that only leads to another one, in bytes.
const SHORT: u64 = 64 * 1024;

/// Refuses a repository in which something would be waited for, on the way from `folder` to its last commit and to
/// `revision`. `false` if there is none.
pub(crate) fn check(folder: &Path, revision: Option<&str>) -> Result<bool, Problem> {
    let Some(git) = folder.ancestors().find_map(git_folder) else {
        // What does not lead to a repository may still be meant to.
        return Ok(folder.ancestors().any(|root| root.join(".git").symlink_metadata().is_ok()));
    };
    let shared = leads_to(&git, "commondir", "").unwrap_or_else(|| git.clone());
    let branch = leads_to(&shared, "HEAD", "ref:").into_iter().chain(leads_to(&git, "HEAD", "ref:"));
    let named = revision.into_iter().flat_map(|revision| {
        // `main~2` and `main:path` begin with a name.
        let name = revision.split(['~', '^', '@', ':']).next().unwrap_or_default();
        PLACES.map(|place| shared.join(place).join(name))
    });
    let files = FILES.iter().flat_map(|name| [git.join(name), shared.join(name)]);
    match files.chain(branch).chain(named).find(|path| is_special(path)) {
        None => Ok(true),
        Some(path) => Err(Problem::new(format!(
            "'{}' is no regular file, so the Git repository cannot be read. Repair or remove it.",
            path.display()
        ))),
    }
}

/// Git's folder of a working tree with this root, or of a bare repository.
fn git_folder(root: &Path) -> Option<PathBuf> {
    let git = root.join(".git");
    match fs::metadata(&git) {
        Ok(meta) if meta.is_dir() => Some(git),
        Ok(meta) if meta.is_file() => leads_to(root, ".git", "gitdir:"),
        _ => (root.join("HEAD").symlink_metadata().is_ok() && root.join("objects").is_dir())
            .then(|| root.to_owned()),
    }
}

/// Where the file `name` of a folder leads to, after `mark`.
fn leads_to(folder: &Path, name: &str, mark: &str) -> Option<PathBuf> {
    let bytes = read_whole(&folder.join(name), SHORT).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    Some(folder.join(text.strip_prefix(mark)?.trim()))
}
