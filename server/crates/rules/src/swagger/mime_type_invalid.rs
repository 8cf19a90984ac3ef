//! `consumes` and `produces` list MIME types: a type, a slash and a subtype, such as `application/json`. Other texts
//! are [refused](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//!
//! ## Bad
//!
//! ```json /produces
//! ["json"]
//! ```
//!
//! ## Bad
//!
//! ```json /consumes
//! ["application\\json"]
//! ```
//!
//! ## Good
//!
//! ```json /produces
//! ["application/json", "text/plain; charset=utf-8"]
//! ```

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::mime::{is_listed, is_mime};
use crate::near::{hint, nearest};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/mime-type-invalid",
    summary: "A text is no MIME type",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["MimeTypeNotValid"],
    check: Check::Places(&[Place::MimeTypes], check),
};

/// Short words for MIME types.
const SYNONYMS: [(&str, &str); 5] = [
    ("json", "application/json"),
    ("text", "text/plain"),
    ("form", "application/x-www-form-urlencoded"),
    ("multipart", "multipart/form-data"),
    ("form-data", "multipart/form-data"),
];

fn check(context: &mut Context<'_>, types: Node<'_>, _: Place) {
    for entry in types.items() {
        let Some(text) = entry.as_str() else { continue };
        if is_mime(&text) {
            continue;
        }
        let meant = meant(&text);
        let message = format!(
            "'{text}' is no MIME type. Write type and subtype with a slash, as in 'application/json'.{}",
            hint(meant)
        );
        let finding = context.on_value(entry, message);
        let Some(meant) = meant else { continue };
        let file = FileRole::Definition;
        if is_listed(entry, meant) {
            finding.fix(Fix::unsafe_(format!("Remove '{text}'"), file, Change::Remove(entry.id())));
        } else {
            let change = Change::Replace(entry.id(), quote(meant));
            finding.fix(Fix::unsafe_(format!("Change to '{meant}'"), file, change));
        }
    }
}

fn meant(text: &str) -> Option<&'static str> {
    let text = text.trim().replace('\\', "/");
    let synonym = SYNONYMS.iter().find(|(word, _)| word.eq_ignore_ascii_case(&text)).map(|(_, meant)| *meant);
    let known = || vocabulary::MIME_TYPES.iter().map(|known| known.value);
    let exact = || known().find(|known| *known == text);
    synonym.or_else(exact).or_else(|| nearest(&text, known()))
}
