//! SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>), as code scanning services and
//! editors read it.
//!
//! Results are written one by one, as they come: a log of many connectors never stands in memory as a whole.

use std::fmt::Write as _;

use rules::{Entry, FixKind, Levels, Rule, Severity};
use serde_json::{Value, json};
use syntax::{Span, TextEdit};

use super::{Report, Reporter};
use crate::check::{Source, Totals};
use crate::pages::plain;
use crate::terminal::for_machines;
use crate::workspace::Trouble;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const HOME: &str = "https://github.com/connector-ls/connector-ls";
/// Working out a fix takes a look at all of its file: past so many findings of one connector they go without.
const MOST_FIXES: usize = 1000;
/// Stands for the folder that relative addresses start from; GitHub knows this name.
const ROOT: &str = "%SRCROOT%";

/// `--format sarif`.
pub(crate) struct Sarif {
    /// The folder that paths are relative to, absolute.
    pub(crate) base: String,
}

impl Reporter for Sarif {
    fn head(&self) -> String {
        let rules: Vec<Value> = rules::registry::ENTRIES.iter().map(descriptor).collect();
        let driver = json!({
            "name": "connector-ls",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": HOME,
            "rules": rules,
        });
        let base = json!({ ROOT: { "uri": format!("{}/", file_uri(&self.base).trim_end_matches('/')) } });
        for_machines(format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\
             \"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":{base},\"results\":[\n"
        ))
    }

    fn finding(&self, report: &Report<'_>) -> String {
        let finding = report.finding;
        let related = report.related().enumerate().map(|(number, (source, span, message))| {
            json!({
                "id": number,
                "message": { "text": message },
                "physicalLocation": self.location(source, span),
            })
        });
        let related: Vec<Value> = related.collect();
        let mut location = json!({ "physicalLocation": self.location(report.source, finding.span) });
        let pointer = report.pointer();
        if !pointer.is_empty() {
            location["logicalLocations"] = json!([{ "fullyQualifiedName": pointer }]);
        }
        let mut result = json!({
            "ruleId": finding.code(),
            "level": level(finding.severity),
            "message": { "text": finding.message },
            "locations": [location],
        });
        if let Some(index) = index(finding.rule) {
            result["ruleIndex"] = json!(index);
        }
        if !related.is_empty() {
            result["relatedLocations"] = Value::Array(related);
        }
        let fixes = self.fixes(report);
        if !fixes.is_empty() {
            result["fixes"] = Value::Array(fixes);
        }
        let mut properties = json!({ "severity": finding.severity.name(), "fix": finding.fix_kind().name() });
        if let Some(code) = finding.microsoft_code() {
            properties["microsoftCode"] = json!(code);
        }
        result["properties"] = properties;
        for_machines(result.to_string())
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn tail(&self, _: &Totals, troubles: &[Trouble]) -> String {
        let is_whole = troubles.iter().all(|trouble| trouble.severity != Severity::Error);
        let notifications = troubles.iter().map(|trouble| {
            json!({
                "level": level(trouble.severity),
                "message": { "text": format!("{}: {}", trouble.place, trouble.message) },
            })
        });
        let invocation = json!({
            "executionSuccessful": is_whole,
            "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
        });
        for_machines(format!("\n],\"invocations\":[{invocation}]}}]}}\n"))
    }
}

impl Sarif {
    fn location(&self, source: &Source<'_>, span: Span) -> Value {
        json!({ "artifactLocation": self.artifact(&source.path), "region": region(source, span) })
    }

    /// A file below the base by its relative address, any other one by its whole.
    fn artifact(&self, path: &str) -> Value {
        if path == ".." || path.starts_with("../") {
            return json!({ "uri": file_uri(&format!("{}/{path}", self.base)) });
        }
        if path.starts_with('/') || is_windows_path(path) {
            return json!({ "uri": file_uri(path) });
        }
        json!({ "uri": percent_encoded(path), "uriBaseId": ROOT })
    }

    /// What the best fix changes, in all files.
    fn fixes(&self, report: &Report<'_>) -> Vec<Value> {
        let Some(fix) = report.finding.fixes.first().filter(|_| report.number < MOST_FIXES) else {
            return Vec::new();
        };
        let changes = fix.edits(report.connector).into_iter().map(|(role, edits)| {
            let source = report.sources.get(role);
            let replacements: Vec<Value> = edits.iter().map(|edit| replacement(source, edit)).collect();
            json!({ "artifactLocation": self.artifact(&source.path), "replacements": replacements })
        });
        let changes: Vec<Value> = changes.collect();
        if changes.is_empty() {
            return Vec::new();
        }
        vec![json!({ "description": { "text": fix.title }, "artifactChanges": changes })]
    }
}

fn replacement(source: &Source<'_>, edit: &TextEdit) -> Value {
    let mut replacement = json!({ "deletedRegion": region(source, edit.span) });
    if !edit.text.is_empty() {
        replacement["insertedContent"] = json!({ "text": edit.text });
    }
    replacement
}

/// A region by line and column, by characters and by bytes. A byte order mark counts in bytes only.
fn region(source: &Source<'_>, span: Span) -> Value {
    let place = source.place(span);
    let before = source.characters_before(span.start);
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": before,
        "charLength": source.characters_before(span.end.max(span.start)) - before,
        "byteOffset": place.start,
        "byteLength": place.end - place.start,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

fn index(rule: &Rule) -> Option<usize> {
    rules::rules().position(|other| other.code == rule.code)
}

/// A rule, for people who read a result elsewhere.
fn descriptor(entry: &Entry) -> Value {
    let rule = entry.rule;
    let docs = rule.docs();
    let introduction = rules::page::sections(entry.page).first().map_or("", |section| section.text);
    let severity = |levels: Levels| levels.custom.or(levels.certified).or(levels.independent);
    let mut tags = vec![rule.group()];
    tags.extend(rule.microsoft);
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": plain(introduction) },
        "help": {
            "text": format!("{}\n\n{docs}", plain(introduction)),
            "markdown": format!("{}\n\n[{}]({docs})", entry.page, rule.code),
        },
        "helpUri": docs,
        "defaultConfiguration": {
            "enabled": rule.levels.custom.is_some(),
            "level": severity(rule.levels).map_or("none", level),
        },
        "properties": {
            "tags": tags,
            "fix": FixKind::name(rule.fix),
        },
    })
}

/// An absolute path, with slashes, as an address.
fn file_uri(path: &str) -> String {
    if is_windows_path(path) {
        let (drive, rest) = path.split_at(2);
        return format!("file:///{drive}{}", percent_encoded(rest));
    }
    match path.strip_prefix("//") {
        // A share on another machine.
        Some(share) => format!("file://{}", percent_encoded(share)),
        None => format!("file://{}", percent_encoded(path)),
    }
}

fn is_windows_path(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.get(1) == Some(&b':') && bytes.first().is_some_and(u8::is_ascii_alphabetic)
}

/// A path as part of an address (<https://www.rfc-editor.org/rfc/rfc3986#section-3.3>). Colons are encoded too: in the
/// first part of a relative address one would look like a scheme.
fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(percent_encoded("a b/é#?%:x.json"), "a%20b/%C3%A9%23%3F%25%3Ax.json");
        assert_eq!(file_uri("/a b/c"), "file:///a%20b/c");
        assert_eq!(file_uri("C:/a b"), "file:///C:/a%20b");
        assert_eq!(file_uri("//server/share"), "file://server/share");
        let sarif = Sarif { base: "/home/x".to_owned() };
        assert_eq!(sarif.artifact("a/b.json"), json!({ "uri": "a/b.json", "uriBaseId": ROOT }));
        assert_eq!(sarif.artifact("/t/b.json"), json!({ "uri": "file:///t/b.json" }));
        assert_eq!(sarif.artifact("../b.json"), json!({ "uri": "file:///home/x/../b.json" }));
    }
}
