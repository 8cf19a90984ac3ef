//! A parameter in the path, the query or a header is a `string`, `number`, `integer`, `boolean` or `array`; form data
//! may also be a `file`. Objects only travel in a body. The words are written in lower case.
//! Source: <https://spec.openapis.org/oas/v2.0.html#parameter-object>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "int",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "filter",
//!   "in": "query",
//!   "type": "object",
//!   "x-ms-summary": "Filter",
//!   "description": "Which items to get."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::choice::TYPE_SYNONYMS;
use crate::places::SIMPLE_VALUES;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "parameter/type-invalid",
    summary: "A parameter has an unknown type",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonValueNotInEnum"],
    check: Check::Places(SIMPLE_VALUES, check),
};

/// The last one only for form data.
const TYPES: [&str; 6] = ["string", "number", "integer", "boolean", "array", "file"];

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    let Some(value) = node.get("type") else { return };
    let Some(word) = value.as_str() else { return };
    let types = if place == Place::FormDataParameter { &TYPES[..] } else { &TYPES[..5] };
    // A file outside of form data has a finding of its own; among elements it has none.
    let has_other_finding = word == "file" && place != Place::ParameterItems;
    if types.contains(&word.as_ref()) || has_other_finding || node.get("$ref").is_some() {
        return;
    }
    let file = context.file_of(value);
    let meant = choice::meant(&word, types, TYPE_SYNONYMS);
    let message = match meant {
        Some(meant) => format!("'{word}' is no type. Did you mean '{meant}'?"),
        None if word == "object" => {
            "A parameter cannot be an object. Send its fields one by one, or use a body.".into()
        }
        None => format!("'{word}' is no type here. Use {}.", choice::listed(types)),
    };
    let finding = context.on_value(value, message);
    if let Some(meant) = meant {
        choice::offer(finding, file, value, meant);
    }
}
