//! `connector-ls diff` with `REV:PATH`.

use serde_json::Value;

use crate::diff::{OLD, breaking};
use crate::scratch::{Answer, Scratch};

const FILE: &str = "rows/apiDefinition.swagger.json";

/// A repository with two commits: the connector in `rows` as `v1`, and broken since.
fn history() -> Scratch {
    let scratch = Scratch::repository();
    scratch.definition("rows", OLD);
    scratch.write("rows/apiProperties.json", "{ \"properties\": { \"iconBrandColor\": \"#000000\" } }");
    scratch.commit();
    scratch.git(&["tag", "v1"]);
    scratch.definition("rows", breaking());
    scratch.write("rows/apiProperties.json", "{ \"properties\": { \"iconBrandColor\": \"#ffffff\" } }");
    scratch.commit();
    scratch
}

/// What `diff --format json` says.
#[track_caller]
fn diff(scratch: &Scratch, old: &str, new: &str) -> Vec<Value> {
    scratch.run(&["diff", old, new, "--format", "json"]).quiet_with(1).lines()
}

#[test]
fn either_side_may_be_of_a_revision() {
    let scratch = history();
    scratch.write("old.json", OLD);
    let files = diff(&scratch, "old.json", FILE);
    assert!(files.iter().any(|line| line["code"] == "change/output-field-removed"));
    for (old, new) in [
        (format!("v1:{FILE}"), FILE.to_owned()),
        (format!("HEAD^:{FILE}"), format!("HEAD:{FILE}")),
        ("old.json".to_owned(), format!("main:./{FILE}")),
        (format!("v1:{FILE}"), "rows/../".to_owned() + FILE),
    ] {
        assert_eq!(diff(&scratch, &old, &new), files, "{old} {new}");
    }
    let back = scratch.run(&["diff", FILE, &format!("v1:{FILE}"), "--format", "json"]).quiet_with(0).lines();
    assert!(back.iter().any(|line| line["code"] == "change/output-field-added"), "{back:?}");
}

#[test]
fn a_folder_of_a_revision_is_compared_with_all_its_files() {
    let scratch = history();
    scratch.git(&["worktree", "add", "--quiet", "published", "v1"]);
    let folders = diff(&scratch, "published/rows", "rows");
    for (old, new) in
        [("v1:rows", "rows"), ("v1:rows/", "HEAD:rows"), ("v1:", "main:"), ("published/rows", "main:")]
    {
        assert_eq!(diff(&scratch, old, new), folders, "{old} {new}");
    }
    // From a folder below the root, paths start at the root all the same, unless they say otherwise.
    let here = |old: &str, new: &str| {
        let mut command = scratch.command(&["diff", old, new, "--format", "json"]);
        Answer::of(command.current_dir(scratch.path("rows")))
    };
    assert_eq!(here("v1:rows", ".").quiet_with(1).lines(), folders);
    assert_eq!(here("v1:.", ".").quiet_with(1).lines(), folders);
    let file = "apiDefinition.swagger.json";
    assert_eq!(here(&format!("v1:./{file}"), file).lines(), diff(&scratch, &format!("v1:{FILE}"), FILE));
    let wrong = here(&format!("v1:{file}"), file);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains(&format!("Is 'v1:rows/{file}' meant?")), "{}", wrong.stderr);
}

#[test]
fn places_of_a_revision_are_named_by_it() {
    let scratch = history();
    let old = format!("v1:{FILE}");
    let text = scratch.run(&["diff", &old, FILE]).quiet_with(1).stdout;
    assert!(
        text.contains(&format!(" --> {FILE}:14:")) && text.contains(&format!(" --> v1:{FILE}:14:")),
        "{text}"
    );
    let results = |old: &str, new: &str| {
        let log = scratch.run(&["diff", old, new, "--format", "sarif"]).quiet_with(1).json();
        log["runs"][0]["results"].as_array().unwrap().clone()
    };
    for result in results(&old, FILE) {
        // There is no file that a reader of the log could open.
        let published = &result["relatedLocations"][0];
        assert!(published["physicalLocation"].is_null(), "{published}");
        let text = published["message"]["text"].as_str().unwrap();
        assert!(text.contains(&format!("v1:{FILE}:")), "{text}");
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], FILE);
    }
    for result in results("v1:rows", "main:rows") {
        assert!(result["locations"][0]["physicalLocation"].is_null(), "{result}");
        assert!(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].is_string(), "{result}");
    }
}

#[test]
fn what_a_revision_does_not_have_is_said() {
    let scratch = history();
    scratch.definition("more", OLD);
    scratch.write("main:here.json", OLD);
    scratch.commit();
    for (old, said) in [
        ("nope:rows", "The Git repository has no revision 'nope'."),
        ("v1:nothing", "There is no 'nothing' in 'v1'."),
        ("v1:more", "There is no 'more' in 'v1'."),
        (
            "main:",
            "There are 2 connectors here; name one of them: main:more/apiDefinition.swagger.json, main:rows/",
        ),
        ("nothing.json", "There is no such file or folder."),
    ] {
        let answer = scratch.run(&["diff", old, "rows"]);
        assert_eq!((answer.code, answer.stdout.as_str()), (2, ""), "{old}: {answer:?}");
        assert!(
            answer.stderr.starts_with("error: ") && answer.stderr.contains(said),
            "{old}: {}",
            answer.stderr
        );
        assert_eq!(answer.stderr.lines().count(), 1, "{}", answer.stderr);
    }
    // A file on disk is what its name says.
    scratch.run(&["diff", "main:here.json", "more/apiDefinition.swagger.json"]).quiet_with(0);
}

#[test]
fn bytes_of_a_revision_are_counted_as_those_of_a_file() {
    let scratch = Scratch::repository();
    let utf16 = |text: &str| -> Vec<u8> {
        format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    scratch.definition("rows", utf16(OLD));
    scratch.commit();
    scratch.definition("rows", utf16(&breaking()));
    let lines = diff(&scratch, &format!("HEAD:{FILE}"), FILE);
    assert!(lines.iter().any(|line| line["code"] == "change/output-field-removed"), "{lines:?}");
    let text = scratch.run(&["diff", "HEAD:rows", "rows"]).stdout;
    let column = OLD.lines().nth(13).unwrap().find("\"name\"").unwrap() + 1;
    assert!(text.contains(&format!(" --> HEAD:{FILE}:14:{column}\n")), "{text}");
}

#[test]
fn a_file_that_cannot_be_read_is_not_taken_for_gone() {
    let scratch = Scratch::repository();
    scratch.definition("rows", OLD);
    scratch.write(
        "rows/apiProperties.json",
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
    );
    scratch.commit();
    scratch.write("rows/apiProperties.json", "{ \"properties\": {} }");
    let properties = "rows/apiProperties.json";
    for arguments in [
        &["diff", "HEAD:rows", "rows"][..],
        &["diff", &format!("HEAD:{properties}"), properties],
        &["check", "--baseline", "HEAD"],
        &["check", "--baseline", "HEAD:rows"],
    ] {
        let answer = scratch.run(arguments);
        assert_eq!(answer.code, 2, "{answer:?}");
        let expected = format!("Git LFS keeps '{properties}' of 'HEAD' outside of the repository");
        assert!(answer.stderr.contains(&expected), "{arguments:?}: {}", answer.stderr);
    }
}

#[test]
fn a_properties_file_that_is_gone_takes_its_sign_in_with_it() {
    let scratch = Scratch::repository();
    scratch.definition("rows", OLD);
    let sign_in = r#"{ "properties": { "connectionParameters": { "token": { "type": "oauthSetting" } } } }"#;
    scratch.write("rows/apiProperties.json", sign_in);
    scratch.commit();
    std::fs::remove_file(scratch.path("rows/apiProperties.json")).unwrap();
    let codes = |old: &str, new: &str| -> Vec<String> {
        let lines = scratch.run(&["diff", old, new, "--format", "json"]).lines();
        lines.iter().filter_map(|line| Some(line["code"].as_str()?.to_owned())).collect()
    };
    assert!(codes("HEAD:rows", "rows").contains(&"change/auth-changed".to_owned()));
    assert!(codes("rows", "HEAD:rows").contains(&"change/auth-changed".to_owned()));
    assert_eq!(codes(&format!("HEAD:{FILE}"), FILE), [""; 0], "two files are compared alone");
    for format in ["text", "markdown", "sarif"] {
        let answer = scratch.run(&["diff", "HEAD:rows", "rows", "--format", format]).quiet_with(1);
        assert!(answer.stdout.contains("auth-changed"), "{format}: {}", answer.stdout);
    }
    let text = scratch.run(&["diff", "HEAD:rows", "rows"]).stdout;
    assert!(text.contains("--> HEAD:rows/apiProperties.json:"), "{text}");
    let checked = scratch.run(&["check", "--baseline", "auto", "--format", "json"]).quiet_with(1).lines();
    let found = checked.iter().find(|line| line["code"] == "change/auth-changed").unwrap();
    assert_eq!(found["path"], FILE);
    // A single file as the baseline says nothing about the properties.
    scratch.write("old.json", OLD);
    let single = scratch.run(&["check", "--baseline", "old.json", "--format", "json"]).quiet_with(0);
    assert!(!single.stdout.contains("auth-changed"), "{}", single.stdout);
}

#[test]
fn connectors_of_a_revision_are_found_as_on_disk() {
    let scratch = Scratch::repository();
    scratch.write("src/rows.json", OLD);
    let settings = r#"{ "connectorId": "", "apiDefinition": "rows.json", "apiProperties": "../looks.json" }"#;
    scratch.write("src/settings.json", settings);
    scratch.write("looks.json", r##"{ "properties": { "iconBrandColor": "#000000" } }"##);
    // Neither of these makes a connector.
    scratch.definition(".backup", OLD);
    scratch.write("editor/settings.json", r#"{ "editor.tabSize": 2 }"#);
    scratch.commit();
    scratch.write("src/rows.json", breaking());
    let folders = diff(&scratch, "HEAD:", ".");
    assert!(folders.iter().any(|line| line["code"] == "change/output-field-removed"), "{folders:?}");
    assert_eq!(diff(&scratch, "HEAD:src", "src"), folders);
    scratch.run(&["diff", "HEAD:", "HEAD:src"]).quiet_with(0);
    // Whoever names a hidden folder means it.
    scratch.run(&["diff", "HEAD:.backup", ".backup"]).quiet_with(0);
    let none = scratch.run(&["diff", "HEAD:editor", "src"]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("There is no connector here"), "{}", none.stderr);
}

#[test]
fn a_revision_without_a_path_is_told_how_to_go_on() {
    let scratch = history();
    for (old, new, meant) in [
        ("HEAD", "rows", "HEAD:./rows"),
        ("v1", FILE, &*format!("v1:./{FILE}")),
        ("./rows", "v1", "v1:./rows"),
        ("v1", "HEAD", "v1:."),
    ] {
        let answer = scratch.run(&["diff", old, new]);
        assert_eq!((answer.code, answer.stdout.as_str()), (2, ""), "{answer:?}");
        assert!(answer.stderr.ends_with(&format!(" Is '{meant}' meant?\n")), "{}", answer.stderr);
    }
    scratch.run(&["diff", "v1:./rows", "rows"]).quiet_with(1);
    // What is missing is named once.
    let missing = scratch.run(&["diff", "v1:nothing", "rows"]).stderr;
    assert_eq!(missing, "error: There is no 'nothing' in 'v1'.\n");
}
