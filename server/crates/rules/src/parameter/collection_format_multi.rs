//! `collectionFormat` says how the elements of an array become one text: parted by commas (`csv`), blanks (`ssv`), tabs
//! (`tsv`) or bars (`pipes`). Sending the parameter once for each element, `multi`, is not supported
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Fix
//!
//! Changes to the format that was most likely meant. Make sure that the service reads it.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "array",
//!   "items": { "type": "string" },
//!   "collectionFormat": "multi",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "array",
//!   "items": { "type": "string" },
//!   "collectionFormat": "CSV",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "array",
//!   "items": { "type": "string" },
//!   "collectionFormat": "pipes",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::places::SIMPLE_VALUES;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "parameter/collection-format-multi",
    summary: "An array is joined in a way that the platform does not know",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &["CollectionFormatValueNotSupported"],
    check: Check::Places(SIMPLE_VALUES, check),
};

const WORDS: [&str; 4] = ["csv", "ssv", "tsv", "pipes"];
const SYNONYMS: [(&str, &str); 7] = [
    ("multi", "csv"),
    ("comma", "csv"),
    ("space", "ssv"),
    ("spaces", "ssv"),
    ("tab", "tsv"),
    ("pipe", "pipes"),
    ("psv", "pipes"),
];

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(value) = node.get("collectionFormat") else { return };
    let Some(word) = value.as_str().filter(|word| !WORDS.contains(&word.as_ref())) else { return };
    let file = context.file_of(value);
    let listed = choice::listed(&WORDS);
    let message = if word == "multi" {
        format!("The platform cannot send a parameter several times, as 'multi' asks for. Use {listed}.")
    } else {
        format!("'{word}' is no way to join an array. Use {listed}.")
    };
    let finding = context.on_value(value, message);
    if let Some(meant) = choice::meant(&word, &WORDS, &SYNONYMS) {
        choice::offer(finding, file, value, meant);
    }
}
