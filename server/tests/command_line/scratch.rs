//! What the tests of the real binary share: a folder to play in, and the binary's answer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// A repository of its own in the system's temporary folder, removed at the end.
pub(crate) struct Scratch {
    root: PathBuf,
}

/// All rules off but two, so that the tests do not depend on which rules there are.
pub(crate) const CONFIGURATION: &str =
    r#"{ "rules": { "**": "off", "json/syntax": "error", "json/duplicate-key": "warning" } }"#;

/// A definition in which nothing is wrong with the JSON.
pub(crate) const CLEAN: &str = "{\n  \"swagger\": \"2.0\"\n}\n";
/// A definition with one error and a safe fix for it.
pub(crate) const BROKEN: &str = "{\n  \"swagger\": \"2.0\",\n}\n";
/// A definition with one warning.
pub(crate) const REPEATED: &str = "{\n  \"swagger\": \"2.0\",\n  \"swagger\": \"2.0\"\n}\n";

impl Scratch {
    /// A repository with [`CONFIGURATION`] at its root.
    pub(crate) fn new() -> Self {
        let scratch = Self::bare();
        scratch.write("connector-ls.jsonc", CONFIGURATION);
        scratch
    }

    /// A repository without a configuration.
    pub(crate) fn bare() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("connector-ls-cli-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join(".git")).unwrap();
        Self { root: fs::canonicalize(root).unwrap() }
    }

    /// A real Git repository without a configuration, on the branch `main`.
    pub(crate) fn repository() -> Self {
        let scratch = Self::bare();
        scratch.git(&["init", "--quiet", "--initial-branch=main"]);
        scratch
    }

    /// Runs the program `git` here, away from what the machine's owner has set up.
    #[track_caller]
    pub(crate) fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "core.autocrlf=false"])
            .args(["-c", "protocol.file.allow=always"])
            .args(arguments)
            .current_dir(&self.root)
            .env("GIT_CONFIG_GLOBAL", if cfg!(windows) { "NUL" } else { "/dev/null" })
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("GIT_DIR")
            .output()
            .unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Commits everything.
    #[track_caller]
    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message=x"]);
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes the definition of the connector in this folder.
    pub(crate) fn definition(&self, folder: &str, text: impl AsRef<[u8]>) {
        self.write(&format!("{folder}/apiDefinition.swagger.json"), text);
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// The binary with these arguments, standing in the repository.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = binary();
        command.args(arguments).current_dir(&self.root);
        command
    }

    /// Runs the binary and fails if it does not end: it waits for something that never comes.
    #[track_caller]
    pub(crate) fn run_to_an_end(&self, arguments: &[&str]) -> Answer {
        ends(&mut self.command(arguments))
    }

    /// The names of everything in a folder, sorted.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        Answer::of(&mut self.command(arguments))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// The binary, away from what the surroundings of the test say.
pub(crate) fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_connector-ls"));
    for name in ["GITHUB_ACTIONS", "GITHUB_WORKSPACE", "NO_COLOR", "CLICOLOR_FORCE", "GIT_DIR"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// Runs a command and fails if it does not end within a time that nothing needs on any machine.
#[track_caller]
pub(crate) fn ends(command: &mut Command) -> Answer {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let process = child.id().to_string();
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait_with_output().unwrap()));
    ended.recv_timeout(Duration::from_secs(120)).map_or_else(
        |_| {
            let _ = Command::new("kill").args(["-9", &process]).status();
            panic!("this does not end: {command:?}")
        },
        Answer::from,
    )
}

/// What the binary said.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn of(command: &mut Command) -> Self {
        Self::from(command.output().unwrap())
    }

    /// Standard output as one JSON value a line.
    #[track_caller]
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// Fails unless the exit code is this and nothing was said on standard error.
    #[track_caller]
    pub(crate) fn quiet_with(self, code: i32) -> Self {
        assert_eq!((self.code, self.stderr.as_str()), (code, ""), "{self:#?}");
        self
    }
}

impl From<Output> for Answer {
    #[track_caller]
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("the binary was killed"),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }
}

/// The paths of findings printed as JSON.
pub(crate) fn paths(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["path"].as_str().unwrap()).collect()
}

/// The sample connectors of this project.
pub(crate) fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/connectors")
}
