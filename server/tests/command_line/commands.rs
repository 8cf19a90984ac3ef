//! Everything but `check`.

use std::io::Write;
use std::process::Stdio;

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
    let unknown = run(&["explain", "change/operation-removd"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.ends_with("Did you mean 'change/operation-removed'?\n"), "{}", unknown.stderr);
}

#[test]
fn rules_are_listed_in_three_formats() {
    let list = run(&["rules", "--format", "json"]).quiet_with(0).json();
    let list = list.as_array().unwrap();
    assert!(list.len() > 1);
    let text = run(&["rules"]).quiet_with(0).stdout;
    let markdown = run(&["rules", "--format", "markdown"]).quiet_with(0).stdout;
    for rule in list {
        let code = rule["code"].as_str().unwrap();
        assert!(code.starts_with(&format!("{}/", rule["group"].as_str().unwrap())));
        assert!(text.contains(code) && markdown.contains(&format!("| [`{code}`](")));
        assert_eq!(run(&["explain", code]).code, 0);
    }
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
