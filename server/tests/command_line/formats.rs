//! `connector-ls check`: what is printed, in every format.

use crate::scratch::{Answer, BROKEN, CLEAN, REPEATED, Scratch, paths, samples};
use serde_json::json;

#[test]
fn text_shows_the_source_line_the_fix_and_the_page() {
    let scratch = Scratch::new();
    scratch.definition("a", CLEAN);
    scratch.definition("b", BROKEN);
    let answer = scratch.run(&["check"]).quiet_with(1);
    let expected = "error[json/syntax]: Remove this comma: nothing follows it.
 --> b/apiDefinition.swagger.json:2:19
  |
2 |   \"swagger\": \"2.0\",
  |                   ^
  = help: Remove the comma (--fix)
  = docs: https://github.com/connector-ls/connector-ls/blob/main/server/docs/rules/json/syntax.md

Found 1 error in 1 connector (2 checked).
1 can be fixed with --fix.
";
    assert_eq!(answer.stdout, expected);
    assert!(scratch.run(&["check", "a"]).quiet_with(0).stdout.starts_with("No findings in 1 connector."));
}

#[test]
fn json_is_what_is_promised() {
    let scratch = Scratch::new();
    scratch.definition("a", "{\r\n  \"x/y~\": { \"é🙂\": 1, \"é🙂\": 2 }\r\n}\r\n");
    let answer = scratch.run(&["check", "--format", "json"]).quiet_with(0);
    let lines = answer.lines();
    assert_eq!(
        lines,
        [json!({
            "path": "a/apiDefinition.swagger.json",
            "line": 2, "column": 22, "endLine": 2, "endColumn": 26,
            "start": 28, "end": 36,
            "pointer": "/x~1y~0/é🙂",
            "code": "json/duplicate-key",
            "severity": "warning",
            "message": lines[0]["message"],
            "microsoftCode": null,
            "fix": "unsafe",
        })]
    );
    let keys: Vec<&String> = lines[0].as_object().unwrap().keys().collect();
    assert_eq!(
        keys.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(" "),
        "path line column endLine endColumn start end pointer code severity message microsoftCode fix"
    );
}

#[test]
fn a_byte_order_mark_is_no_column_but_three_bytes() {
    let scratch = Scratch::new();
    scratch.definition("a", "\u{FEFF}{\"a\":1,}");
    let lines = scratch.run(&["check", "--format", "json"]).lines();
    let syntax = lines.iter().find(|line| line["code"] == "json/syntax").unwrap();
    assert_eq!((&syntax["line"], &syntax["column"], &syntax["start"]), (&json!(1), &json!(7), &json!(9)));
}

#[test]
fn offsets_are_bytes_of_the_file_even_if_it_is_not_utf8() {
    let scratch = Scratch::new();
    scratch.definition("a", b"{\"caf\xE9\": 1,}");
    let utf16: Vec<u8> = "\u{FEFF}{\"é🙂\": 1,}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    scratch.definition("b", utf16);
    let lines = scratch.run(&["check", "--format", "json"]).lines();
    let comma = |path: &str| {
        let path = json!(format!("{path}/apiDefinition.swagger.json"));
        let found = lines.iter().find(|line| line["path"] == path && line["code"] == "json/syntax");
        found.map(|line| (line["start"].as_u64().unwrap(), line["column"].as_u64().unwrap())).unwrap()
    };
    assert_eq!(comma("a"), (10, 11));
    assert_eq!(comma("b"), (20, 9));
}

#[test]
fn github_annotations_are_escaped() {
    let scratch = Scratch::new();
    scratch.definition("100%, a:b", REPEATED);
    let answer = scratch.run(&["check", "--format", "github"]);
    assert!(
        answer.stdout.starts_with(
            "::warning file=100%25%2C a%3Ab/apiDefinition.swagger.json,line=3,col=3,endLine=3,endColumn=12,\
             title=json/duplicate-key::"
        ),
        "{}",
        answer.stdout
    );
    assert_eq!(answer.stdout.lines().count(), 1);
    assert!(answer.stderr.starts_with("Found 1 warning in 1 connector."), "{}", answer.stderr);
}

#[test]
fn on_github_annotations_are_the_default_and_name_files_as_the_repository_does() {
    let scratch = Scratch::new();
    scratch.definition("deep/a", BROKEN);
    let run = |arguments: &[&str]| {
        let mut command = scratch.command(arguments);
        command.env("GITHUB_ACTIONS", "true").env("GITHUB_WORKSPACE", scratch.path(""));
        Answer::of(command.current_dir(scratch.path("deep")))
    };
    assert!(run(&["check"]).stdout.starts_with("::error file=deep/a/apiDefinition.swagger.json,line=2,"));
    assert!(run(&["check", "--format", "text"]).stdout.starts_with("error[json/syntax]"));
    assert!(run(&["check", "--statistics"]).stdout.starts_with("1 + error    json/syntax"));
    assert!(run(&["check", "--diff"]).stdout.starts_with("--- a/a/apiDefinition.swagger.json"));
}

#[test]
fn sarif_has_places_rules_and_fixes() {
    let scratch = Scratch::new();
    scratch.definition("my connector", BROKEN);
    scratch.definition("other", REPEATED);
    let log = scratch.run(&["check", "--format", "sarif"]).quiet_with(1).json();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    let location = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "my%20connector/apiDefinition.swagger.json");
    assert_eq!(
        location["region"],
        json!({
            "startLine": 2, "startColumn": 19, "endLine": 2, "endColumn": 20,
            "charOffset": 20, "charLength": 1, "byteOffset": 20, "byteLength": 1,
        })
    );
    assert_eq!(results[0]["level"], "error");
    let replaced = &results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replaced["deletedRegion"]["byteOffset"], 20);
    assert_eq!(results[1]["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 2);
    let index = results[1]["ruleIndex"].as_u64().unwrap() as usize;
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "json/duplicate-key");
    let empty = scratch.run(&["check", "--format", "sarif", "nowhere"]).json();
    assert_eq!(empty["runs"][0]["results"], json!([]));
    assert_eq!(empty["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn findings_come_by_path_then_position() {
    let scratch = Scratch::new();
    for folder in ["b", "a", "a/inner", "a-b", "a/zz", "."] {
        scratch.definition(folder, "{ \"x\": 1,, \"y\": 2,, }");
        scratch.write(&format!("{folder}/apiProperties.json"), BROKEN);
    }
    let lines = scratch.run(&["check", "--format", "json"]).lines();
    assert!(lines.len() >= 18);
    let order: Vec<(&str, u64)> =
        lines.iter().map(|line| (line["path"].as_str().unwrap(), line["start"].as_u64().unwrap())).collect();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(order, sorted);
    let text = scratch.run(&["check"]).stdout;
    let shown: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("--> ")).collect();
    let shown: Vec<&str> = shown.iter().map(|place| place.split(':').next().unwrap()).collect();
    assert_eq!(shown, paths(&lines));
}

#[test]
fn formats_agree_on_the_samples() {
    let run = |format: &str| {
        let mut command = crate::scratch::binary();
        command.args(["check", "--min-severity", "hint", "--format", format]).arg(samples());
        Answer::of(&mut command)
    };
    let json = run("json");
    let count = json.lines().len();
    assert!(count > 0);
    assert_eq!(run("sarif").json()["runs"][0]["results"].as_array().unwrap().len(), count);
    assert_eq!(run("github").stdout.lines().count(), count);
    assert_eq!(run("text").stdout.matches("= docs: ").count(), count);
    assert_eq!(run("json").stdout, json.stdout, "the order must not depend on chance");
}

#[test]
fn statistics_count_by_rule() {
    let scratch = Scratch::new();
    scratch.definition("a", "{ \"x\": 1,, \"x\": 2,, }");
    let answer = scratch.run(&["check", "--statistics", "--quiet"]).quiet_with(1);
    let rows: Vec<&str> = answer.stdout.lines().collect();
    assert_eq!(rows.len(), 2);
    assert!(
        rows[0].contains("error    json/syntax") && rows[1].starts_with("1 * warning  json/duplicate-key"),
        "{rows:?}"
    );
    let lines = scratch.run(&["check", "--statistics", "--format", "json"]).lines();
    assert_eq!(lines[1]["code"], "json/duplicate-key");
    assert_eq!(lines[1]["count"], 1);
    let refused = scratch.run(&["check", "--statistics", "--format", "sarif"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
}

#[test]
fn no_control_character_reaches_the_reader() {
    let scratch = Scratch::new();
    let evil = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{7f}";
    let folder = if cfg!(windows) { "a\u{202e}\u{9b}b" } else { "a\u{1b}[31m\u{202e}b" };
    scratch.definition(folder, format!("{{ \"{evil}\": 1, \"{evil}\": 2,\u{8} }}"));
    scratch.write("connector-ls.jsonc", format!("{{ \"{evil}\": 1, \"rules\": {{ \"**\": \"warning\" }} }}"));
    for format in ["text", "json", "sarif", "github"] {
        let answer = scratch.run(&["check", "--format", format]);
        for text in [&answer.stdout, &answer.stderr] {
            let found =
                text.chars().find(|each| each.is_control() && *each != '\n' || matches!(each, '\u{202e}'));
            assert_eq!(found, None, "{format}: {text:?}");
        }
        assert!(answer.stdout.contains("json/duplicate-key"), "{format}");
        assert!(answer.stderr.contains("There is no setting"), "{format}");
    }
}

#[test]
fn a_minified_megabyte_is_cut_around_its_findings() {
    let scratch = Scratch::new();
    let members: Vec<String> =
        (0..60_000).map(|number| format!("\"é{number}\":[1,{{\"x\":\"🙂\"}}]")).collect();
    let text = format!("{{{},\"é7\":1,\"é59999\":2}}", members.join(","));
    assert!(text.len() > 1_000_000);
    scratch.definition("a", &text);
    let shown = scratch.run(&["check"]).quiet_with(0).stdout;
    assert!(shown.lines().all(|line| line.chars().count() <= 160), "{shown}");
    assert!(shown.contains("\"é7\":1") && shown.contains("\"é59999\":2"));
    for line in scratch.run(&["check", "--format", "json"]).lines() {
        let start = line["start"].as_u64().unwrap() as usize;
        assert_eq!(line["column"].as_u64().unwrap() as usize, text[..start].chars().count() + 1);
    }
}
