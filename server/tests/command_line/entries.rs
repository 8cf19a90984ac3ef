//! `connector-ls check`: entries of the configuration file, what they cover, and those that cover nothing any more.

use crate::diff::{OLD, breaking};
use crate::scratch::{REPEATED, Scratch};

const REMOVED: &str = "change/output-field-removed";
/// All rules off but one, so that the tests do not depend on which rules there are.
const RULES: &str =
    r#""rules": { "**": "off", "json/duplicate-key": "warning", "change/output-field-removed": "error" }"#;

/// A repository in which the connectors in `a/one` and `a/two` break what `main` has, and have a finding besides.
fn proposal() -> Scratch {
    let scratch = Scratch::repository();
    for folder in ["a/one", "a/two"] {
        scratch.definition(folder, OLD);
    }
    scratch.commit();
    scratch.definition(
        "a/one",
        breaking().replace("\"swagger\": \"2.0\",", "\"swagger\": \"2.0\", \"swagger\": \"2.0\","),
    );
    scratch.definition("a/two", breaking());
    scratch
}

/// The codes of the findings, and what is said about the configuration.
#[track_caller]
fn check(scratch: &Scratch, arguments: &[&str]) -> (Vec<String>, Vec<String>) {
    let answer = scratch.run(&[&["check", "--format", "json"], arguments].concat());
    let text = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap().to_owned();
    let found = answer.lines();
    let found = found
        .iter()
        .map(|line| format!("{} {}", text(line, "path").split('/').nth(1).unwrap(), text(line, "code")));
    (found.collect(), answer.stderr.lines().map(str::to_owned).collect())
}

/// The same with these entries in the configuration file `connector-ls.jsonc`, one a line from line 3.
#[track_caller]
fn with(scratch: &Scratch, list: &str, entries: &[&str], arguments: &[&str]) -> (Vec<String>, Vec<String>) {
    let entries = entries.join(",\n");
    scratch.write("connector-ls.jsonc", format!("{{ {RULES},\n  \"{list}\": [\n{entries}\n] }}"));
    check(scratch, arguments)
}

const AUTO: &[&str] = &["--baseline", "auto"];

#[test]
fn acknowledged_changes_are_not_reported() {
    let scratch = proposal();
    let all =
        ["one json/duplicate-key", "one change/output-field-removed", "two change/output-field-removed"];
    assert_eq!(with(&scratch, "acknowledge", &[], AUTO).0, all);
    for entry in [
        r#"{ "change": "change/output-field-removed", "operation": "GetItems", "reason": "Nobody reads it." }"#,
        r#"{ "change": "change/output-*" }"#,
    ] {
        assert_eq!(
            with(&scratch, "acknowledge", &[entry], AUTO),
            (vec![all[0].to_owned()], vec![]),
            "{entry}"
        );
    }
    // The other connector has a file of its own, which wins.
    scratch.write("a/two/connector-ls.jsonc", format!("{{ {RULES} }}"));
    let near = with(&scratch, "acknowledge", &[r#"{ "change": "change/*" }"#], AUTO);
    assert_eq!(near, (vec![all[0].to_owned(), all[2].to_owned()], vec![]));
}

#[test]
fn an_acknowledgement_that_covers_nothing_is_reported_where_it_stands() {
    let scratch = proposal();
    let entries = [
        r#"{ "change": "change/output-field-removed", "operation": "GetItem" }"#,
        r#"  { "change": "change/output-field-removed" }"#,
        r#"    { "change": "change/operation-removed" }"#,
    ];
    let idle = [
        "warning: connector-ls.jsonc:3:1: This entry acknowledges nothing: there is no 'change/output-field-removed' of \
         'GetItem'. Remove it.",
        "warning: connector-ls.jsonc:5:5: This entry acknowledges nothing: there is no 'change/operation-removed'. \
         Remove it.",
    ];
    let (found, said) = with(&scratch, "acknowledge", &entries, AUTO);
    assert_eq!((found.len(), said), (1, idle.map(str::to_owned).to_vec()));
    assert_eq!(scratch.run(&["check", "--baseline", "auto"]).code, 0, "a remark is no finding");
    assert_eq!(check(&scratch, &["--baseline", "auto", "--quiet"]).1, [""; 0]);
    // Nobody knows without a look at what is published, or at a part of what the file applies to.
    assert_eq!(check(&scratch, &[]).1, [""; 0]);
    assert_eq!(check(&scratch, &["a", "--baseline", "auto"]).1, [""; 0]);
    // Everything below the file is checked, from wherever.
    let root = scratch.path("");
    assert_eq!(check(&scratch, &[root.to_str().unwrap(), "--baseline", "auto"]).1.len(), 2);
    // As on the default branch after the proposal was taken over.
    scratch.commit();
    assert_eq!(check(&scratch, AUTO).1.len(), 3);
}

#[test]
fn an_ignored_finding_that_is_not_there_is_reported_where_it_stands() {
    let scratch = proposal();
    let entries = [
        r#"{ "rule": "json/duplicate-key", "file": "a/two/*" }"#,
        r#"{ "rule": "json/duplicate-key", "file": "a/one/*" }"#,
        r#"{ "rule": "json/duplicate-key", "pointer": "/paths" }"#,
    ];
    let idle = |line: u32| {
        let wanted = ["in 'a/two/*'", "in 'a/one/*'", "at '/paths'"][line as usize - 3];
        format!(
            "warning: connector-ls.jsonc:{line}:1: This entry ignores nothing: there is no finding of \
             'json/duplicate-key' {wanted}. Correct or remove it."
        )
    };
    assert_eq!(with(&scratch, "ignore", &entries, &[]), (vec![], vec![idle(3), idle(5)]));
    // A part of what the file applies to says nothing about the rest; nor does another profile.
    for arguments in
        [&["a"][..], &["a/two"], &["a/one/apiDefinition.swagger.json"], &[".", "--profile", "certified"]]
    {
        assert_eq!(check(&scratch, arguments).1, [""; 0], "{arguments:?}");
    }
    assert_eq!(check(&scratch, &["a/two", "."]).1.len(), 2, "the whole is checked, too");
    // Entries that a folder's own file keeps from having anything to do with it.
    scratch.write("a/one/connector-ls.jsonc", format!("{{ {RULES} }}"));
    assert_eq!(check(&scratch, &[]).1, [idle(3), idle(4), idle(5)]);
    scratch.write(
        "a/one/connector-ls.jsonc",
        format!("{{ {RULES}, \"ignore\": [{{ \"rule\": \"json/*\" }}] }}"),
    );
    assert_eq!(check(&scratch, &["a/one"]), (vec![], vec![]));
    scratch.definition("a/one", OLD);
    let near = check(&scratch, &["a/one"]).1;
    assert_eq!(near.len(), 1);
    assert!(near[0].starts_with("warning: a/one/connector-ls.jsonc:1:"), "{near:?}");
}

#[test]
fn ignored_changes_are_judged_with_a_baseline_only() {
    let scratch = proposal();
    let here = format!(r#"{{ "rule": "{REMOVED}", "file": "a/one/*" }}"#);
    let entries = [here.as_str(), r#"{ "rule": "change/operation-*" }"#];
    assert_eq!(with(&scratch, "ignore", &entries, &[]).1, [""; 0]);
    let (found, said) = check(&scratch, AUTO);
    assert_eq!(found, ["one json/duplicate-key", "two change/output-field-removed"]);
    assert_eq!(said.len(), 1);
    assert!(
        said[0].contains(
            "jsonc:4:1: This entry ignores nothing: there is no finding of 'change/operation-*'. Remove"
        ),
        "{said:?}"
    );
}

#[test]
fn nothing_is_judged_when_not_everything_was_read() {
    let scratch = proposal();
    let entry = r#"{ "rule": "json/duplicate-key", "pointer": "/paths" }"#;
    assert_eq!(with(&scratch, "ignore", &[entry], &[]).1.len(), 1);
    let (_, said) = check(&scratch, &[".", "nowhere"]);
    assert_eq!(said, ["error: nowhere: There is no such file or folder."]);
}

#[test]
fn fixes_do_not_make_entries_idle() {
    let scratch = proposal();
    scratch.definition("a/one", REPEATED.replace("\"2.0\",", "\"2.0\",,"));
    let entries = [r#"{ "rule": "json/duplicate-key" }"#, r#"{ "rule": "json/syntax" }"#];
    scratch.write("connector-ls.jsonc", format!("{{ \"ignore\": [{}] }}", entries.join(",")));
    let answer = scratch.run(&["check", "--fix", "--unsafe-fixes"]);
    assert!(!answer.stderr.contains("ignores nothing"), "{}", answer.stderr);
    assert!(scratch.read("a/one/apiDefinition.swagger.json").contains("\"2.0\",,"), "what is ignored stays");
}
