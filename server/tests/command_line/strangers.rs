//! Files and folders that the user may not read or write. The tests run as somebody who has no rights: the superuser may
//! do everything.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::Command;

use crate::scratch::{Answer, BROKEN, CLEAN, Scratch, ends};

const DEFINITION: &str = "a/apiDefinition.swagger.json";
/// A user and a group that own nothing.
const NOBODY: u32 = 65534;

fn is_superuser() -> bool {
    fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0)
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Runs the binary without the rights of the superuser; `None`, and a word about it, if that cannot be done here.
fn run(scratch: &Scratch, arguments: &[&str]) -> Option<Answer> {
    if !is_superuser() {
        return Some(scratch.run_to_an_end(arguments));
    }
    let binary = scratch.command(&[]).get_program().to_owned();
    let user = NOBODY.to_string();
    let as_nobody = || {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", &user, "--regid", &user, "--clear-groups", "--"]).arg(&binary);
        command.current_dir(scratch.path("")).env_remove("GITHUB_ACTIONS");
        command
    };
    if !as_nobody().arg("version").output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: another user cannot run the binary here");
        return None;
    }
    Some(ends(as_nobody().args(arguments)))
}

#[test]
fn what_may_not_be_read_is_said_and_the_rest_is_checked() {
    let scratch = Scratch::new();
    for folder in ["a", "b", "c", "d"] {
        scratch.definition(folder, BROKEN);
    }
    scratch.write("a/apiProperties.json", BROKEN);
    set_mode(&scratch.path("a/apiProperties.json"), 0o000);
    // Its name can be seen and its files not, and the other way round.
    set_mode(&scratch.path("b"), 0o000);
    set_mode(&scratch.path("c"), 0o444);
    let answer = run(&scratch, &["check"]);
    let named = run(&scratch, &["check", "b"]);
    for folder in ["b", "c"] {
        set_mode(&scratch.path(folder), 0o755);
    }
    let (Some(answer), Some(named)) = (answer, named) else { return };
    assert_eq!(answer.code, 2, "{answer:#?}");
    for words in [
        "error: a/apiProperties.json: The file cannot be read: Permission denied",
        "error: b: This cannot be read: Permission denied",
        "error: c/apiDefinition.swagger.json: ",
    ] {
        assert!(answer.stderr.contains(words), "{words}: {}", answer.stderr);
    }
    for path in [DEFINITION, "d/apiDefinition.swagger.json"] {
        assert!(answer.stdout.contains(path), "{path}: {}", answer.stdout);
    }
    assert_eq!((named.code, named.stdout.contains("error[")), (2, false), "{named:#?}");
}

#[test]
fn what_may_not_be_written_is_said_and_stays() {
    let scratch = Scratch::new();
    scratch.definition("a", BROKEN);
    scratch.definition("b", BROKEN);
    scratch.definition("c", BROKEN);
    // A file that may be written, in a folder that takes no other; and the other way round; and one that may be fixed.
    set_mode(&scratch.path(DEFINITION), 0o666);
    set_mode(&scratch.path("a"), 0o555);
    set_mode(&scratch.path("b/apiDefinition.swagger.json"), 0o444);
    set_mode(&scratch.path("b"), 0o777);
    set_mode(&scratch.path("c/apiDefinition.swagger.json"), 0o666);
    set_mode(&scratch.path("c"), 0o777);
    let answer = run(&scratch, &["check", "--fix"]);
    set_mode(&scratch.path("a"), 0o755);
    let Some(answer) = answer else { return };
    assert_eq!(answer.code, 2, "{answer:#?}");
    for words in [
        "a/apiDefinition.swagger.json: The fixes could not be written: no file can be made in its folder: Permission denied",
        "b/apiDefinition.swagger.json: The fixes could not be written: the file is read-only.",
    ] {
        assert!(answer.stderr.contains(words), "{words}: {}", answer.stderr);
    }
    assert!(answer.stdout.contains("Fixed 1 finding in 1 file."), "{}", answer.stdout);
    for (folder, text) in [("a", BROKEN), ("b", BROKEN), ("c", CLEAN)] {
        assert_eq!(scratch.read(&format!("{folder}/apiDefinition.swagger.json")), text, "{folder}");
        assert_eq!(scratch.names(folder), ["apiDefinition.swagger.json"], "{folder}");
    }
    let mode = fs::metadata(scratch.path("c/apiDefinition.swagger.json")).unwrap().mode();
    assert_eq!(mode & 0o777, 0o666);
}

#[test]
fn the_owner_stays() {
    if !is_superuser() {
        eprintln!("skipped: only the superuser can give files away");
        return;
    }
    let scratch = Scratch::new();
    let text = format!("\u{FEFF}{}", BROKEN.replace('\n', "\r\n"));
    scratch.definition("a", &text);
    chown(scratch.path(DEFINITION), Some(NOBODY), Some(12_345)).unwrap();
    set_mode(&scratch.path(DEFINITION), 0o604);
    scratch.run(&["check", "--fix"]).quiet_with(0);
    let meta = fs::metadata(scratch.path(DEFINITION)).unwrap();
    assert_eq!((meta.uid(), meta.gid(), meta.mode() & 0o7777), (NOBODY, 12_345, 0o604));
    assert_eq!(scratch.read(DEFINITION), format!("\u{FEFF}{}", CLEAN.replace('\n', "\r\n")));
}
