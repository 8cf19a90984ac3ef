//! The status of a connector or an operation is `Preview` or `Production`, with a capital letter. Any other word is
//! refused, or counts as if nothing were written.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>.
//!
//! ## Bad
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "production", "family": "GetLists", "revision": 1 }
//! ```
//!
//! ## Bad
//!
//! ```json /info/x-ms-api-annotation
//! { "status": "Released" }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "Production", "family": "GetLists", "revision": 1 }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "versioning/status-invalid",
    summary: "A status is neither 'Preview' nor 'Production'",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonValueNotInEnum"],
    check: Check::Places(&[Place::ApiAnnotation, Place::ConnectorAnnotation], check),
};

const WORDS: [&str; 2] = ["Preview", "Production"];
const SYNONYMS: [(&str, &str); 5] = [
    ("prod", "Production"),
    ("ga", "Production"),
    ("released", "Production"),
    ("beta", "Preview"),
    ("alpha", "Preview"),
];

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(value) = node.get("status") else { return };
    let Some(word) = value.as_str() else { return };
    if WORDS.contains(&word.as_ref()) {
        return;
    }
    let file = context.file_of(value);
    let meant = choice::meant(&word, &WORDS, &SYNONYMS);
    let finding = context.on_value(value, format!("'{word}' is no status. Write 'Preview' or 'Production'."));
    if let Some(meant) = meant {
        choice::offer(finding, file, value, meant);
    }
}
