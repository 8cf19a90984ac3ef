//! `connector-ls check --baseline`: changes of what is published among the findings.

use serde_json::{Value, json};

use crate::diff::{OLD, breaking};
use crate::scratch::{Answer, Scratch};

const REMOVED: &str = "change/output-field-removed";
const FILE: &str = "rows/apiDefinition.swagger.json";

/// All rules off, so that the output does not depend on which rules there are.
const ONLY_CHANGES: &str = r#"{ "rules": { "**": "off", "change/output-field-removed": "error" } }"#;

/// A repository in which the connector in `rows` is published on `main`, and breaks on the branch at hand.
fn proposal() -> Scratch {
    let scratch = Scratch::repository();
    scratch.definition("rows", OLD);
    scratch.commit();
    scratch.git(&["checkout", "--quiet", "-b", "topic"]);
    scratch.definition("rows", breaking());
    scratch
}

/// The codes of the changes that `check --format json` tells of, with their paths.
#[track_caller]
fn changes(scratch: &Scratch, arguments: &[&str]) -> Vec<String> {
    let answer = scratch.run(&[&["check", "--format", "json"], arguments].concat());
    assert_ne!(answer.code, 2, "{answer:#?}");
    told(&answer)
}

fn told(answer: &Answer) -> Vec<String> {
    let text = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    let lines = answer.lines().into_iter().filter(|line| text(line, "code").starts_with("change/"));
    lines.map(|line| format!("{} {}", text(&line, "path"), text(&line, "code"))).collect()
}

fn one() -> Vec<String> {
    vec![format!("{FILE} {REMOVED}")]
}

#[test]
fn a_change_is_shown_like_a_finding_with_what_is_published() {
    let scratch = proposal();
    scratch.write("connector-ls.jsonc", ONLY_CHANGES);
    let answer = scratch.run(&["check", "--baseline", "auto"]).quiet_with(1);
    let line = breaking().lines().nth(13).unwrap().to_owned();
    let column = line.find("\"properties\"").unwrap() + 1;
    let first = answer.stdout.split("\n\n").next().unwrap();
    assert!(
        first.starts_with("error[change/output-field-removed]: The output 'name' of 'GetItems' "),
        "{first}"
    );
    for part in [
        format!("\n  --> {FILE}:14:{column}\n"),
        format!("\n14 | {line}\n"),
        "\n   = note: Published in main: \"name\": { \"type\": \"string\" }\n".to_owned(),
        "/change-kinds.md#changeoutput-field-removed".to_owned(),
    ] {
        assert!(first.contains(&part), "{part}: {first}");
    }
    let end = "\n\nFound 1 error in 1 connector.\nCompared with what is published: 1 of 1 connector.\n";
    assert!(answer.stdout.ends_with(end), "{}", answer.stdout);
    assert!(scratch.run(&["check"]).quiet_with(0).stdout.starts_with("No findings in 1 connector."));
}

#[test]
fn the_summary_tells_how_many_connectors_were_compared() {
    let scratch = proposal();
    scratch.write("connector-ls.jsonc", ONLY_CHANGES);
    scratch.definition("new", OLD);
    let compared = "Compared with what is published: 1 of 2 connectors.\n";
    let asked = scratch.run(&["check", "--baseline", "auto"]).quiet_with(1);
    assert!(asked.stdout.ends_with(&format!("(2 checked).\n{compared}")), "{}", asked.stdout);
    let on_github = scratch.run(&["check", "--baseline", "main", "--format", "github"]);
    assert!(on_github.stderr.ends_with(compared), "{}", on_github.stderr);
    // Nobody asked, and nobody could tell.
    for arguments in [&["check"][..], &["check", "--baseline", "auto", "--quiet"]] {
        let answer = scratch.run(arguments);
        assert!(!format!("{answer:?}").contains("Compared with"), "{answer:?}");
    }
    scratch.write("new/connector-ls.jsonc", r#"{ "baseline": "HEAD" }"#);
    let configured = scratch.run(&["check", "new"]).quiet_with(0);
    assert!(
        configured.stdout.ends_with("Compared with what is published: 0 of 1 connector.\n"),
        "{configured:?}"
    );
}

#[test]
fn every_format_has_changes() {
    let scratch = proposal();
    scratch.write("connector-ls.jsonc", ONLY_CHANGES);
    let run = |format: &str| scratch.run(&["check", "--baseline", "main", "--format", format]);
    let lines = run("json").quiet_with(1).lines();
    let keys: Vec<&String> = lines[0].as_object().unwrap().keys().collect();
    assert_eq!(
        keys.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(" "),
        "path line column endLine endColumn start end pointer code severity message microsoftCode fix"
    );
    let pointer = "/paths/~1items/get/responses/200/schema/properties";
    let expected = [("pointer", json!(pointer)), ("severity", json!("error")), ("fix", json!("none"))];
    for (key, value) in expected.into_iter().chain([("microsoftCode", Value::Null), ("line", json!(14))]) {
        assert_eq!(lines[0][key], value, "{key}");
    }
    let log = run("sarif").json();
    let result = &log["runs"][0]["results"][0];
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!((&result["ruleId"], &result["level"]), (&json!(REMOVED), &json!("error")));
    assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], REMOVED);
    assert_eq!(result["properties"]["class"], "breaking");
    assert!(
        result["message"]["text"]
            .as_str()
            .unwrap()
            .ends_with(result["properties"]["remedy"].as_str().unwrap())
    );
    let github = run("github").stdout;
    assert!(github.starts_with(&format!("::error file={FILE},line=14,")), "{github}");
    assert!(github.contains(&format!("title={REMOVED}::The output 'name'")), "{github}");
    let counted = scratch.run(&["check", "--baseline", "main", "--statistics", "--quiet"]).quiet_with(1);
    assert_eq!(counted.stdout, "1   error    change/output-field-removed  A published output is gone\n");
}

#[test]
fn changes_count_by_their_severity() {
    let scratch = proposal();
    let run = |rules: &str, arguments: &[&str]| {
        scratch
            .write("connector-ls.jsonc", format!("{{ \"baseline\": \"main\", \"rules\": {{ {rules} }} }}"));
        scratch.run(&[&["check", "--format", "json"], arguments].concat())
    };
    let warning = format!("\"{REMOVED}\": \"warning\"");
    assert_eq!(run("", &[]).code, 1);
    assert_eq!((run(&warning, &[]).code, told(&run(&warning, &[]))), (0, one()));
    assert_eq!(run(&warning, &["--max-warnings", "0"]).code, 1);
    assert_eq!(told(&run(&warning, &["--min-severity", "error"])), [""; 0]);
    assert_eq!(told(&run("\"change/*\": \"off\"", &[])), [""; 0]);
    // Nobody needs to hear of compatible changes, unless they ask.
    scratch.definition("rows", OLD.replace("Get rows", "Get all rows"));
    assert_eq!(told(&run("", &["--min-severity", "hint"])), [""; 0]);
    let asked = run("\"change/summary-changed\": \"info\"", &[]);
    assert_eq!(told(&asked), [format!("{FILE} change/summary-changed")]);
}

#[test]
fn the_flag_wins_over_the_configuration_file() {
    let scratch = proposal();
    assert_eq!(changes(&scratch, &[]), [""; 0]);
    scratch.write("connector-ls.jsonc", r#"{ "baseline": "auto" }"#);
    assert_eq!(changes(&scratch, &[]), one());
    assert_eq!(changes(&scratch, &["rows"]), one());
    assert_eq!(changes(&scratch, &[FILE]), one());
    scratch.write("connector-ls.jsonc", r#"{ "baseline": null }"#);
    assert_eq!(changes(&scratch, &[]), [""; 0]);
    assert_eq!(changes(&scratch, &["--baseline", "auto"]), one());
    scratch.write("connector-ls.jsonc", r#"{ "baseline": "nowhere" }"#);
    assert_eq!(changes(&scratch, &["--baseline", "auto"]), one());
    // Nothing changed since the last commit of the branch.
    scratch.commit();
    assert_eq!(changes(&scratch, &["--baseline", "HEAD"]), [""; 0]);
    assert_eq!(changes(&scratch, &["--baseline", "HEAD^"]), one());
}

#[test]
fn auto_is_the_state_in_which_the_branch_left_the_default_branch() {
    let scratch = proposal();
    scratch.commit();
    scratch.git(&["checkout", "--quiet", "main"]);
    let more = r#""/more": { "get": { "operationId": "GetMore", "summary": "More", "responses": { "200": { "description": "More." } } } }"#;
    scratch.definition("rows", OLD.replace("\"paths\": {", &format!("\"paths\": {{ {more},")));
    scratch.commit();
    scratch.git(&["checkout", "--quiet", "topic"]);
    assert_eq!(changes(&scratch, &["--baseline", "auto"]), one());
    // What main has now, the branch has not: to its tip that is an operation less.
    let tip = changes(&scratch, &["--baseline", "main"]);
    assert!(tip.contains(&format!("{FILE} change/operation-removed")), "{tip:?}");
}

#[test]
fn a_baseline_may_be_a_file_or_a_folder() {
    let scratch = Scratch::bare();
    scratch.definition("ours/rows", breaking());
    scratch.definition("published/rows", OLD);
    scratch.write("published.json", OLD);
    let expected = [format!("ours/{FILE} {REMOVED}")];
    for path in [
        "published",
        "published/rows",
        "./published",
        "published.json",
        "published/rows/apiDefinition.swagger.json",
    ] {
        assert_eq!(changes(&scratch, &["ours", "--baseline", path]), expected, "{path}");
    }
    // A path in a configuration file starts there, wherever the command runs.
    scratch.write("ours/connector-ls.jsonc", r#"{ "baseline": "../published" }"#);
    assert_eq!(changes(&scratch, &["ours"]), expected);
    let mut command = scratch.command(&["check", "--format", "json"]);
    let inside = Answer::of(command.current_dir(scratch.path("ours/rows")));
    assert_eq!(told(&inside), [format!("apiDefinition.swagger.json {REMOVED}")]);
    let text = scratch.run(&["check", "ours"]).stdout;
    assert!(text.contains("= note: Published in ../published: \"name\""), "{text}");
}

#[test]
fn what_is_not_published_has_no_changes() {
    let scratch = proposal();
    scratch.definition("new", breaking());
    assert_eq!(changes(&scratch, &["--baseline", "auto"]), one());
    scratch.git(&["mv", "rows", "lines"]);
    assert_eq!(
        changes(&scratch, &["--baseline", "auto", "lines"]),
        [format!("lines/apiDefinition.swagger.json {REMOVED}")]
    );
    let fresh = Scratch::repository();
    fresh.definition("rows", OLD);
    assert_eq!(changes(&fresh, &["--baseline", "auto"]), [""; 0]);
}

#[test]
fn changes_come_in_order_among_the_findings_of_all_files() {
    let scratch = Scratch::repository();
    let properties = |name: &str| {
        format!(
            r#"{{ "properties": {{ "connectionParameters": {{ "{name}": {{ "type": "string", "uiDefinition": {{ "constraints": {{ "required": "true" }} }} }} }} }} }}"#
        )
    };
    for folder in ["a", "b"] {
        scratch.definition(folder, OLD);
        scratch.write(&format!("{folder}/apiDefinition.v2.json"), OLD);
        scratch.write(&format!("{folder}/apiProperties.json"), properties("key"));
    }
    scratch.commit();
    for folder in ["a", "b"] {
        scratch.definition(folder, breaking());
        scratch.write(&format!("{folder}/apiProperties.json"), properties("token") + " \t");
    }
    let answer = scratch.run(&["check", "--format", "json", "--baseline", "auto", "--min-severity", "hint"]);
    let lines = answer.lines();
    let order: Vec<(&str, u64)> =
        lines.iter().map(|line| (line["path"].as_str().unwrap(), line["start"].as_u64().unwrap())).collect();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(order, sorted);
    // Two definitions share the properties, and what changed there is told once.
    let shared = told(&answer);
    for folder in ["a", "b"] {
        let of_file =
            |name: &str| shared.iter().filter(|told| told.starts_with(&format!("{folder}/{name} "))).count();
        assert_eq!(of_file("apiDefinition.swagger.json"), 1, "{shared:?}");
        assert_eq!(of_file("apiDefinition.v2.json"), 0, "{shared:?}");
        assert!(of_file("apiProperties.json") >= 1, "{shared:?}");
    }
    assert!(lines.windows(2).all(|two| two[0] != two[1]), "{lines:?}");
    // Only what is asked about is told.
    let asked = changes(&scratch, &["--baseline", "auto", "a/apiProperties.json"]);
    assert!(
        !asked.is_empty() && asked.iter().all(|told| told.starts_with("a/apiProperties.json ")),
        "{asked:?}"
    );
}

#[test]
fn fixes_are_made_and_changes_are_left() {
    let scratch = proposal();
    scratch.definition("rows", breaking().replace("\"GetItems\",", "\"GetItems\",,"));
    let answer = scratch.run(&["check", "--fix", "--baseline", "auto", "--format", "json"]);
    assert_eq!((answer.code, told(&answer)), (1, one()));
    assert_eq!(scratch.read(FILE), breaking());
    let shown = scratch.run(&["check", "--diff", "--baseline", "auto"]);
    assert_eq!((shown.code, shown.stdout.as_str()), (1, ""), "what breaks counts: {shown:?}");
}

#[test]
fn a_baseline_that_names_nothing_is_said_once() {
    let scratch = proposal();
    scratch.definition("more", OLD);
    for arguments in [&["check", "--baseline", "nope"][..], &["check", "--baseline", "nope", "--quiet"]] {
        let answer = scratch.run(arguments);
        assert_eq!(answer.code, 2, "{answer:#?}");
        let errors: Vec<&str> = answer.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
        assert_eq!(errors.len(), 1, "{}", answer.stderr);
        assert!(
            errors[0].starts_with("error: --baseline: The baseline 'nope' names nothing"),
            "{}",
            errors[0]
        );
    }
    scratch.write("connector-ls.jsonc", r#"{ "baseline": "nope" }"#);
    let configured = scratch.run(&["check"]);
    assert_eq!(configured.code, 2);
    assert!(
        configured.stderr.starts_with("error: connector-ls.jsonc: The baseline 'nope'"),
        "{}",
        configured.stderr
    );
}

#[test]
fn without_a_repository_there_is_nothing_to_compare_with() {
    let scratch = Scratch::bare();
    std::fs::remove_dir(scratch.path(".git")).unwrap();
    scratch.definition("rows", OLD);
    let asked = scratch.run(&["check", "--baseline", "auto"]);
    assert_eq!(asked.code, 2, "who asks wants an answer");
    // It is no way out of other troubles either.
    scratch.write("docs/readme.md", "");
    for name in ["nope", "docs"] {
        let answer = scratch.run(&["check", "--baseline", name, "rows"]);
        assert_eq!(answer.code, 2);
        assert!(
            answer.stderr.contains(&format!("'{name}'")) && !answer.stderr.contains("auto"),
            "{answer:?}"
        );
    }
    assert!(
        asked.stderr.starts_with("error: --baseline auto: There is no Git repository here"),
        "{}",
        asked.stderr
    );
    scratch
        .write("connector-ls.jsonc", r#"{ "baseline": "auto", "acknowledge": [{ "change": "change/*" }] }"#);
    let configured = scratch.run(&["check"]);
    assert_eq!(configured.code, 0, "{configured:#?}");
    assert!(
        configured.stderr.starts_with("warning: connector-ls.jsonc: There is no Git repository here"),
        "{}",
        configured.stderr
    );
    assert_eq!(configured.stderr.lines().count(), 1, "{}", configured.stderr);
}

#[test]
fn a_shallow_clone_says_that_it_cannot_tell() {
    let origin = proposal();
    origin.commit();
    let url = format!("file://{}", origin.path("").to_string_lossy().replace('\\', "/"));
    // As GitHub Actions checks out what is proposed.
    let scratch = Scratch::repository();
    scratch.git(&["fetch", "--quiet", "--depth=1", &url, "+topic:refs/remotes/pull/1/merge"]);
    scratch.git(&["checkout", "--quiet", "--detach", "refs/remotes/pull/1/merge"]);
    let answer = scratch.run(&["check", "--baseline", "auto"]);
    assert_eq!(answer.code, 0);
    assert!(
        answer.stderr.starts_with("warning: --baseline auto: This clone is too shallow"),
        "{}",
        answer.stderr
    );
    // One commit more, and its parent can be named.
    scratch.git(&["fetch", "--quiet", "--deepen=1", &url, "topic"]);
    assert_eq!(changes(&scratch, &["--baseline", "HEAD^"]), one());
}

#[test]
fn one_connector_is_not_what_several_are_compared_with() {
    let scratch = Scratch::bare();
    scratch.definition("ours/rows", breaking());
    scratch.definition("ours/lines", OLD);
    scratch.definition("published/rows", OLD);
    scratch.definition("published/lines", OLD);
    scratch.write("published.json", OLD);
    let one = [format!("ours/{FILE} {REMOVED}")];
    let refused = |arguments: &[&str], place: &str| {
        let answer = scratch.run(arguments);
        let expected = format!("error: {place}: The baseline '");
        assert!(answer.stderr.starts_with(&expected), "{}", answer.stderr);
        assert!(answer.stderr.contains("is a single connector, and several "), "{}", answer.stderr);
        assert_eq!(
            (answer.code, answer.stderr.lines().filter(|line| line.starts_with("error: ")).count()),
            (2, 1)
        );
    };
    for path in ["published.json", "published/rows", "published/rows/apiDefinition.swagger.json"] {
        refused(&["check", "ours", "--baseline", path], "--baseline");
        assert_eq!(changes(&scratch, &["ours/rows", "--baseline", path]), one, "{path}");
    }
    assert_eq!(changes(&scratch, &["ours", "--baseline", "published"]), one);
    // A configuration file counts for all connectors below it.
    scratch.write("ours/connector-ls.jsonc", r#"{ "baseline": "../published.json" }"#);
    refused(&["check", "ours"], "ours/connector-ls.jsonc");
    scratch.write("ours/connector-ls.jsonc", "{}");
    scratch.write("ours/rows/connector-ls.jsonc", r#"{ "baseline": "../../published.json" }"#);
    assert_eq!(changes(&scratch, &["ours"]), one);
    // Two definitions in one folder are two connectors.
    scratch.write("ours/rows/apiDefinition.v2.json", OLD);
    refused(&["check", "ours"], "ours/rows/connector-ls.jsonc");
    assert_eq!(changes(&scratch, &[&format!("ours/{FILE}")]), one);
}

#[test]
fn a_branch_that_only_the_origin_has_is_guessed() {
    let scratch = proposal();
    scratch.git(&["update-ref", "refs/remotes/origin/release", "main"]);
    for arguments in [
        &["check", "--baseline", "release"][..],
        &["check", "--baseline", "release:rows"],
        &["diff", "release:rows", "rows"],
    ] {
        let answer = scratch.run(arguments);
        assert_eq!(answer.code, 2, "{answer:?}");
        assert!(answer.stderr.contains(" Is 'origin/release' meant?\n"), "{}", answer.stderr);
    }
    assert_eq!(changes(&scratch, &["--baseline", "origin/release"]), one());
}
