//! `in` says where a parameter travels: `path`, `query`, `header`, `formData` or `body`. The words are written exactly
//! like this. Cookies, which OpenAPI 3 knows, are not supported.
//! Source: <https://spec.openapis.org/oas/v2.0.html#parameter-object>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "Query",
//!   "type": "integer",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "session",
//!   "in": "cookie",
//!   "type": "string",
//!   "x-ms-summary": "Session",
//!   "description": "The session to use."
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

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "parameter/location-invalid",
    summary: "A parameter travels in an unknown place",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonValueNotInEnum"],
    check: Check::Places(&[Place::Parameter], check),
};

const LOCATIONS: [&str; 5] = ["path", "query", "header", "formData", "body"];
const SYNONYMS: [(&str, &str); 5] = [
    ("form", "formData"),
    ("form-data", "formData"),
    ("url", "path"),
    ("querystring", "query"),
    ("headers", "header"),
];

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(value) = node.get("in").filter(|_| node.get("$ref").is_none()) else { return };
    let Some(word) = value.as_str() else { return };
    let file = context.file_of(value);
    let meant = choice::meant(&word, &LOCATIONS, &SYNONYMS);
    let message = match meant {
        Some(meant) => format!("A parameter cannot travel in '{word}'. Did you mean '{meant}'?"),
        None => format!("A parameter cannot travel in '{word}'. Use {}.", choice::listed(&LOCATIONS)),
    };
    let finding = context.on_value(value, message);
    if let Some(meant) = meant {
        choice::offer(finding, file, value, meant);
    }
}
