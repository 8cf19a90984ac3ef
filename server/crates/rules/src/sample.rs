//! A schema from a sample of its values.

use std::borrow::Cow;
use std::fmt::Write as _;

use connector::Date;
use rustc_hash::FxHashMap;
use syntax::edit::quote;
use syntax::{Kind, Node};

use crate::mime::essence;
use crate::naming::{phrase, title_case};

/// How deep a sample is read; below that nothing is said about its values.
const MAX_DEPTH: usize = 16;
/// How long the schema may be (bytes): nobody wants to look through more.
const MAX_LENGTH: usize = 32 * 1024;

/// The JSON of a schema for values like `sample`, with labels and first descriptions made from the names of its
/// properties. `None` if the sample says nothing, such as null or an empty object, or if the schema were very long.
pub(crate) fn schema(sample: Node<'_>) -> Option<String> {
    let is_telling = match sample.kind() {
        Kind::Object => sample.members().next().is_some(),
        Kind::Array => sample.items().next().is_some(),
        Kind::Null | Kind::Missing | Kind::Invalid => false,
        _ => true,
    };
    let mut out = String::new();
    write(&mut out, &[sample], None, MAX_DEPTH);
    (is_telling && out.len() <= MAX_LENGTH).then_some(out)
}

/// The JSON of the properties of a schema for objects like `sample`; `None` as for [`schema`], and for other values.
pub(crate) fn properties(sample: Node<'_>) -> Option<String> {
    sample.members().next()?;
    let mut out = String::new();
    write_properties(&mut out, &[sample], MAX_DEPTH);
    (out.len() <= MAX_LENGTH).then_some(out)
}

/// The sample of a JSON answer that stands in a response. A text is not taken: it is a whole answer in quotes.
pub(crate) fn of_response(response: Node<'_>) -> Option<Node<'_>> {
    of_examples(response.get("examples")?)
}

/// The sample of its values that stands in a body parameter.
pub(crate) fn of_body(parameter: Node<'_>) -> Option<Node<'_>> {
    let single = ["x-example", "example"].into_iter().filter_map(|name| parameter.get(name));
    let by_type = ["x-examples", "examples"].into_iter().filter_map(|name| of_examples(parameter.get(name)?));
    single.filter(|sample| is_composed(*sample)).chain(by_type).next()
}

/// The first sample for a JSON type among samples by MIME type.
fn of_examples(examples: Node<'_>) -> Option<Node<'_>> {
    examples.members().find(|sample| is_json(&sample.name()) && is_composed(*sample))
}

fn is_composed(sample: Node<'_>) -> bool {
    sample.is_object() || sample.is_array()
}

/// Whether a MIME type is one of JSON: `application/json`, with parameters or without, or `application/hal+json`.
fn is_json(mime: &str) -> bool {
    let subtype = essence(mime).rsplit(['/', '+']).next();
    subtype.is_some_and(|subtype| subtype.eq_ignore_ascii_case("json"))
}

/// Writes the schema of values like all these samples.
fn write(out: &mut String, samples: &[Node<'_>], name: Option<&str>, depth: usize) {
    let kind = kind(samples);
    let _ = write!(out, "{{ \"type\": \"{kind}\"");
    let mut formats = samples.iter().map(|sample| sample.as_str().and_then(|text| format(&text)));
    if let Some(format) = formats.next().flatten().filter(|first| formats.all(|other| other == Some(first))) {
        let _ = write!(out, ", \"format\": \"{format}\"");
    }
    if let Some(label) = name.map(title_case).filter(|label| !label.is_empty()) {
        let _ = write!(out, ", \"x-ms-summary\": {}", quote(&label));
        let draft = format!("The {}.", phrase(name.unwrap_or_default()));
        let _ = write!(out, ", \"description\": {}", quote(&draft));
    }
    // All elements of all samples describe one element together, and so do the members of one name.
    let is_short = out.len() <= MAX_LENGTH && depth > 0;
    match kind {
        "object" if is_short => {
            out.push_str(", \"properties\": ");
            write_properties(out, samples, depth - 1);
        }
        "array" => {
            let elements: Vec<Node<'_>> = samples.iter().flat_map(|sample| sample.items()).collect();
            out.push_str(", \"items\": ");
            write(out, if is_short { &elements } else { &[] }, None, depth.saturating_sub(1));
        }
        _ => {}
    }
    out.push_str(" }");
}

fn write_properties(out: &mut String, samples: &[Node<'_>], depth: usize) {
    let mut names: Vec<(Cow<'_, str>, Vec<Node<'_>>)> = Vec::new();
    let mut places = FxHashMap::default();
    for member in samples.iter().flat_map(|sample| sample.members()) {
        let at = *places.entry(member.name()).or_insert_with(|| {
            names.push((member.name(), Vec::new()));
            names.len() - 1
        });
        names[at].1.push(member);
    }
    out.push('{');
    for (index, (name, values)) in names.iter().enumerate() {
        let _ = write!(out, "{} {}: ", if index == 0 { "" } else { "," }, quote(name));
        write(out, values, Some(name), depth);
    }
    out.push_str(" }");
}

/// The format of a text that is a day or a moment.
fn format(text: &str) -> Option<&'static str> {
    if !text.contains('-') || Date::parse(text).is_none() {
        return None;
    }
    let Some((_, time)) = text.split_once('T') else { return Some("date") };
    Some(if time.contains(['Z', '+', '-']) { "date-time" } else { "date-no-tz" })
}

/// The type that all samples have. What is null somewhere goes by the others; what differs is a text.
fn kind(samples: &[Node<'_>]) -> &'static str {
    let mut found = None;
    for sample in samples {
        let kind = match sample.kind() {
            Kind::Object => "object",
            Kind::Array => "array",
            Kind::Number if sample.is_integer() => "integer",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
            Kind::String => "string",
            Kind::Null | Kind::Missing | Kind::Invalid => continue,
        };
        found = match (found, kind) {
            (None, kind) => Some(kind),
            (Some(known), kind) if known == kind => Some(kind),
            (Some("integer"), "number") | (Some("number"), "integer") => Some("number"),
            _ => return "string",
        };
    }
    found.unwrap_or("string")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sample: &str, expected: Option<&str>) {
        let found = schema(syntax::parse(sample).root());
        match expected {
            None => assert_eq!(found, None),
            Some(expected) => {
                let (found, expected) = (syntax::parse(found.unwrap_or_default()), syntax::parse(expected));
                assert!(found.errors().is_empty(), "{}", found.text());
                assert!(found.root().same_value(expected.root()), "{}", found.text());
            }
        }
    }

    #[test]
    fn samples_become_schemas() {
        check(
            r#"{ "item_id": 7, "due": "2026-11-22", "at": "2026-11-22T09:30:00Z", "done": false, "note": null }"#,
            Some(
                r#"{ "type": "object", "properties": {
                  "item_id": { "type": "integer", "x-ms-summary": "Item ID", "description": "The item ID." },
                  "due": { "type": "string", "format": "date", "x-ms-summary": "Due", "description": "The due." },
                  "at": { "type": "string", "format": "date-time", "x-ms-summary": "At", "description": "The at." },
                  "done": { "type": "boolean", "x-ms-summary": "Done", "description": "The done." },
                  "note": { "type": "string", "x-ms-summary": "Note", "description": "The note." } } }"#,
            ),
        );
    }

    #[test]
    fn elements_come_together() {
        check(
            r#"[ { "a": 1 }, { "a": 1.5, "b": [] }, { "b": ["x", null] } ]"#,
            Some(
                r#"{ "type": "array", "items": { "type": "object", "properties": {
                  "a": { "type": "number", "x-ms-summary": "A", "description": "The a." },
                  "b": { "type": "array", "x-ms-summary": "B", "description": "The b.", "items": { "type": "string" } } } } }"#,
            ),
        );
        check(r#"[ 1, "a" ]"#, Some(r#"{ "type": "array", "items": { "type": "string" } }"#));
    }

    #[test]
    fn properties_stand_alone_too() {
        let tree = syntax::parse(r#"{ "n": 1 }"#);
        let found = properties(tree.root()).unwrap_or_default();
        assert_eq!(found, r#"{ "n": { "type": "integer", "x-ms-summary": "N", "description": "The n." } }"#);
        assert_eq!(properties(syntax::parse("[1]").root()), None);
    }

    #[test]
    fn samples_are_found_where_they_stand() {
        let found = |text: &str, of: fn(Node<'_>) -> Option<Node<'_>>| {
            let tree = syntax::parse(text);
            of(tree.root()).map(|sample| sample.raw().to_owned())
        };
        let examples =
            r#"{ "examples": { "text/xml": { "a": 1 }, "application/json; charset=utf-8": [1] } }"#;
        assert_eq!(found(examples, of_response).as_deref(), Some("[1]"));
        assert_eq!(found(r#"{ "examples": { "application/json": "[1]" } }"#, of_response), None);
        assert_eq!(found(r#"{ "x-example": { "a": 1 } }"#, of_body).as_deref(), Some(r#"{ "a": 1 }"#));
        let by_type = r#"{ "x-example": "a", "x-examples": { "application/hal+json": { "b": 1 } } }"#;
        assert_eq!(found(by_type, of_body).as_deref(), Some(r#"{ "b": 1 }"#));
    }

    #[test]
    fn what_says_nothing_gives_nothing() {
        for sample in ["null", "{}", "[]", ""] {
            check(sample, None);
        }
        let deep = format!("{}1{}", "[".repeat(400), "]".repeat(400));
        assert!(schema(syntax::parse(deep).root()).is_some_and(|json| json.len() < 2000));
    }
}
