//! A folder with repositories in it, made by the `git` program, that vanishes when it is dropped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use baseline::{Baselines, Problem, Published, Question, Setting};
use connector::FileRole;

pub(crate) const DEFINITION: &str = "apiDefinition.swagger.json";

/// A folder that holds the repositories of one test.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("baseline-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(fs::canonicalize(path).unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// A new repository whose first branch is `main`, in the folder `name`.
    pub(crate) fn repository(&self, name: &str) -> Repository {
        let repository = Repository(self.0.join(name));
        fs::create_dir_all(repository.path()).unwrap();
        repository.git("init --quiet --initial-branch=main");
        repository
    }

    /// A clone of a repository, with more arguments for `git clone`.
    pub(crate) fn clone(&self, of: &Repository, name: &str, arguments: &str) -> Repository {
        let url = format!("file://{}", of.path().display());
        git(&self.0, &format!("clone --quiet {arguments} {url} {name}"));
        Repository(self.0.join(name))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A repository.
pub(crate) struct Repository(pub(crate) PathBuf);

impl Repository {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Runs `git` with these arguments, which have no spaces, and gives what it prints.
    pub(crate) fn git(&self, arguments: &str) -> String {
        git(&self.0, arguments)
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Commits everything.
    pub(crate) fn commit(&self) -> String {
        self.git("add --all");
        self.git("commit --quiet --allow-empty --message=x");
        self.git("rev-parse HEAD").trim().to_owned()
    }

    /// Writes and commits one file.
    pub(crate) fn commit_file(&self, path: &str, bytes: impl AsRef<[u8]>) -> String {
        self.write(path, bytes);
        self.commit()
    }

    /// What is published of the connector in `folder`, by a setting.
    pub(crate) fn ask(&self, folder: &str, setting: &str) -> Result<Option<Arc<Published>>, Problem> {
        ask(&Baselines::new(), &self.0.join(folder), DEFINITION, setting, &self.0)
    }

    /// The label and the definition that are published of the connector in `folder`.
    #[track_caller]
    pub(crate) fn published(&self, folder: &str, setting: &str) -> (String, String) {
        let published = self.ask(folder, setting).unwrap().expect("something is published");
        (published.label.clone(), definition(&published).to_owned())
    }
}

pub(crate) fn git(folder: &Path, arguments: &str) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "protocol.file.allow=always"])
        .args(arguments.split(' ').filter(|argument| !argument.is_empty()))
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", if cfg!(windows) { "NUL" } else { "/dev/null" })
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env_remove("GIT_DIR")
        .output()
        .expect("the program git is installed");
    assert!(
        output.status.success(),
        "git {arguments}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn ask(
    baselines: &Baselines,
    folder: &Path,
    definition: &str,
    setting: &str,
    base: &Path,
) -> Result<Option<Arc<Published>>, Problem> {
    let setting = Setting::of(setting);
    baselines.published(&Question { folder, definition, setting: &setting, base, is_alone: true })
}

pub(crate) fn definition(published: &Published) -> &str {
    text(published, FileRole::Definition).expect("a definition")
}

pub(crate) fn text(published: &Published, role: FileRole) -> Option<&str> {
    published.file(role).map(|file| file.decoded.text.as_str())
}

pub(crate) fn pair(label: &str, text: &str) -> (String, String) {
    (label.to_owned(), text.to_owned())
}
