//! `x-ms-url-encoding` says how often the value of a path parameter is encoded: `single` or `double`. Any other word
//! is refused.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-url-encoding>.
//!
//! ## Bad
//!
//! ```json /parameters/ItemKey/x-ms-url-encoding
//! "Single"
//! ```
//!
//! ## Bad
//!
//! ```json /parameters/ItemKey/x-ms-url-encoding
//! "none"
//! ```
//!
//! ## Good
//!
//! ```json /parameters/ItemKey/x-ms-url-encoding
//! "double"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "parameter/url-encoding-invalid",
    summary: "A URL encoding is neither 'single' nor 'double'",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonValueNotInEnum"],
    // On a query parameter the member has no effect whatever its value; that has a finding of its own.
    check: Check::Places(
        &[
            Place::Parameter,
            Place::PathParameter,
            Place::HeaderParameter,
            Place::FormDataParameter,
            Place::BodyParameter,
        ],
        check,
    ),
};

const WORDS: [&str; 2] = ["single", "double"];

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(value) = node.get("x-ms-url-encoding") else { return };
    let Some(word) = value.as_str() else { return };
    if WORDS.contains(&word.as_ref()) {
        return;
    }
    let file = context.file_of(value);
    let meant = choice::meant(&word, &WORDS, &[("once", "single"), ("twice", "double")]);
    let finding = context.on_value(
        value,
        format!("'{word}' is no URL encoding. Use 'single', or 'double' for a service that decodes twice."),
    );
    if let Some(meant) = meant {
        choice::offer(finding, file, value, meant);
    }
}
