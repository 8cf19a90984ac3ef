//! `connector-ls check`: which files are checked, what stands in the way, and the exit codes.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::scratch::{Answer, BROKEN, CLEAN, REPEATED, Scratch, paths};

#[test]
fn exit_codes_tell_findings_from_failures() {
    let scratch = Scratch::new();
    scratch.definition("clean", CLEAN);
    scratch.definition("error", BROKEN);
    scratch.definition("warning", REPEATED);
    let code = |arguments: &[&str]| scratch.run(&[&["check"], arguments].concat()).code;
    assert_eq!(code(&["clean"]), 0);
    assert_eq!(code(&["warning"]), 0);
    assert_eq!(code(&["error"]), 1);
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["warning", "--max-warnings", "1"]), 0);
    assert_eq!(code(&["warning", "--max-warnings", "0"]), 1);
    assert_eq!(code(&["warning", "--max-warnings", "0", "--min-severity", "error"]), 0);
    assert_eq!(code(&["nowhere"]), 2);
    assert_eq!(code(&["--no-such-flag"]), 2);
    assert_eq!(code(&["--format", "xml"]), 2);
    assert_eq!(code(&["--unsafe-fixes"]), 2);
    let excess = scratch.run(&["check", "--max-warnings", "0", "warning"]);
    assert!(excess.stderr.contains("1 warning is more than --max-warnings 0"), "{}", excess.stderr);
}

#[test]
fn a_folder_without_connectors_says_so() {
    let scratch = Scratch::new();
    scratch.write("empty/readme.md", "");
    scratch.write("empty/settings.json", "{ \"editor.fontSize\": 12 }");
    scratch.definition("error", BROKEN);
    let answer = scratch.run(&["check", "empty", "nowhere", "error"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("error: empty: There is no connector here"), "{}", answer.stderr);
    assert!(answer.stderr.contains("error: nowhere: There is no such file or folder."), "{}", answer.stderr);
    assert!(answer.stdout.contains("error[json/syntax]"), "the rest is checked: {}", answer.stdout);
    assert!(answer.stdout.contains("2 places could not be checked"), "{}", answer.stdout);
    let quiet = scratch.run(&["check", "empty", "--quiet"]);
    assert_eq!((quiet.code, quiet.stdout.as_str()), (2, ""));
    assert!(quiet.stderr.contains("There is no connector here"));
}

#[test]
fn folders_are_walked_as_git_does() {
    let scratch = Scratch::new();
    for folder in ["seen", "seen/deep/down", ".hidden", "ignored", "also-ignored"] {
        scratch.definition(folder, BROKEN);
    }
    scratch.write(".gitignore", "/ignored/\n");
    scratch.write(".ignore", "also-ignored\n");
    let lines = scratch.run(&["check", "--format", "json"]).lines();
    let expected = ["seen/apiDefinition.swagger.json", "seen/deep/down/apiDefinition.swagger.json"];
    assert_eq!(paths(&lines), expected);
    assert_eq!(
        scratch.run(&["check", "--format", "json", ".hidden"]).lines().len(),
        1,
        "named folders are checked"
    );
    let twice = scratch.run(&["check", "--format", "json", "seen", ".", "./seen/deep/.."]).lines();
    assert_eq!(paths(&twice), expected, "each folder once");
}

#[test]
fn a_file_is_checked_as_part_of_its_connector() {
    let scratch = Scratch::new();
    scratch.definition("a", BROKEN);
    scratch.write("a/apiProperties.json", REPEATED);
    scratch.write("a/readme.md", "");
    let lines = scratch.run(&["check", "--format", "json", "a/apiProperties.json"]).quiet_with(0).lines();
    assert_eq!(paths(&lines), ["a/apiProperties.json"]);
    let both =
        scratch.run(&["check", "--format", "json", "a/apiProperties.json", "a/apiDefinition.swagger.json"]);
    assert_eq!(both.lines().len(), 2);
    let stranger = scratch.run(&["check", "a/readme.md"]);
    assert_eq!(stranger.code, 2);
    assert!(
        stranger.stderr.contains("a/readme.md: This file belongs to no connector"),
        "{}",
        stranger.stderr
    );
}

#[test]
fn two_definitions_share_the_files_beside_them() {
    let scratch = Scratch::new();
    scratch.definition("a", CLEAN);
    scratch.write("a/apiDefinition.v2.json", CLEAN);
    scratch.write("a/apiProperties.json", BROKEN);
    let answer = scratch.run(&["check"]);
    assert_eq!(answer.stdout.matches("error[json/syntax]").count(), 1);
    assert!(answer.stdout.contains("Found 1 error in 2 connectors."), "{}", answer.stdout);
}

#[test]
fn files_that_settings_name_are_read_inside_of_the_repository_only() {
    let outside = Scratch::bare();
    outside.write("secret.json", BROKEN);
    let scratch = Scratch::new();
    let settings = |properties: &str| {
        format!(
            "{{ \"apiDefinition\": \"api\\\\v1.json\", \"apiProperties\": {} }}",
            serde_json::json!(properties)
        )
    };
    scratch.write("a/api/v1.json", BROKEN);
    scratch.write("shared/props.json", BROKEN);
    scratch.write("a/settings.json", settings("../shared/props.json"));
    let answer = scratch.run(&["check", "--format", "json", "a"]);
    assert_eq!(paths(&answer.lines()), ["a/api/v1.json", "shared/props.json"], "{answer:#?}");
    let secret = outside.path("secret.json");
    let folder = outside.path("").file_name().unwrap().to_str().unwrap().to_owned();
    let relative = format!("../../{folder}/secret.json");
    for (named, refusal, shown) in [
        (relative.as_str(), "it lies outside of the project", format!("../{folder}/secret.json")),
        (secret.to_str().unwrap(), "which is no relative path of a file", secret.display().to_string()),
    ] {
        scratch.write("a/settings.json", settings(named));
        let answer = scratch.run(&["check", "a"]);
        assert_eq!(answer.code, 2);
        assert!(answer.stderr.contains(refusal) && answer.stderr.contains(&shown), "{}", answer.stderr);
        assert!(!answer.stdout.contains("secret"), "{}", answer.stdout);
    }
    scratch.write("a/settings.json", settings("missing.json"));
    let answer = scratch.run(&["check", "a"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.contains("a/missing.json: settings.json names this file"), "{}", answer.stderr);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_checked() {
    let scratch = Scratch::new();
    scratch.definition("a", BROKEN);
    fs::create_dir_all(scratch.path("a/apiProperties.json")).unwrap();
    fs::create_dir_all(scratch.path("b/apiDefinition.swagger.json")).unwrap();
    scratch.definition("large", CLEAN);
    File::create(scratch.path("large/apiProperties.json")).unwrap().set_len((64 << 20) + 1).unwrap();
    let answer = scratch.run(&["check"]);
    assert_eq!(answer.code, 2);
    for line in [
        "error: a/apiProperties.json: This is a folder, not a file.",
        "error: b/apiDefinition.swagger.json: This is a folder, not a file.",
        "error: large/apiProperties.json: The file has 65 MB; files over 64 MB are not read.",
    ] {
        assert!(answer.stderr.lines().any(|found| found == line), "{line}: {}", answer.stderr);
    }
    assert!(answer.stdout.contains("--> a/apiDefinition.swagger.json:2:19"), "{}", answer.stdout);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let scratch = Scratch::new();
    scratch.definition("a", CLEAN);
    let pipe = scratch.path("a/apiProperties.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let answer = scratch.run(&["check", "a"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("a/apiProperties.json: This is no regular file"), "{}", answer.stderr);
    let direct = scratch.run(&["check", "a/apiProperties.json"]);
    assert_eq!(direct.code, 2, "{direct:#?}");
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_files_and_never_in_circles() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new();
    scratch.write("a/real.txt", BROKEN);
    symlink("real.txt", scratch.path("a/apiDefinition.swagger.json")).unwrap();
    symlink("..", scratch.path("a/up")).unwrap();
    scratch.definition("dangling", CLEAN);
    symlink("nowhere", scratch.path("dangling/script.csx")).unwrap();
    let answer = scratch.run(&["check", "--format", "json"]);
    assert_eq!(paths(&answer.lines()), ["a/apiDefinition.swagger.json"]);
    assert_eq!(answer.stderr, "error: dangling/script.csx: This link leads nowhere.\n");
}

#[test]
fn a_reader_that_leaves_ends_the_run_quietly() {
    let scratch = Scratch::new();
    let many = format!("{{ {} }}", "\"x\": 1,, ".repeat(400));
    for number in 0..60 {
        scratch.definition(&format!("c{number}"), &many);
    }
    for format in ["text", "json", "sarif", "github"] {
        let mut command = scratch.command(&["check", "--format", format]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty());
        let answer = Answer::from(child.wait_with_output().unwrap());
        assert!(!answer.stderr.contains("panicked") && !answer.stderr.contains("pipe"), "{}", answer.stderr);
        assert!(answer.code < 2, "{format}: {}", answer.code);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let scratch = Scratch::new();
    scratch.definition("a", BROKEN);
    for arguments in [&["check"] as &[&str], &["rules"], &["explain", "json/syntax"], &["version"]] {
        let mut command = scratch.command(arguments);
        command.stdout(File::options().write(true).open("/dev/full").unwrap());
        let answer = Answer::of(&mut command);
        assert_eq!(answer.code, 2, "{arguments:?}");
        assert!(answer.stderr.contains("the output could not be written"), "{}", answer.stderr);
    }
}

#[test]
fn of_no_connector_nothing_is_summed_up() {
    let scratch = Scratch::bare();
    scratch.write("docs/readme.md", "");
    for arguments in [&["check"][..], &["check", "docs"], &["check", "docs", "--fix"]] {
        let answer = scratch.run(arguments);
        assert_eq!(answer.code, 2);
        assert!(answer.stderr.contains("There is no connector here"), "{answer:?}");
        assert!(!answer.stdout.contains("findings"), "{answer:?}");
    }
}
