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

use connector::Definition;
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
    let Some(definition) = context.definition() else { return };
    for entry in types.items() {
        let Some(text) = entry.as_str() else { continue };
        if is_supported(&text) || !is_mime(&text) {
            continue;
        }
        if passes_files(definition, types) {
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
fn passes_files(definition: &Definition, types: Node<'_>) -> bool {
    // At the root, `responses` and `parameters` are those that operations share.
    let operation = types.parent().filter(|owner| definition.document.place(*owner) == Place::Operation);
    let Some(operation) = operation else { return false };
    let has_file = |owner: Node<'_>| {
        let schema = definition.resolve(owner).and_then(|owner| owner.get("schema"));
        schema.and_then(|schema| definition.resolve(schema)).is_some_and(is_bare_file)
    };
    if types.key().is_some_and(|key| key.is("produces")) {
        let mut responses = operation.get("responses").into_iter().flat_map(Node::members);
        return responses.any(|response| response.name().starts_with('2') && has_file(response));
    }
    operation.get("parameters").is_some_and(|parameters| parameters.items().any(has_file))
}

fn is_bare_file(schema: Node<'_>) -> bool {
    is_file(schema) || is_binary(schema)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        let definition = Definition::new(Arc::new(syntax::parse(text)));
        let lists = definition.document.at_place(Place::MimeTypes);
        let found: Vec<bool> = lists.map(|list| passes_files(&definition, list)).collect();
        assert_eq!(found, [expected], "{text}");
    }

    #[test]
    fn lists_of_operations_with_files_are_known() {
        let file = r#"{"schema":{"type":"file"}}"#;
        let binary = r#"{"name":"a","in":"body","schema":{"type":"string","format":"binary"}}"#;
        let shared = format!(
            r#""definitions":{{"F":{{"type":"string","format":"binary"}}}},"responses":{{"200":{file}}},"parameters":{{"B":{binary}}}"#
        );
        for (operation, expected) in [
            (format!(r#""produces":[],"responses":{{"200":{file}}}"#), true),
            (format!(r#""produces":[],"responses":{{"200":{binary}}}"#), true),
            (format!(r#""produces":[],"responses":{{"404":{file},"default":{file}}}"#), false),
            (r##""produces":[],"responses":{"201":{"$ref":"#/responses/200"}}"##.to_owned(), true),
            (r##""produces":[],"responses":{"201":{"schema":{"$ref":"#/definitions/F"}}}"##.to_owned(), true),
            (r#""produces":[],"responses":{"200":{"schema":{"type":"string"}}}"#.to_owned(), false),
            (format!(r#""produces":[],"parameters":[{binary}]"#), false),
            (format!(r#""consumes":[],"parameters":[{binary}]"#), true),
            (r##""consumes":[],"parameters":[{"$ref":"#/parameters/B"}]"##.to_owned(), true),
            (r#""consumes":[]"#.to_owned(), false),
        ] {
            check(&format!(r#"{{"paths":{{"/a":{{"get":{{{operation}}}}}}},{shared}}}"#), expected);
        }
        for list in ["produces", "consumes"] {
            check(&format!(r#"{{"{list}":[],{shared}}}"#), false);
        }
    }
}
