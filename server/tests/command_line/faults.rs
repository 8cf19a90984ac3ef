//! Faults of our own: one costs a connector, and not the run.

use crate::scratch::{BROKEN, CLEAN, Scratch};

/// A definition that makes the check panic, if it is told to listen.
fn failing(stage: &str) -> String {
    format!("{{\n  \"swagger\": \"2.0\",\n  \"x\": \"a panic on purpose, in {stage}\",\n}}\n")
}

fn run(scratch: &Scratch, arguments: &[&str]) -> crate::scratch::Answer {
    let mut command = scratch.command(arguments);
    crate::scratch::ends(command.env("CONNECTOR_LS_TEST_PANIC", "1"))
}

#[test]
fn a_connector_that_cannot_be_checked_is_told_and_the_others_are_checked() {
    for stage in ["the reader", "the check"] {
        let scratch = Scratch::new();
        scratch.definition("a", failing(stage));
        scratch.definition("b", BROKEN);
        // In the same folder there is another connector.
        scratch.write("c/apiDefinition.one.json", failing(stage));
        scratch.write("c/apiDefinition.two.json", BROKEN);
        let answer = run(&scratch, &["check"]);
        assert_eq!(answer.code, 2, "{stage}: {answer:#?}");
        for path in ["a/apiDefinition.swagger.json", "c/apiDefinition.one.json"] {
            let told = format!(
                "error: {path}: This connector could not be checked, by a fault of connector-ls: a panic on purpose, in \
                 {stage}. Report it with the files of the folder."
            );
            assert_eq!(answer.stderr.matches(&told).count(), 1, "{told}: {}", answer.stderr);
            assert!(!answer.stdout.contains(path), "{}", answer.stdout);
        }
        for path in ["b/apiDefinition.swagger.json", "c/apiDefinition.two.json"] {
            assert!(answer.stdout.contains(path), "{path}: {}", answer.stdout);
        }
        assert!(answer.stdout.contains("2 places could not be checked"), "{}", answer.stdout);
        let fixed = run(&scratch, &["check", "--fix"]);
        assert_eq!(fixed.code, 2, "{fixed:#?}");
        assert_eq!(scratch.read("a/apiDefinition.swagger.json"), failing(stage));
        assert_eq!(scratch.read("c/apiDefinition.one.json"), failing(stage));
        assert_eq!(scratch.read("b/apiDefinition.swagger.json"), CLEAN);
        assert_eq!(scratch.read("c/apiDefinition.two.json"), CLEAN);
        // Without the environment it is an ordinary text.
        assert_eq!(scratch.run(&["check", "a"]).code, 1);
    }
}

#[test]
fn a_command_on_one_connector_says_so_and_ends_with_2() {
    let scratch = Scratch::new();
    scratch.definition("a", failing("the reader"));
    for arguments in [
        &["preview", "a"] as &[&str],
        &["preview", "a", "-o", "page.html"],
        &["revision", "list", "--file", "a"],
        &["diff", "a", "a"],
    ] {
        let answer = run(&scratch, arguments);
        assert_eq!((answer.code, answer.stdout.as_str()), (2, ""), "{arguments:?}: {answer:#?}");
        let told = "error: connector-ls has failed by a fault of its own: a panic on purpose, in the reader. Report it";
        assert!(answer.stderr.contains(told), "{arguments:?}: {}", answer.stderr);
    }
    assert_eq!(scratch.names(""), [".git", "a", "connector-ls.jsonc"]);
}
