//! What stands where a file is expected, and what takes its place while the check runs.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::scratch::{Answer, BROKEN, CLEAN, Scratch, paths};

const DEFINITION: &str = "a/apiDefinition.swagger.json";
const PROPERTIES: &str = "a/apiProperties.json";

/// Makes a pipe.
pub(crate) fn pipe(scratch: &Scratch, path: &str) {
    let path = scratch.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = fs::remove_file(&path);
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
}

#[test]
fn nothing_is_waited_for() {
    let scratch = Scratch::new();
    scratch.definition("a", BROKEN);
    scratch.definition("b", BROKEN);
    let _socket = UnixListener::bind(scratch.path("a/script.csx")).unwrap();
    pipe(&scratch, PROPERTIES);
    let answer = scratch.run_to_an_end(&["check", "--format", "json"]);
    assert_eq!(answer.code, 2);
    for path in [PROPERTIES, "a/script.csx"] {
        let told = format!("error: {path}: This is no regular file; it is not read.\n");
        assert!(answer.stderr.contains(&told), "{}", answer.stderr);
    }
    assert_eq!(paths(&answer.lines()), [DEFINITION, "b/apiDefinition.swagger.json"]);
    for arguments in [
        &["check", PROPERTIES] as &[&str],
        &["check", "--fix"],
        &["preview", "a"],
        &["diff", PROPERTIES, DEFINITION],
        &["check", "--baseline", PROPERTIES, "a"],
        &["revision", "list", "--file", PROPERTIES],
    ] {
        assert_eq!(scratch.run_to_an_end(arguments).code, 2, "{arguments:?}");
    }
}

/// The files that say what is ignored are read by whoever walks folders as Git does.
#[test]
fn a_folder_that_cannot_be_searched_is_said() {
    for name in [".gitignore", ".ignore", "a/.gitignore", "a/.ignore", ".git/info/exclude"] {
        let scratch = Scratch::new();
        scratch.definition("a", BROKEN);
        scratch.definition("b", BROKEN);
        pipe(&scratch, name);
        let answer = scratch.run_to_an_end(&["check", "--format", "json"]);
        assert_eq!(answer.code, 2, "{name}: {answer:#?}");
        let told = format!("error: {name}: This is no regular file; its folder is not searched.\n");
        assert_eq!(answer.stderr, told);
        let rest: &[&str] = if name.starts_with("a/") { &["b/apiDefinition.swagger.json"] } else { &[] };
        assert_eq!(paths(&answer.lines()), rest, "{name}");
        // Above the folder that is searched, it counts too.
        assert_eq!(scratch.run_to_an_end(&["check", "a"]).code, 2, "{name}");
        assert_eq!(scratch.run_to_an_end(&["check", DEFINITION]).code, 1, "{name}: a file needs no search");
    }
}

#[test]
fn links_that_lead_nowhere_out_or_to_themselves_are_said() {
    let outside = Scratch::bare();
    outside.write("secret.json", "{ \"secret\": 1, }");
    let scratch = Scratch::new();
    scratch.definition("a", BROKEN);
    symlink("apiProperties.json", scratch.path(PROPERTIES)).unwrap();
    symlink(outside.path("secret.json"), scratch.path("a/script.csx")).unwrap();
    scratch.definition("b", BROKEN);
    symlink("/dev/zero", scratch.path("b/apiProperties.json")).unwrap();
    fs::create_dir(scratch.path("c")).unwrap();
    symlink(outside.path("secret.json"), scratch.path("c/apiDefinition.swagger.json")).unwrap();
    symlink("../d", scratch.path("c/loop")).unwrap();
    symlink("c", scratch.path("d")).unwrap();
    let answer = scratch.run_to_an_end(&["check", "--fix", "--unsafe-fixes"]);
    assert_eq!(answer.code, 2, "{answer:#?}");
    for line in [
        "error: a/script.csx: This link leads out of the project; it is not read.",
        "error: b/apiProperties.json: This link leads out of the project; it is not read.",
        "error: c/apiDefinition.swagger.json: This link leads out of the project; it is not read.",
    ] {
        assert!(answer.stderr.lines().any(|found| found == line), "{line}: {}", answer.stderr);
    }
    assert!(
        answer.stderr.contains("error: a/apiProperties.json: The file cannot be read: "),
        "{}",
        answer.stderr
    );
    assert!(!format!("{answer:?}").contains("secret\""), "{answer:#?}");
    assert_eq!(outside.read("secret.json"), "{ \"secret\": 1, }");
    assert_eq!(scratch.read(DEFINITION), CLEAN, "the rest is fixed");
    // Who names the link means it.
    let named = scratch.run_to_an_end(&["check", "c/apiDefinition.swagger.json"]);
    assert_eq!(named.code, 1, "{named:#?}");
}

/// Files come, go, and become something else between being listed and being read.
#[test]
fn what_changes_during_the_run_does_no_harm() {
    let scratch = Scratch::new();
    for number in 0..20 {
        scratch.definition(&format!("c{number}"), BROKEN);
    }
    let is_over = AtomicBool::new(false);
    let answers = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut turn = 0_usize;
            while !is_over.load(Ordering::Relaxed) {
                let path = scratch.path(&format!("c{}/apiDefinition.swagger.json", turn % 20));
                let beside = scratch.path(&format!("c{}/apiProperties.json", turn % 20));
                match turn / 20 % 5 {
                    0 => drop(fs::remove_file(&path)),
                    1 => drop(fs::create_dir(&path)),
                    2 => drop(fs::remove_dir(&path)),
                    // A pipe takes the place of a file in one step.
                    3 => drop(symlink("/nowhere", &beside)),
                    _ => {
                        drop(fs::remove_file(&beside));
                        drop(fs::write(&path, BROKEN));
                    }
                }
                turn += 1;
            }
        });
        // Nothing may fail in here, or the other thread would never end.
        let run = |_| scratch.command(&["check"]).output();
        let answers: Vec<_> = (0..25).map(run).collect();
        is_over.store(true, Ordering::Relaxed);
        answers
    });
    for answer in answers {
        let answer = Answer::from(answer.unwrap());
        assert!((0..=2).contains(&answer.code), "{answer:#?}");
        assert!(!answer.stderr.contains("panicked"), "{}", answer.stderr);
    }
}
