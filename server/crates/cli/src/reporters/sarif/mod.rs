//! SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>), as code scanning services and
//! editors read it.
//!
//! Results are written one by one, as they come: a log of many connectors never stands in memory as a whole.
//!
//! - [`places`]: files and regions
//! - [`descriptors`]: rules and kinds of change

mod descriptors;
mod places;

use rules::Severity;
use serde_json::{Value, json};
use syntax::TextEdit;

use super::{Report, Reporter};
use crate::check::{Source, Totals};
use crate::terminal::for_machines;
use crate::workspace::Trouble;

pub(crate) use descriptors::kinds;
pub(crate) use places::Places;
use places::region;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const HOME: &str = "https://github.com/connector-ls/connector-ls";
/// Working out a fix takes a look at all of its file: past so many findings of one connector they go without.
const MOST_FIXES: usize = 1000;
/// What stands between two results.
pub(crate) const SEPARATOR: &str = ",\n";

/// What stands before the results of a log; `descriptors` are of what they are about, in the order of their indexes.
pub(crate) fn head(places: &Places, descriptors: &[Value]) -> String {
    let driver = json!({
        "name": "connector-ls",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": HOME,
        "rules": descriptors,
    });
    let bases = places.bases();
    for_machines(format!(
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\
         \"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":{bases},\"results\":[\n"
    ))
}

/// What stands after the results of a log: what could not be read, and what there is to say about the run as a whole.
pub(crate) fn tail(troubles: &[Trouble], properties: &Value) -> String {
    let notifications = troubles.iter().map(|trouble| {
        json!({
            "level": level(trouble.severity),
            "message": { "text": format!("{}: {}", trouble.place, trouble.message) },
        })
    });
    let invocation = json!({
        "executionSuccessful": !troubles.iter().any(Trouble::is_error),
        "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
    });
    for_machines(format!("\n],\"invocations\":[{invocation}],\"properties\":{properties}}}]}}\n"))
}

/// `--format sarif`.
pub(crate) struct Sarif(pub(crate) Places);

impl Reporter for Sarif {
    fn head(&self) -> String {
        head(&self.0, &descriptors::all())
    }

    fn finding(&self, report: &Report<'_>) -> String {
        let found = report.found;
        let related = report.related().enumerate().map(|(number, (source, span, message))| {
            json!({
                "id": number,
                "message": { "text": message },
                "physicalLocation": self.0.location(source, span),
            })
        });
        let related: Vec<Value> = related.collect();
        let mut location = json!({ "physicalLocation": self.0.location(report.source, found.span()) });
        let pointer = report.pointer();
        if !pointer.is_empty() {
            location["logicalLocations"] = json!([{ "fullyQualifiedName": pointer }]);
        }
        let mut result = json!({
            "ruleId": found.code(),
            "level": level(found.severity()),
            "message": { "text": found.message() },
            "locations": [location],
        });
        if let Some(index) = descriptors::index(found.code()) {
            result["ruleIndex"] = json!(index);
        }
        if !related.is_empty() {
            result["relatedLocations"] = Value::Array(related);
        }
        let fixes = self.fixes(report);
        if !fixes.is_empty() {
            result["fixes"] = Value::Array(fixes);
        }
        let mut properties = json!({ "severity": found.severity().name(), "fix": found.fix_kind().name() });
        if let Some(code) = found.microsoft_code() {
            properties["microsoftCode"] = json!(code);
        }
        if let Some(change) = found.change() {
            properties["class"] = json!(change.class.name());
            properties["remedy"] = json!(change.remedy);
        }
        result["properties"] = properties;
        for_machines(result.to_string())
    }

    fn separator(&self) -> &'static str {
        SEPARATOR
    }

    fn tail(&self, _: &Totals, troubles: &[Trouble]) -> String {
        tail(troubles, &json!({}))
    }
}

impl Sarif {
    /// What the best fix changes, in all files.
    fn fixes(&self, report: &Report<'_>) -> Vec<Value> {
        let Some(fix) = report.found.fix().filter(|_| report.number < MOST_FIXES) else {
            return Vec::new();
        };
        let changes = fix.edits(report.connector).into_iter().map(|(role, edits)| {
            let source = report.sources.get(role);
            let replacements: Vec<Value> = edits.iter().map(|edit| replacement(source, edit)).collect();
            json!({ "artifactLocation": self.0.artifact(&source.path), "replacements": replacements })
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

/// The word for a severity.
pub(crate) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}
