//! `connector-ls check`: the configuration file and the profile.

use crate::scratch::{BROKEN, REPEATED, Scratch};

/// Code and severity of the findings of `check --format json`.
#[track_caller]
fn severities(scratch: &Scratch, arguments: &[&str]) -> Vec<String> {
    let answer = scratch.run(&[&["check", "--format", "json", "--min-severity", "hint"], arguments].concat());
    let found = |line: &serde_json::Value| {
        format!(
            "{} {}",
            line["severity"].as_str().unwrap(),
            line["path"].as_str().unwrap().split('/').next().unwrap()
        )
    };
    answer.lines().iter().map(found).collect()
}

#[test]
fn the_nearest_file_wins() {
    let scratch = Scratch::new();
    for folder in ["a", "b", "c/inner", "d"] {
        scratch.definition(folder, REPEATED);
    }
    scratch.write("a/connector-ls.json", r#"{ "rules": { "**": "off" } }"#);
    scratch.write("b/connector-ls.jsonc", r#"{ "rules": { "**": "off", "json/*": "error", }, } // mine"#);
    scratch.write("b/connector-ls.json", r#"{ "rules": { "**": "off" } }"#);
    scratch.write("c/connector-ls.json", r#"{ "rules": { "**": "off", "json/duplicate-key": "hint" } }"#);
    assert_eq!(severities(&scratch, &[]), ["error b", "hint c", "warning d"]);
}

#[test]
fn no_file_beyond_the_repository_counts() {
    let scratch = Scratch::bare();
    scratch.write("connector-ls.json", r#"{ "rules": { "**": "off" } }"#);
    scratch.definition("inner/a", REPEATED);
    assert_eq!(severities(&scratch, &[]), [""; 0]);
    scratch.write("inner/.git/HEAD", "");
    assert!(severities(&scratch, &[]).contains(&"error inner".to_owned()));
}

#[test]
fn findings_can_be_ignored() {
    let scratch = Scratch::new();
    scratch.definition("a", "{ \"x\": { \"y\": 1, \"y\": 2 }, \"z\": 1, \"z\": 1 }");
    scratch.definition("b", REPEATED);
    let configuration = |entry: &str| {
        let rules = r#"{ "**": "off", "json/duplicate-key": "warning" }"#;
        scratch.write("connector-ls.jsonc", format!("{{ \"rules\": {rules}, \"ignore\": [{entry}] }}"));
        severities(&scratch, &[])
    };
    assert_eq!(configuration(""), ["warning a", "warning a", "warning b"]);
    assert_eq!(
        configuration(r#"{ "rule": "json/*", "pointer": "/x", "reason": "old" }"#),
        ["warning a", "warning b"]
    );
    assert_eq!(configuration(r#"{ "rule": "json/duplicate-key", "file": "a/*.json" }"#), ["warning b"]);
    assert_eq!(configuration(r#"{ "rule": "**" }"#), [""; 0]);
}

#[test]
fn of_all_patterns_that_match_the_last_one_wins() {
    let scratch = Scratch::bare();
    scratch.definition("a", REPEATED);
    let with = |rules: &str| {
        scratch.write("connector-ls.json", format!("{{ \"rules\": {{ \"**\": \"off\", {rules} }} }}"));
        severities(&scratch, &[])
    };
    assert_eq!(with(r#""json/*": "error""#), ["error a"], "raised for a group");
    assert_eq!(with(r#""json/*": "error", "json/duplicate-key": "info""#), ["info a"]);
    assert_eq!(with(r#""json/duplicate-key": "info", "json/*": "error""#), ["error a"]);
    assert_eq!(with(r#""json/*": "error", "*/duplicate-key": "off""#), [""; 0]);
}

#[test]
fn mistakes_in_the_file_are_said_once_with_their_place() {
    let scratch = Scratch::bare();
    scratch.write("connector-ls.jsonc", "{\n  \"rulse\": {},\n  \"rules\": { \"json/sintax\": \"off\" }\n}");
    scratch.definition("a", REPEATED);
    scratch.definition("b", REPEATED);
    let answer = scratch.run(&["check"]);
    let expected = [
        "warning: connector-ls.jsonc:2:3: There is no setting 'rulse'. Did you mean 'rules'?",
        "warning: connector-ls.jsonc:3:14: There is no rule 'json/sintax'. Did you mean 'json/syntax'?",
    ];
    assert_eq!(answer.stderr.lines().collect::<Vec<_>>(), expected);
    assert_eq!(answer.code, 1, "a warning about the configuration is no failure");
    assert_eq!(scratch.run(&["check", "--quiet"]).stderr, "");
}

#[test]
fn a_broken_file_does_not_stop_the_check() {
    let scratch = Scratch::bare();
    scratch.definition("a", BROKEN);
    for text in ["{ \"rules\": ", "[]", "{".repeat(200_000).as_str(), "\u{0}"] {
        scratch.write("connector-ls.json", text);
        let answer = scratch.run(&["check"]);
        assert_eq!(answer.code, 1, "{answer:#?}");
        assert!(answer.stderr.starts_with("warning: connector-ls.json:1:"), "{}", answer.stderr);
        assert!(answer.stdout.contains("json/syntax"));
    }
    std::fs::remove_file(scratch.path("connector-ls.json")).unwrap();
}

#[test]
fn a_file_that_cannot_be_read_is_a_failure() {
    let scratch = Scratch::bare();
    scratch.definition("a", BROKEN);
    std::fs::create_dir(scratch.path("connector-ls.json")).unwrap();
    for arguments in [&["check"][..], &["check", "--quiet"]] {
        let answer = scratch.run(arguments);
        assert_eq!(answer.code, 2, "nobody knows what it would have said: {answer:#?}");
        assert!(answer.stderr.starts_with("error: connector-ls.json: This is a folder"), "{}", answer.stderr);
        assert!(answer.stdout.contains("json/syntax"));
    }
}

#[test]
fn file_patterns_go_by_the_real_names() {
    let scratch = Scratch::bare();
    for version in ["v1", "v2"] {
        scratch.write(&format!("a/apiDefinition.{version}.swagger.json"), REPEATED);
    }
    let findings = |pattern: &str| {
        let ignore = format!(r#"{{ "rule": "json/duplicate-key", "file": "{pattern}" }}"#);
        let rules = r#"{ "**": "off", "json/duplicate-key": "warning" }"#;
        scratch.write("connector-ls.jsonc", format!("{{ \"rules\": {rules}, \"ignore\": [{ignore}] }}"));
        let lines = scratch.run(&["check", "--format", "json"]).lines();
        crate::scratch::paths(&lines).iter().map(|path| (*path).to_owned()).collect::<Vec<_>>()
    };
    let file = |version: &str| format!("a/apiDefinition.{version}.swagger.json");
    assert_eq!(findings("apiDefinition.v1.swagger.json"), [file("v2")]);
    assert_eq!(findings("a/*.v2.*"), [file("v1")]);
    assert_eq!(findings("**/a/apiDefinition.*.json"), [""; 0]);
    assert_eq!(findings("apiDefinition.swagger.json"), [file("v1"), file("v2")]);
}

/// An operation without a summary, which certification is stricter about.
const WITHOUT_SUMMARY: &str = r#"{
  "swagger": "2.0",
  "info": { "title": "Contoso", "version": "1.0" },
  "paths": { "/a": { "get": { "operationId": "GetA", "responses": { "200": { "description": "Fine" } } } } }
}"#;

#[test]
fn the_profile_comes_from_the_flag_the_file_or_the_folder() {
    let scratch = Scratch::bare();
    for folder in ["certified-connectors/x", "custom-connectors/x"] {
        scratch.definition(folder, WITHOUT_SUMMARY);
    }
    let output = |folder: &str, arguments: &[&str]| {
        let arguments =
            [&["check", "--format", "json", "--min-severity", "hint", folder], arguments].concat();
        let text = scratch.run(&arguments).stdout;
        text.replace("certified-connectors", "folder").replace("custom-connectors", "folder")
    };
    let (certified, custom) = (output("certified-connectors", &[]), output("custom-connectors", &[]));
    assert_ne!(certified, custom);
    assert_eq!(output("custom-connectors", &["--profile", "certified"]), certified);
    assert_eq!(output("certified-connectors", &["--profile", "custom"]), custom);
    assert_eq!(output("certified-connectors", &["--profile", "auto"]), certified);
    scratch.write("connector-ls.json", r#"{ "profile": "certified" }"#);
    assert_eq!(output("custom-connectors", &[]), certified);
    assert_eq!(output("custom-connectors", &["--profile", "custom"]), custom);
}
