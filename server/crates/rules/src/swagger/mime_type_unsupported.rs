//! The platform works with JSON, plain text and forms. With other MIME types a body is passed on as it is: the fields
//! of an XML answer, for one, are not offered to makers. [The validator
//! warns](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules) about
//! each. Parameters such as `charset` do not matter.
//!
//! If the service can answer with JSON as well, list only that. If it cannot, leave the list as it is.
//!
//! ## Bad
//!
//! ```json /produces
//! ["application/json", "application/xml"]
//! ```
//!
//! ## Good
//!
//! ```json /produces
//! ["application/json", "text/plain"]
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::mime::{is_mime, is_supported};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/mime-type-unsupported",
    summary: "The platform does not work with a MIME type",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::None,
    microsoft: &["MimeTypeNotSupported"],
    check: Check::Places(&[Place::MimeTypes], check),
};

fn check(context: &mut Context<'_>, types: Node<'_>, _: Place) {
    for entry in types.items() {
        let Some(text) = entry.as_str() else { continue };
        if is_supported(&text) || !is_mime(&text) {
            continue;
        }
        let message = format!(
            "The platform does not read '{text}': such a body is passed on as it is. Use 'application/json' if the \
             service can."
        );
        context.on_value(entry, message);
    }
}
