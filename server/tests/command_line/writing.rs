//! Files are written whole or not at all, whatever the disk does.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::scratch::{Answer, CLEAN, Scratch, ends};

const DEFINITION: &str = "a/apiDefinition.swagger.json";

/// A definition with one error and so many bytes more.
fn large(bytes: usize) -> String {
    format!("{{\n  \"swagger\": \"2.0\",\n  \"x\": \"{}\",\n}}\n", "x".repeat(bytes))
}

/// Runs the binary with a shell's `ulimit -f`: no file may get more than so many blocks of 512 bytes.
fn limited(scratch: &Scratch, blocks: u32, arguments: &[&str]) -> Answer {
    let binary = scratch.command(&[]).get_program().to_owned();
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")]).arg(binary).args(arguments);
    ends(command.current_dir(scratch.path("")).env_remove("GITHUB_ACTIONS"))
}

#[test]
fn a_file_that_does_not_fit_stays_as_it_is() {
    let scratch = Scratch::new();
    scratch.definition("a", large(5_000));
    scratch.definition("b", large(10));
    let answer = limited(&scratch, 8, &["check", "--fix"]);
    assert_eq!(answer.code, 2, "{answer:#?}");
    let told = format!("error: {DEFINITION}: The fixes could not be written: its ");
    assert!(answer.stderr.contains(&told), "{}", answer.stderr);
    assert!(
        answer.stderr.contains(" bytes cannot be stored, so nothing was changed: File too large"),
        "{}",
        answer.stderr
    );
    assert!(answer.stdout.contains("error[json/syntax]"), "what was not fixed is shown: {}", answer.stdout);
    assert!(answer.stdout.contains("Fixed 1 finding in 1 file."), "{}", answer.stdout);
    assert_eq!(scratch.read(DEFINITION), large(5_000));
    assert_ne!(scratch.read("b/apiDefinition.swagger.json"), large(10));
    for folder in ["a", "b"] {
        assert_eq!(scratch.names(folder), ["apiDefinition.swagger.json"], "no draft is left behind");
    }
}

#[test]
fn a_new_file_that_does_not_fit_is_not_begun() {
    let scratch = Scratch::bare();
    scratch.write(
        "connector-ls.jsonc",
        r#"{ "rules": { "**": "off", "properties/file-missing": "warning", "package/readme-missing": "warning" } }"#,
    );
    scratch.definition("a", CLEAN);
    let answer = limited(&scratch, 0, &["check", "--fix", "--unsafe-fixes"]);
    assert_eq!(answer.code, 2, "{answer:#?}");
    for name in ["apiProperties.json", "readme.md"] {
        assert!(
            answer.stderr.contains(&format!("a/{name}: The file could not be created: its ")),
            "{}",
            answer.stderr
        );
    }
    assert_eq!(scratch.names("a"), ["apiDefinition.swagger.json"]);
}

#[test]
fn a_step_changes_all_files_or_none() {
    let operation = r#""get": { "operationId": "GetItems", "summary": "Get", "responses": { "200": { "description": "x" } } }"#;
    let definition = format!(
        "{{\n  \"swagger\": \"2.0\",\n  \"paths\": {{\n    \"/items\": {{ {operation} }}\n  }}\n}}\n"
    );
    let filler = "x".repeat(5_000);
    let properties =
        format!("{{ \"properties\": {{ \"x\": \"{filler}\", \"policyTemplateInstances\": [] }} }}");
    let scratch = Scratch::bare();
    scratch.definition("a", &definition);
    scratch.write("a/apiProperties.json", &properties);
    let arguments = ["revision", "start", "GetItems", "--file", "a", "--same-backend-path", "--write"];
    // The definition fits, and the properties do not.
    let answer = limited(&scratch, 8, &arguments);
    assert_eq!((answer.code, answer.stdout.as_str()), (2, ""), "{answer:#?}");
    assert!(
        answer.stderr.contains("a/apiProperties.json: The change could not be written: its "),
        "{}",
        answer.stderr
    );
    assert_eq!(scratch.read(DEFINITION), definition);
    assert_eq!(scratch.read("a/apiProperties.json"), properties);
    assert_eq!(scratch.names("a"), ["apiDefinition.swagger.json", "apiProperties.json"]);
    let answer = limited(&scratch, 800, &arguments);
    assert_eq!(answer.code, 0, "{answer:#?}");
}

#[test]
fn a_page_that_does_not_fit_leaves_the_one_before() {
    let scratch = Scratch::bare();
    scratch.definition("a", CLEAN);
    scratch.write("page.html", "the page before");
    symlink("page.html", scratch.path("link.html")).unwrap();
    for name in ["page.html", "link.html", "new.html"] {
        let answer = limited(&scratch, 1, &["preview", "a", "-o", name]);
        assert_eq!(answer.code, 2, "{answer:#?}");
        assert!(
            answer.stderr.contains(&format!("{name}: The page cannot be written: its ")),
            "{}",
            answer.stderr
        );
    }
    assert_eq!(scratch.read("page.html"), "the page before");
    assert_eq!(scratch.names(""), [".git", "a", "link.html", "page.html"]);
    scratch.run(&["preview", "a", "-o", "link.html"]).quiet_with(0);
    assert!(
        scratch.read("page.html").starts_with("<!DOCTYPE html>"),
        "the file that the link leads to is replaced"
    );
    assert!(fs::symlink_metadata(scratch.path("link.html")).unwrap().is_symlink());
    // What is no file is written to as it is.
    let answer = scratch.run_to_an_end(&["preview", "a", "-o", "/dev/stdout"]).quiet_with(0);
    assert!(answer.stdout.starts_with("<!DOCTYPE html>"));
    for place in ["/dev/full", "a", "nowhere/page.html"] {
        let answer = scratch.run_to_an_end(&["preview", "a", "-o", place]);
        assert_eq!(answer.code, 2, "{place}");
        assert!(
            answer.stderr.contains(&format!("{place}: The page cannot be written: ")),
            "{}",
            answer.stderr
        );
    }
}

#[test]
fn output_that_does_not_fit_is_a_failure() {
    let scratch = Scratch::new();
    scratch.definition("a", large(5_000));
    let answer = limited(&scratch, 0, &["version"]);
    assert_eq!(answer.code, 0, "a pipe has no limit");
    let binary = scratch.command(&[]).get_program().to_owned();
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -f 0; exec \"$0\" rules > out"]).arg(binary).current_dir(scratch.path(""));
    let answer = ends(&mut command);
    assert_eq!(answer.code, 2, "{answer:#?}");
    assert!(answer.stderr.contains("the output could not be written: File too large"), "{}", answer.stderr);
}

/// A disk of 64 KB in a place that only the commands of a shell script see. The script gets the binary as `$0`.
#[cfg(target_os = "linux")]
fn on_a_small_disk(scratch: &Scratch, script: &str) -> Option<Answer> {
    fs::create_dir_all(scratch.path("disk")).unwrap();
    let with_disk = |script: &str| {
        let mut command = Command::new("unshare");
        let script = format!(
            "set -e; mount -t tmpfs -o size=64k none disk; cp -r a connector-ls.jsonc disk; cd disk; {script}"
        );
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script]);
        command.arg(scratch.command(&[]).get_program()).current_dir(scratch.path(""));
        command.env_remove("GITHUB_ACTIONS");
        command
    };
    if !with_disk("true").output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no disk can be mounted here");
        return None;
    }
    Some(ends(&mut with_disk(script)))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_changes_nothing() {
    let scratch = Scratch::new();
    scratch.definition("a", large(20_000));
    let fill = "head -c 100000 /dev/zero > filler 2>/dev/null || true; set +e; ";
    let check = "\"$0\" check --fix; echo \"exit $?\"; ls -A a; cat a/apiDefinition.swagger.json";
    let Some(answer) = on_a_small_disk(&scratch, &format!("{fill}{check}")) else { return };
    assert!(answer.stdout.contains("\nexit 2\n"), "{answer:#?}");
    let rest = format!("exit 2\napiDefinition.swagger.json\n{}", large(20_000));
    assert!(answer.stdout.ends_with(&rest), "the file is whole, and no draft is left behind");
    assert!(
        answer.stderr.contains("cannot be stored, so nothing was changed: No space left on device"),
        "{}",
        answer.stderr
    );
    // With room for it, it is fixed.
    let Some(answer) = on_a_small_disk(&scratch, check) else { return };
    assert!(answer.stdout.contains("\nexit 0\napiDefinition.swagger.json\n"), "{answer:#?}");
    assert!(!answer.stdout.ends_with(&large(20_000)));
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_disk_changes_nothing() {
    let scratch = Scratch::new();
    scratch.definition("a", large(10));
    let script = "mount -o remount,ro none .; set +e; \"$0\" check --fix; echo \"exit $?\"; ls -A a; \
                  \"$0\" preview a -o a/page.html; echo \"exit $?\"; ls -A a; cat a/apiDefinition.swagger.json";
    let Some(answer) = on_a_small_disk(&scratch, script) else { return };
    let rest = "exit 2\napiDefinition.swagger.json\n".repeat(2) + &large(10);
    assert!(answer.stdout.ends_with(&rest), "{answer:#?}");
    let told = "The fixes could not be written: Read-only file system";
    assert!(answer.stderr.contains(told), "{}", answer.stderr);
    assert!(
        answer.stderr.contains("The page cannot be written: no file can be made in its folder: Read-only"),
        "{}",
        answer.stderr
    );
}
