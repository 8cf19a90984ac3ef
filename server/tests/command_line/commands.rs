//! Everything but `check`.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::scratch::{Answer, binary};

fn run(arguments: &[&str]) -> Answer {
    Answer::of(binary().args(arguments))
}

#[test]
fn the_version_is_printed_both_ways() {
    let version = format!("connector-ls {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(run(&["version"]).quiet_with(0).stdout, version);
    assert_eq!(run(&["--version"]).quiet_with(0).stdout, version);
}

#[test]
fn the_help_names_every_command() {
    let help = run(&["--help"]).quiet_with(0).stdout;
    for command in ["lsp", "check", "diff", "revision", "explain", "rules", "version"] {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
    }
    let check = run(&["check", "--help"]).quiet_with(0).stdout;
    for flag in [
        "--format",
        "--profile",
        "--min-severity",
        "--baseline <auto|REV|PATH>",
        "--fix",
        "--unsafe-fixes",
        "--diff",
        "--max-warnings",
        "--quiet",
        "--statistics",
    ] {
        assert!(check.contains(flag), "{flag}: {check}");
    }
    assert_eq!(run(&["chekc"]).code, 2);
}

#[test]
fn a_rule_is_explained() {
    let page = run(&["explain", "json/syntax"]).quiet_with(0).stdout;
    assert!(page.starts_with("json/syntax: "), "{page}");
    for part in ["Severity   error", "Fix        safe", "/json/syntax.md\n", "\nBad\n", "\nGood\n"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let unknown = run(&["explain", "json/sintax"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert_eq!(unknown.stderr, "error: there is no rule 'json/sintax'. Did you mean 'json/syntax'?\n");
}

#[test]
fn a_kind_of_change_is_explained() {
    let page = run(&["explain", "change/operation-removed"]).quiet_with(0).stdout;
    assert!(page.starts_with("change/operation-removed: "), "{page}");
    for part in [
        "\nClass      breaking",
        "\nSeverity   error\n",
        "\nUpdate     major\n",
        "/change-kinds.md#changeoperation-removed\n",
        "\nWhat to do\n",
        "\"acknowledge\": [{ \"change\": \"change/operation-removed\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    for (code, what) in [("foo", "rule"), ("change/foo", "kind of change")] {
        let unknown = run(&["explain", code]).stderr;
        assert!(unknown.starts_with(&format!("error: there is no {what} '{code}'. ")), "{unknown}");
        assert!(unknown.ends_with("/change-kinds.md.\n"), "{unknown}");
    }
    let unknown = run(&["explain", "change/operation-removd"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.ends_with("Did you mean 'change/operation-removed'?\n"), "{}", unknown.stderr);
}

#[test]
fn rules_are_listed_in_three_formats() {
    let list = run(&["rules", "--format", "json"]).quiet_with(0).json();
    let list = list.as_array().unwrap();
    let text = run(&["rules"]).quiet_with(0).stdout;
    let markdown = run(&["rules", "--format", "markdown"]).quiet_with(0).stdout;
    for rule in list {
        let code = rule["code"].as_str().unwrap();
        assert!(text.contains(code) && markdown.contains(&format!("| [`{code}`](")));
        assert_eq!(run(&["explain", code]).code, 0);
    }
}

/// The rules that have a page in the repository.
fn pages() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let list =
        |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let groups = list(&root).into_iter().filter(|path| path.is_dir());
    let pages = groups.flat_map(|group| list(&group));
    pages
        .map(|page| page.strip_prefix(&root).unwrap().with_extension("").to_str().unwrap().replace('\\', "/"))
        .collect()
}

#[test]
fn the_json_list_has_every_rule_with_the_fields_that_are_promised() {
    let list = run(&["rules", "--format", "json"]).quiet_with(0).json();
    let list = list.as_array().unwrap();
    let codes: Vec<&str> = list.iter().map(|rule| rule["code"].as_str().unwrap()).collect();
    assert_eq!(codes.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>(), pages());
    assert_eq!(codes.len(), pages().len(), "a rule is listed twice");
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for rule in list {
        let code = rule["code"].as_str().unwrap();
        assert_eq!(keys(rule), ["code", "group", "severity", "summary", "fix", "microsoftCodes", "docs"]);
        assert_eq!(code.split('/').next(), rule["group"].as_str(), "{code}");
        assert_eq!(keys(&rule["severity"]), ["custom", "certified", "independent"]);
        for severity in rule["severity"].as_object().unwrap().values() {
            let known = ["error", "warning", "info", "hint", "off"];
            assert!(known.contains(&severity.as_str().unwrap()), "{code}: {severity}");
        }
        assert!(!rule["summary"].as_str().unwrap().is_empty(), "{code}");
        assert!(["safe", "unsafe", "none"].contains(&rule["fix"].as_str().unwrap()), "{code}");
        let microsoft = rule["microsoftCodes"].as_array().unwrap();
        assert!(microsoft.iter().all(|code| code.as_str().is_some_and(|code| !code.is_empty())), "{code}");
        let docs = rule["docs"].as_str().unwrap();
        assert!(
            docs.starts_with("https://") && docs.ends_with(&format!("/server/docs/rules/{code}.md")),
            "{docs}"
        );
    }
    assert!(list.iter().any(|rule| !rule["microsoftCodes"].as_array().unwrap().is_empty()));
}

#[test]
fn without_an_argument_and_a_terminal_it_is_the_language_server() {
    let message = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
    let session = [
        message(r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#),
        message(r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#),
        message(r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#),
        message(r#"{"jsonrpc":"2.0","method":"exit"}"#),
    ]
    .concat();
    for arguments in [&[] as &[&str], &["lsp"], &["lsp", "--stdio"]] {
        let mut command = binary();
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(session.as_bytes()).unwrap();
        let answer = Answer::from(child.wait_with_output().unwrap());
        assert_eq!(answer.code, 0, "{arguments:?} {answer:#?}");
        assert!(answer.stdout.starts_with("Content-Length: "), "{arguments:?} {answer:#?}");
        assert!(answer.stdout.contains("\"capabilities\":{"), "{arguments:?} {answer:#?}");
    }
}
