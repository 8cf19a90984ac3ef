//! Git repositories, made by the program `git`.

use std::path::Path;
use std::process::Command;

use crate::Folder;

/// Runs `git` in a folder with these arguments, parted by blanks, and gives what it prints. The machine's own settings
/// of Git do not count.
pub fn git(folder: &Path, arguments: &str) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=Author", "-c", "user.email=author@example.com"])
        .args(arguments.split(' '))
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", if cfg!(windows) { "NUL" } else { "/dev/null" })
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

impl Folder {
    /// Makes the folder a repository whose branch `main` has everything in it as its first commit.
    pub fn publish(&self) {
        git(self.path(), "init --quiet --initial-branch=main");
        self.commit();
    }

    /// Commits everything.
    pub fn commit(&self) {
        git(self.path(), "add --all");
        git(self.path(), "commit --quiet --message=Published");
    }
}
