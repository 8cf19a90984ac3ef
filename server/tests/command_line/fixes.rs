//! `connector-ls check --fix` and `--diff`.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::scratch::{BROKEN, CLEAN, REPEATED, Scratch};

const DEFINITION: &str = "a/apiDefinition.swagger.json";

#[test]
fn safe_fixes_are_written_and_the_rest_is_printed() {
    let scratch = Scratch::new();
    scratch.definition("a", "{\r\n\t\"swagger\": \"2.0\"\r\n\t\"é🙂\": 1,\r\n\t\"é🙂\": 2,\r\n}\r\n");
    let answer = scratch.run(&["check", "--fix"]).quiet_with(0);
    let fixed = "{\r\n\t\"swagger\": \"2.0\",\r\n\t\"é🙂\": 1,\r\n\t\"é🙂\": 2\r\n}\r\n";
    assert_eq!(scratch.read(DEFINITION), fixed);
    assert!(answer.stdout.starts_with("warning[json/duplicate-key]"), "{}", answer.stdout);
    assert!(answer.stdout.contains("Fixed 2 findings in 1 file.\nFound 1 warning in 1 connector.\n"));
    let again = scratch.run(&["check", "--fix", "--unsafe-fixes"]).quiet_with(0);
    assert_eq!(scratch.read(DEFINITION), "{\r\n\t\"swagger\": \"2.0\",\r\n\t\"é🙂\": 2\r\n}\r\n");
    assert_eq!(again.stdout, "Fixed 1 finding in 1 file.\nNo findings left in 1 connector.\n");
    let done = scratch.run(&["check", "--fix", "--unsafe-fixes"]).quiet_with(0);
    assert_eq!(done.stdout, "No file was changed.\nNo findings in 1 connector.\n");
    assert_eq!(fs::read_dir(scratch.path("a")).unwrap().count(), 1, "no draft is left behind");
}

#[test]
fn only_what_is_asked_for_is_fixed() {
    let scratch = Scratch::new();
    scratch.definition("a", BROKEN);
    scratch.write("a/apiProperties.json", BROKEN);
    scratch.run(&["check", "--fix", "a/apiProperties.json"]).quiet_with(0);
    assert_eq!(
        (scratch.read(DEFINITION), scratch.read("a/apiProperties.json")),
        (BROKEN.into(), CLEAN.into())
    );
    scratch.definition("a", REPEATED);
    scratch.run(&["check", "--fix", "--unsafe-fixes", "--min-severity", "error"]);
    assert_eq!(scratch.read(DEFINITION), REPEATED, "findings that are not shown are not fixed");
}

#[test]
fn a_diff_writes_nothing_and_applies() {
    let scratch = Scratch::new();
    scratch.definition("a", BROKEN);
    scratch.definition("b ü", BROKEN.replace('\n', "\r\n"));
    scratch.definition("c", CLEAN);
    let answer = scratch.run(&["check", "--diff"]);
    assert_eq!(answer.code, 1, "the error is still there");
    let expected = "--- a/a/apiDefinition.swagger.json
+++ b/a/apiDefinition.swagger.json
@@ -1,3 +1,3 @@
 {
-  \"swagger\": \"2.0\",
+  \"swagger\": \"2.0\"
 }
";
    assert!(answer.stdout.starts_with(expected), "{}", answer.stdout);
    assert_eq!(answer.stderr, "Would fix 2 findings in 2 files.\n");
    assert_eq!(scratch.read(DEFINITION), BROKEN);
    let mut git = Command::new("git");
    git.args(["apply", "-"])
        .current_dir(scratch.path(""))
        .env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
    let mut git = git.stdin(Stdio::piped()).spawn().unwrap();
    git.stdin.take().unwrap().write_all(answer.stdout.as_bytes()).unwrap();
    assert!(git.wait().unwrap().success());
    assert_eq!(scratch.read(DEFINITION), CLEAN);
    assert_eq!(scratch.read("b ü/apiDefinition.swagger.json"), CLEAN.replace('\n', "\r\n"));
    let clean = scratch.run(&["check", "--diff"]);
    assert_eq!((clean.code, clean.stdout.as_str(), clean.stderr.as_str()), (0, "", "Nothing to fix.\n"));
}

#[test]
fn shared_files_are_fixed_once() {
    let scratch = Scratch::new();
    scratch.definition("a", CLEAN);
    scratch.write("a/apiDefinition.v2.json", BROKEN);
    scratch.write("a/apiProperties.json", BROKEN);
    let diff = scratch.run(&["check", "--diff"]);
    assert_eq!(diff.stdout.matches("+++ ").count(), 2, "{}", diff.stdout);
    let answer = scratch.run(&["check", "--fix"]).quiet_with(0);
    assert!(answer.stdout.starts_with("Fixed 2 findings in 2 files."), "{}", answer.stdout);
    assert_eq!(scratch.read("a/apiProperties.json"), CLEAN);
    assert_eq!(scratch.read("a/apiDefinition.v2.json"), CLEAN);
}

/// Two rules that ask for a file.
const FILES: &str = r#"{ "rules": { "**": "off", "properties/file-missing": "warning", "package/readme-missing": "warning" } }"#;

#[test]
fn missing_files_are_made_only_if_unsafe_fixes_are_wanted() {
    let scratch = Scratch::bare();
    scratch.write("connector-ls.jsonc", FILES);
    scratch.definition("a", CLEAN);
    // Another definition in the same folder shares what is made.
    scratch.write("a/apiDefinition.v2.json", CLEAN);
    let files = || fs::read_dir(scratch.path("a")).unwrap().count();
    scratch.run(&["check", "--fix"]).quiet_with(0);
    assert_eq!(files(), 2);
    let diff = scratch.run(&["check", "--unsafe-fixes", "--diff"]);
    assert_eq!(files(), 2);
    for name in ["apiProperties.json", "readme.md"] {
        assert_eq!(
            diff.stdout.matches(&format!("--- /dev/null\n+++ b/a/{name}\n")).count(),
            1,
            "{}",
            diff.stdout
        );
    }
    let answer = scratch.run(&["check", "--fix", "--unsafe-fixes"]).quiet_with(0);
    assert_eq!(files(), 4, "{}", answer.stdout);
    assert!(answer.stdout.contains("No findings left in 2 connectors."), "{}", answer.stdout);
    assert!(scratch.read("a/readme.md").starts_with("# "));
    assert!(scratch.read("a/apiProperties.json").contains("\"iconBrandColor\""));
    scratch.write("a/readme.md", "mine");
    scratch.run(&["check", "--fix", "--unsafe-fixes"]).quiet_with(0);
    assert_eq!(scratch.read("a/readme.md"), "mine");
}

#[test]
fn files_that_are_not_utf8_are_left_alone() {
    let scratch = Scratch::new();
    let bytes = b"{ \"caf\xE9\": 1, }";
    scratch.definition("a", bytes);
    scratch.definition("b", BROKEN);
    let answer = scratch.run(&["check", "--fix"]);
    assert_eq!(fs::read(scratch.path(DEFINITION)).unwrap(), bytes);
    assert!(
        answer.stderr.contains(&format!("{DEFINITION}: The file is not UTF-8, so nothing in it is fixed."))
    );
    assert_eq!(answer.code, 1);
    assert_eq!(scratch.read("b/apiDefinition.swagger.json"), CLEAN);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let scratch = Scratch::new();
    scratch.write("a/real.txt", BROKEN);
    fs::set_permissions(scratch.path("a/real.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.txt", scratch.path(DEFINITION)).unwrap();
    scratch.run(&["check", "--fix"]).quiet_with(0);
    assert_eq!(scratch.read("a/real.txt"), CLEAN);
    assert!(fs::symlink_metadata(scratch.path(DEFINITION)).unwrap().is_symlink());
    let mode = fs::metadata(scratch.path("a/real.txt")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn fixes_are_made_even_if_nobody_reads_on() {
    let scratch = Scratch::new();
    let many = format!("{{ {} }}", "\"x\": 1, \"x\": 2,, ".repeat(400));
    let folders: Vec<String> = (0..40).map(|number| format!("c{number}")).collect();
    for folder in &folders {
        scratch.definition(folder, &many);
    }
    let mut command = scratch.command(&["check", "--fix", "c0", "."]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    child.wait_with_output().unwrap();
    for folder in folders {
        assert!(!scratch.read(&format!("{folder}/apiDefinition.swagger.json")).contains(",,"), "{folder}");
    }
}

#[test]
fn a_read_only_file_is_not_written() {
    let scratch = Scratch::new();
    scratch.definition("a", BROKEN);
    scratch.definition("b", BROKEN);
    let path = scratch.path(DEFINITION);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let answer = scratch.run(&["check", "--fix"]);
    assert_eq!(answer.code, 2);
    assert!(
        answer.stderr.contains("The fixes could not be written: the file is read-only."),
        "{}",
        answer.stderr
    );
    assert!(answer.stdout.contains("error[json/syntax]"), "what was not fixed is shown: {}", answer.stdout);
    assert!(answer.stdout.contains("Fixed 1 finding in 1 file."), "{}", answer.stdout);
    assert_eq!(scratch.read(DEFINITION), BROKEN);
    assert_eq!(scratch.read("b/apiDefinition.swagger.json"), CLEAN, "the others are fixed");
}

#[test]
fn the_samples_are_fixed_without_new_errors() {
    let scratch = Scratch::bare();
    let mut folders = Vec::new();
    for folder in
        fs::read_dir(crate::scratch::samples()).unwrap().flatten().filter(|entry| entry.path().is_dir())
    {
        let name = folder.file_name().into_string().unwrap();
        for file in fs::read_dir(folder.path()).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            scratch.write(
                &format!("{name}/{}", file.file_name().to_str().unwrap()),
                fs::read(file.path()).unwrap(),
            );
        }
        folders.push(name);
    }
    let errors = |scratch: &Scratch| {
        let lines = scratch.run(&["check", "--format", "json"]).lines();
        lines.iter().filter(|line| line["severity"] == "error").count()
    };
    let before = errors(&scratch);
    let answer = scratch.run(&["check", "--fix", "--unsafe-fixes"]);
    assert!(!answer.stderr.contains("Some fixes were not made"), "{}", answer.stderr);
    assert!(before > 0 && errors(&scratch) < before);
    let again = scratch.run(&["check", "--diff", "--unsafe-fixes"]);
    assert!(again.stderr.ends_with("Nothing to fix.\n"), "{}", again.stderr);
}
