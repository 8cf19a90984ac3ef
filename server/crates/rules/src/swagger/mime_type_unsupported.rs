//! The platform works with JSON, plain text and forms. With other MIME types a body is passed on as it is: the fields
//! of an XML answer, for one, are not offered to makers. [The validator
//! warns](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules) about
//! each. Parameters such as `charset` do not matter.
//!
//! If the service can answer with JSON as well, list only that. If it cannot, leave the list as it is. A file that an
//! operation takes or answers with is meant to be passed on as it is: there this is no more than information.
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

use crate::consumes::{is_binary, is_file};
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
        if passes_files(types) {
            let message = format!(
                "The platform does not read '{text}': such a body is passed on as it is. For a file that is right."
            );
            context.on_value(entry, message).at_most(Severity::Info);
            continue;
        }
        let message = format!(
            "The platform does not read '{text}': such a body is passed on as it is. Use 'application/json' if the \
             service can."
        );
        context.on_value(entry, message);
    }
}

/// Whether the list is that of an operation which takes or answers with a file in this direction.
fn passes_files(types: Node<'_>) -> bool {
    let Some(operation) = types.parent() else { return false };
    let has_file = |owner: Node<'_>| owner.get("schema").is_some_and(is_bare_file);
    if types.key().is_some_and(|key| key.is("produces")) {
        return operation.get("responses").is_some_and(|responses| responses.members().any(has_file));
    }
    operation.get("parameters").is_some_and(|parameters| parameters.items().any(has_file))
}

fn is_bare_file(schema: Node<'_>) -> bool {
    is_file(schema) || is_binary(schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_operations_with_files_are_known() {
        for (operation, expected) in [
            (r#"{"produces":[],"responses":{"200":{"schema":{"type":"file"}}}}"#, true),
            (r#"{"produces":[],"responses":{"200":{"schema":{"type":"string","format":"binary"}}}}"#, true),
            (r#"{"produces":[],"responses":{"200":{"schema":{"type":"string"}}}}"#, false),
            (r#"{"produces":[],"parameters":[{"schema":{"type":"string","format":"binary"}}]}"#, false),
            (r#"{"consumes":[],"parameters":[{"schema":{"type":"string","format":"binary"}}]}"#, true),
            (r#"{"consumes":[]}"#, false),
        ] {
            let tree = syntax::parse(operation.to_owned());
            let types = tree.root().get("produces").or_else(|| tree.root().get("consumes"));
            assert_eq!(types.is_some_and(passes_files), expected, "{operation}");
        }
    }
}
