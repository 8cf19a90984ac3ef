//! Repositories that are damaged: what is published is not known then, which is said, and everything else goes on.

use std::fs;

use crate::scratch::{Answer, BROKEN, CLEAN, Scratch};

const DEFINITION: &str = "a/apiDefinition.swagger.json";

/// A repository with a published connector that has an error since.
fn repository() -> Scratch {
    let scratch = Scratch::repository();
    scratch.write("connector-ls.jsonc", crate::scratch::CONFIGURATION);
    scratch.write(DEFINITION, CLEAN);
    scratch.commit();
    scratch.write(DEFINITION, BROKEN);
    scratch
}

/// The path of the file that holds an object.
fn object(scratch: &Scratch, revision: &str) -> std::path::PathBuf {
    let output = std::process::Command::new("git")
        .args(["rev-parse", revision])
        .current_dir(scratch.path(""))
        .output()
        .unwrap();
    let id = String::from_utf8(output.stdout).unwrap();
    let (folder, file) = id.trim().split_at(2);
    scratch.path(".git/objects").join(folder).join(file)
}

/// The findings are there, and the trouble is said with these words.
#[track_caller]
fn is_told(answer: &Answer, words: &str) {
    assert_eq!(answer.code, 2, "{answer:#?}");
    assert!(answer.stdout.contains("error[json/syntax]"), "{answer:#?}");
    assert!(answer.stderr.contains(words), "{words}: {}", answer.stderr);
    assert!(!answer.stderr.contains("panicked"), "{}", answer.stderr);
}

#[test]
fn objects_that_are_missing_or_damaged_are_said_and_the_rest_is_checked() {
    let compressed = [0x78, 0x9C, 0x03, 0x00, 0x00];
    for (revision, words) in [
        ("HEAD:a/apiDefinition.swagger.json", "'a/apiDefinition.swagger.json' of "),
        ("HEAD:a", "'a' of "),
        ("HEAD^{tree}", " of "),
        ("HEAD", "The last commit, "),
    ] {
        for damage in [None, Some(&b""[..]), Some(b"no object"), Some(&compressed)] {
            let scratch = repository();
            let path = object(&scratch, revision);
            fs::remove_file(&path).unwrap();
            if let Some(bytes) = damage {
                fs::write(&path, bytes).unwrap();
            }
            let answer = scratch.run_to_an_end(&["check", "--baseline", "auto"]);
            is_told(&answer, words);
            assert!(answer.stderr.contains("'git fsck' tells more."), "{revision}: {}", answer.stderr);
        }
    }
}

#[test]
fn a_damaged_pack_is_said() {
    for what in ["pack", "idx"] {
        let scratch = repository();
        scratch.git(&["gc", "--quiet"]);
        let packs = fs::read_dir(scratch.path(".git/objects/pack")).unwrap();
        let damaged = packs
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == what))
            .inspect(|path| {
                let mut bytes = fs::read(path).unwrap();
                let middle = bytes.len() / 3;
                bytes.truncate(middle);
                fs::remove_file(path).unwrap();
                fs::write(path, bytes).unwrap();
            });
        assert_eq!(damaged.count(), 1);
        let answer = scratch.run_to_an_end(&["check", "--baseline", "auto"]);
        is_told(&answer, " is missing from the Git repository");
    }
}

/// Files of Git in whose place is a pipe: whoever opens one waits until somebody writes into it.
#[cfg(unix)]
#[test]
fn no_pipe_in_a_repository_is_waited_for() {
    use crate::special_files::pipe;
    for name in [
        "HEAD",
        "config",
        "commondir",
        "packed-refs",
        "refs/heads/main",
        "refs/heads/other",
        "refs/remotes/origin/HEAD",
        "objects/info/alternates",
        "index",
        "shallow",
    ] {
        let scratch = repository();
        pipe(&scratch, &format!(".git/{name}"));
        let revision = if name == "refs/heads/other" { "other" } else { "auto" };
        let answer = scratch.run_to_an_end(&["check", "--baseline", revision]);
        is_told(&answer, ".git/");
        assert!(
            answer.stderr.contains("is no regular file, so the Git repository cannot be read"),
            "{}",
            answer.stderr
        );
        let answer = scratch.run_to_an_end(&["diff", "other~1:a", "a"]);
        assert_eq!(answer.code, 2, "{name}: {answer:#?}");
    }
    for name in ["objects/info/commit-graph", "FETCH_HEAD", "logs/HEAD"] {
        let scratch = repository();
        pipe(&scratch, &format!(".git/{name}"));
        let answer = scratch.run_to_an_end(&["check", "--baseline", "auto"]);
        assert!(answer.stdout.contains("error[json/syntax]"), "{name}: {answer:#?}");
    }
    // In the place of objects.
    let scratch = repository();
    let revisions = ["HEAD", "HEAD:a", "HEAD:a/apiDefinition.swagger.json"];
    for path in revisions.map(|revision| object(&scratch, revision)) {
        pipe(&scratch, path.to_str().unwrap());
    }
    is_told(&scratch.run_to_an_end(&["check", "--baseline", "auto"]), "The last commit, ");
}
