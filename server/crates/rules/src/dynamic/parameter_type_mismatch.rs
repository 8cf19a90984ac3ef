//! What a design-time call passes on has to be of the type that the called operation takes: a text for a `string`, a
//! number for an `integer`. [The
//! validator](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules)
//! compares the two, for constants and for inputs that are passed on.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/parameters
//! [
//!   { "$ref": "#/parameters/ItemKey" },
//!   {
//!     "name": "related",
//!     "in": "query",
//!     "type": "string",
//!     "x-ms-summary": "Related Item",
//!     "description": "Another item.",
//!     "x-ms-dynamic-values": {
//!       "operationId": "ListItems",
//!       "value-collection": "value",
//!       "value-path": "id",
//!       "parameters": { "list": "inbox", "top": "10" }
//!     }
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/parameters
//! [
//!   { "$ref": "#/parameters/ItemKey" },
//!   {
//!     "name": "related",
//!     "in": "query",
//!     "type": "string",
//!     "x-ms-summary": "Related Item",
//!     "description": "Another item.",
//!     "x-ms-dynamic-values": {
//!       "operationId": "ListItems",
//!       "value-collection": "value",
//!       "value-path": "id",
//!       "parameters": { "list": "inbox", "top": 10 }
//!     }
//!   }
//! ]
//! ```
//!
//! ## Fix
//!
//! Writes a constant in the other type, if it says the same there. Look at numbers with a fraction, an exponent or leading
//! zeros and at very large ones: the call may have them in another form than the text, such as `1.1` for `1.10`.

use std::borrow::Cow;

use connector::definition::PathStep;
use connector::dynamic::ArgumentSource;
use connector::{Definition, DynamicCall, DynamicForm, InputMatch, Location, NameForm};
use syntax::edit::quote;
use syntax::{Kind, Node};

use crate::dynamic_calls::{Called, called, has_more_users, name_form, reference, users};
use crate::fix::{Change, Fix, Safety};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/parameter-type-mismatch",
    summary: "A design-time call passes on a value of another type than the operation takes",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &["OperationParameterTypeMismatch", "OperationParameterStaticTypeMismatch"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    if call.form == DynamicForm::Notification || call.arguments.is_empty() {
        return;
    }
    let Some(called) = called(context, call) else { return };
    let definition = called.definition;
    for argument in &call.arguments {
        let node = definition.node(argument.node);
        let given = node.name();
        let input = definition.input(called.operation, &given, NameForm::Plain);
        let Some(wanted) = kind(definition, &input) else { continue };
        match argument.source {
            // In the older forms an object is no constant, but something that was meant for the newer ones.
            ArgumentSource::Literal(value) if value == argument.node || call.form.is_newer() => {
                let in_body =
                    input.parameter.is_none_or(|parameter| parameter.location == Some(Location::Body));
                check_constant(context, called, definition.node(value), &wanted, in_body);
            }
            _ => {
                let Some(source) = reference(call, argument).map(|name| definition.node(name)) else {
                    continue;
                };
                check_source(context, called, call, source, &wanted, &given);
            }
        }
    }
}

/// The type of an input, if it is known.
fn kind<'d>(definition: &'d Definition, input: &InputMatch<'d>) -> Option<Cow<'d, str>> {
    let schema = match (input.parameter, input.field) {
        (Some(parameter), _) if parameter.location == Some(Location::Body) => {
            let schema = definition.parameter_node(parameter).get("schema")?;
            definition.resolve(schema)?
        }
        (Some(parameter), _) => definition.parameter_node(parameter),
        (None, PathStep::Found(field)) => field,
        _ => return None,
    };
    schema.get("type").and_then(Node::as_str)
}

fn check_constant(
    context: &mut Context<'_>,
    called: Called<'_>,
    value: Node<'_>,
    wanted: &str,
    in_body: bool,
) {
    if fits(value, wanted) {
        return;
    }
    let file = context.file_of(value);
    let name = match value.key() {
        Some(key) if !key.is("value") => key.text(),
        _ => value.parent().map(Node::name).unwrap_or_default(),
    };
    let message = format!(
        "'{name}' of '{}' takes {}, but this is {}. Write it as {}.",
        called.id,
        with_article(wanted),
        with_article(value.kind().name()),
        with_article(wanted)
    );
    let finding = context.on_value(value, message);
    if let Some(json) = converted(value, wanted) {
        // In an address both look the same, if there is only one way to write the value.
        let is_same = !in_body && has_one_form(value.as_str().as_deref().unwrap_or(value.raw()));
        let safety = if is_same { Safety::Safe } else { Safety::Unsafe };
        let title = format!("Change to {json}");
        finding.fix(Fix::new(safety, title, file, Change::Replace(value.id(), json)));
    }
}

/// Whether a constant is of a type; types that constants cannot be, and null, fit.
fn fits(value: Node<'_>, wanted: &str) -> bool {
    let is_whole = || value.as_f64().is_some_and(|number| number.fract() == 0.0);
    match (wanted, value.kind()) {
        (_, Kind::Null | Kind::Missing | Kind::Invalid) => true,
        ("string", found) => found == Kind::String,
        ("integer", found) => found == Kind::Number && is_whole(),
        ("number", found) => found == Kind::Number,
        ("boolean", found) => found == Kind::Boolean,
        ("array", found) => found == Kind::Array,
        ("object", found) => found == Kind::Object,
        _ => true,
    }
}

/// Whether a truth value or a number is written in an address as it is written here: of numbers only whole ones that
/// every reader of JSON keeps exactly, below 2^53.
fn has_one_form(json: &str) -> bool {
    let digits = json.strip_prefix('-').filter(|digits| *digits != "0").unwrap_or(json);
    let is_whole =
        digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    matches!(json, "true" | "false") || is_whole && digits.parse().is_ok_and(|number: u64| number < 1 << 53)
}

/// The constant in the type that is wanted, if it says the same there.
fn converted(value: Node<'_>, wanted: &str) -> Option<String> {
    if wanted == "string" {
        return matches!(value.kind(), Kind::Number | Kind::Boolean).then(|| quote(value.raw()));
    }
    let text = value.as_str()?;
    let parsed = syntax::parse(text.as_ref());
    let root = parsed.root();
    let is_plain =
        parsed.errors().is_empty() && root.raw() == text && !root.is_container() && !root.is_string();
    (is_plain && root.kind() != Kind::Null && fits(root, wanted)).then(|| text.into_owned())
}

fn check_source(
    context: &mut Context<'_>,
    called: Called<'_>,
    call: &DynamicCall,
    source: Node<'_>,
    wanted: &str,
    given: &str,
) {
    let definition = called.definition;
    let Some(name) = source.as_str() else { return };
    let found = |user| {
        let input = definition.input(user, &name, name_form(call.form));
        // A name for two things is reported as such.
        kind(definition, &input).filter(|_| !input.is_ambiguous())
    };
    let mut users = users(definition, call).peekable();
    let Some(first) = users.peek().and_then(|user| found(user)) else { return };
    let is_other = |user| found(user).is_some_and(|found| !passes(&found, wanted));
    if !users.all(is_other) || has_more_users(definition, call) {
        return;
    }
    let message = format!(
        "'{name}' is {}, but '{given}' of '{}' takes {}. Pass on an input of that type.",
        with_article(&first),
        called.id,
        with_article(wanted)
    );
    context.on_value(source, message);
}

/// Whether a value of one type can be passed on as another: every number, text and truth value can be written as text.
fn passes(found: &str, wanted: &str) -> bool {
    let is_scalar = matches!(found, "string" | "integer" | "number" | "boolean");
    found == wanted
        || wanted == "string" && is_scalar
        || (found, wanted) == ("integer", "number")
        || !matches!(found, "string" | "integer" | "number" | "boolean" | "array" | "object")
        || !matches!(wanted, "string" | "integer" | "number" | "boolean" | "array" | "object")
}

fn with_article(kind: &str) -> String {
    match kind {
        "integer" | "object" | "array" => format!("an {kind}"),
        kind => format!("a {kind}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_could_be_written_otherwise_are_looked_at() {
        for json in ["0", "10", "-7", "9007199254740991", "true", "false"] {
            assert!(has_one_form(json), "{json}");
        }
        for json in ["-0", "007", "1.10", "7.0", "1e3", "9007199254740992", "12345678901234567890", "", "-"] {
            assert!(!has_one_form(json), "{json}");
        }
    }
}
