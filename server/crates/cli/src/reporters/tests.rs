//! The formats, on one connector with awkward text.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::sync::Arc;

use connector::{FileRole, Part};
use evolution::changes::Kind;
use expect_test::{Expect, expect};
use rules::{Change, Check, Finding, Fix, FixKind, Levels, RelatedPlaces, Rule, Said, Severity, Tag};
use serde_json::Value;
use syntax::{Span, TextEdit};

use super::*;
use crate::check::Counted;
use crate::terminal::Palette;

static RULE: Rule = Rule {
    code: "group/example",
    summary: "An example",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["ExampleCode", "OtherCode"],
    check: Check::Connector(|_| {}),
};

const DEFINITION: &str = "\u{FEFF}{\r\n\t\"a/b\": \"日🙂\u{1b}[31m\",\r\n  \"c\": [\r\n    1\r\n  ]\r\n}\r\n";
const PROPERTIES: &str = "{ \"properties\": { \"x\": 1 } }";

fn connector() -> Connector {
    Connector::new([
        Part::new(FileRole::Definition, DEFINITION.to_owned()),
        Part::new(FileRole::Properties, PROPERTIES.to_owned()),
    ])
}

fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::new(start as u32, (start + part.len()) as u32)
}

fn finding(severity: Severity, part: &str, message: &str) -> Finding {
    let connector = connector();
    let tree = connector.document(FileRole::Definition).unwrap().tree();
    let span = span(DEFINITION, part);
    Finding {
        rule: &RULE,
        severity,
        file: FileRole::Definition,
        span,
        node: Some(tree.node_at(span.start + 1).id()),
        tag: Some(Tag::Unnecessary),
        related: RelatedPlaces::default(),
        said: Arc::new(Said { message: message.to_owned(), fixes: Vec::new() }),
    }
}

/// Two findings: one with everything, one over several lines with nothing else.
fn findings() -> Vec<Finding> {
    let mut whole = finding(Severity::Error, "\"日🙂\u{1b}[31m\"", "Not 100%: a\u{1b}[1m, b\nand 'c'.");
    whole.related(FileRole::Properties, span(PROPERTIES, "\"x\""), "It is set here.");
    whole.fix(Fix::safe(
        "Say 'e'",
        FileRole::Definition,
        Change::Text(TextEdit::new(span(DEFINITION, "日"), "e")),
    ));
    vec![whole, finding(Severity::Hint, "[\r\n    1\r\n  ]", "Two lines.")]
}

fn sources(connector: &Connector) -> Sources<'_> {
    let files = connector.parts().iter().map(|part| {
        let name = part.role().usual_name();
        (part.role(), Source::new(format!("my: 100%, é/{name}"), part.text(), None))
    });
    Sources::new(files.collect())
}

fn print(reporter: &dyn Reporter) -> String {
    let connector = connector();
    let sources = sources(&connector);
    let findings: Vec<String> = findings()
        .iter()
        .map(|finding| reporter.finding(&Report::new(Found::Rule(finding), &connector, &sources, 0)))
        .collect();
    format!("{}{}{}", reporter.head(), findings.join(reporter.separator()), reporter.tail(&totals(), &[]))
}

fn totals() -> Totals {
    let mut totals = Totals { connectors: 14, with_findings: 1, ..Totals::default() };
    totals.add(Counted {
        code: RULE.code,
        summary: RULE.summary,
        severity: Severity::Error,
        fix: FixKind::Safe,
    });
    totals.add(Counted {
        code: RULE.code,
        summary: RULE.summary,
        severity: Severity::Hint,
        fix: FixKind::None,
    });
    totals
}

fn check(reporter: &dyn Reporter, expected: &Expect) {
    expected.assert_eq(&print(reporter));
}

#[test]
fn text() {
    check(
        &Text { palette: Palette::default(), width: 80, has_summary: true },
        &expect![[r#"
        error[group/example]: Not 100%: a␛[1m, b␊and 'c'.
         --> my: 100%, é/apiDefinition.swagger.json:2:9
          |
        2 |     "a/b": "日🙂␛[31m",
          |            ^^^^^^^^^^^
          = note: It is set here.
         --> my: 100%, é/apiProperties.json:1:19
          |
        1 | { "properties": { "x": 1 } }
          |                   ---
          = help: Say 'e' (--fix)
          = docs: https://github.com/connector-ls/connector-ls/blob/main/server/docs/rules/group/example.md

        hint[group/example]: Two lines.
         --> my: 100%, é/apiDefinition.swagger.json:3:8
          |
        3 |   "c": [
          |        ^
          …
          = docs: https://github.com/connector-ls/connector-ls/blob/main/server/docs/rules/group/example.md

        Found 1 error and 1 hint in 1 connector (14 checked).
        1 can be fixed with --fix.
    "#]],
    );
}

#[test]
fn json() {
    check(
        &Json,
        &expect![[r#"
        {"path":"my: 100%, é/apiDefinition.swagger.json","line":2,"column":9,"endLine":2,"endColumn":18,"start":14,"end":28,"pointer":"/a~1b","code":"group/example","severity":"error","message":"Not 100%: a\u001b[1m, b\nand 'c'.","microsoftCode":"ExampleCode","fix":"safe"}
        {"path":"my: 100%, é/apiDefinition.swagger.json","line":3,"column":8,"endLine":5,"endColumn":4,"start":38,"end":51,"pointer":"/c","code":"group/example","severity":"hint","message":"Two lines.","microsoftCode":"ExampleCode","fix":"none"}
    "#]],
    );
}

#[test]
fn github() {
    check(
        &Github,
        &expect![[r#"
        ::error file=my%3A 100%25%2C é/apiDefinition.swagger.json,line=2,col=9,endLine=2,endColumn=18,title=group/example::Not 100%25: a␛[1m, b%0Aand 'c'.
        ::notice file=my%3A 100%25%2C é/apiDefinition.swagger.json,line=3,endLine=5,title=group/example::Two lines.
    "#]],
    );
}

#[test]
fn statistics() {
    let statistics = |format| Statistics { format, palette: Palette::default(), has_summary: true };
    check(
        &statistics(StatisticsFormat::Text),
        &expect![[r#"
        1 + error    group/example  An example
        1   hint     group/example  An example

        + can be fixed with --fix, * with --fix --unsafe-fixes

        Found 1 error and 1 hint in 1 connector (14 checked).
        1 can be fixed with --fix.
    "#]],
    );
    check(
        &statistics(StatisticsFormat::Json),
        &expect![[r#"
        {"code":"group/example","severity":"error","count":1,"safe":1,"unsafe":0,"summary":"An example"}
        {"code":"group/example","severity":"hint","count":1,"safe":0,"unsafe":0,"summary":"An example"}
    "#]],
    );
}

#[test]
fn sarif() {
    let printed = print(&Sarif(sarif::Places { base: "/home/my files".to_owned() }));
    assert!(!printed.chars().any(|each| each.is_control() && each != '\n'), "{printed}");
    let log: Value = serde_json::from_str(&printed).unwrap();
    let run = &log["runs"][0];
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(run["originalUriBaseIds"]["%SRCROOT%"]["uri"], "file:///home/my%20files/");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), rules::rules().count() + Kind::all().count());
    assert!(rules.iter().all(|rule| rule["help"]["text"].as_str().is_some_and(|text| text.len() > 60)));
    expect![[r#"
        [
          {
            "ruleId": "group/example",
            "level": "error",
            "message": {
              "text": "Not 100%: a\u001b[1m, b\nand 'c'."
            },
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "my%3A%20100%25,%20%C3%A9/apiDefinition.swagger.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 2,
                    "startColumn": 9,
                    "endLine": 2,
                    "endColumn": 18,
                    "charOffset": 11,
                    "charLength": 9,
                    "byteOffset": 14,
                    "byteLength": 14
                  }
                },
                "logicalLocations": [
                  {
                    "fullyQualifiedName": "/a~1b"
                  }
                ]
              }
            ],
            "relatedLocations": [
              {
                "id": 0,
                "message": {
                  "text": "It is set here."
                },
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "my%3A%20100%25,%20%C3%A9/apiProperties.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 1,
                    "startColumn": 19,
                    "endLine": 1,
                    "endColumn": 22,
                    "charOffset": 18,
                    "charLength": 3,
                    "byteOffset": 18,
                    "byteLength": 3
                  }
                }
              }
            ],
            "fixes": [
              {
                "description": {
                  "text": "Say 'e'"
                },
                "artifactChanges": [
                  {
                    "artifactLocation": {
                      "uri": "my%3A%20100%25,%20%C3%A9/apiDefinition.swagger.json",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "replacements": [
                      {
                        "deletedRegion": {
                          "startLine": 2,
                          "startColumn": 10,
                          "endLine": 2,
                          "endColumn": 11,
                          "charOffset": 12,
                          "charLength": 1,
                          "byteOffset": 15,
                          "byteLength": 3
                        },
                        "insertedContent": {
                          "text": "e"
                        }
                      }
                    ]
                  }
                ]
              }
            ],
            "properties": {
              "severity": "error",
              "fix": "safe",
              "microsoftCode": "ExampleCode"
            }
          },
          {
            "ruleId": "group/example",
            "level": "note",
            "message": {
              "text": "Two lines."
            },
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "my%3A%20100%25,%20%C3%A9/apiDefinition.swagger.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 3,
                    "startColumn": 8,
                    "endLine": 5,
                    "endColumn": 4,
                    "charOffset": 30,
                    "charLength": 13,
                    "byteOffset": 38,
                    "byteLength": 13
                  }
                },
                "logicalLocations": [
                  {
                    "fullyQualifiedName": "/c"
                  }
                ]
              }
            ],
            "properties": {
              "severity": "hint",
              "fix": "none",
              "microsoftCode": "ExampleCode"
            }
          }
        ]"#]]
    .assert_eq(&serde_json::to_string_pretty(&run["results"]).unwrap());
}

#[test]
fn a_sarif_rule_index_names_the_rule() {
    let connector = Connector::of_text(FileRole::Definition, "{ ,, }");
    let sources = sources(&connector);
    let findings = rules::check(&connector, &rules::Settings::default(), &rules::Stop::default());
    let sarif = Sarif(sarif::Places { base: "/".to_owned() });
    let head: Value =
        serde_json::from_str(&format!("{}{}", sarif.head(), sarif.tail(&totals(), &[]))).unwrap();
    let rules = head["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().clone();
    assert!(!findings.is_empty());
    for finding in &findings {
        let result: Value =
            serde_json::from_str(&sarif.finding(&Report::new(Found::Rule(finding), &connector, &sources, 0)))
                .unwrap();
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
}

#[test]
fn colours_are_only_added() {
    let connector = connector();
    let sources = sources(&connector);
    for finding in findings() {
        let report = Report::new(Found::Rule(&finding), &connector, &sources, 0);
        let print = |palette| Text { palette, width: 80, has_summary: false }.finding(&report);
        let (plain, coloured) = (print(Palette::default()), print(Palette::coloured()));
        assert!(coloured.contains("\u{1b}["));
        let mut stripped = String::new();
        let mut parts = coloured.split('\u{1b}');
        stripped.push_str(parts.next().unwrap());
        parts.for_each(|part| stripped.push_str(part.split_once('m').unwrap().1));
        assert_eq!(stripped, plain);
    }
}
