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
pub fn schema(sample: Node<'_>) -> Option<String> {
    named_schema(sample, None, MAX_LENGTH)
}

/// The JSON of the schema of a property with this name, label and description included, whose values are like
/// `sample`; without a name as [`schema`] gives it. `longest` is how long it may be (bytes).
pub fn named_schema(sample: Node<'_>, name: Option<&str>, longest: usize) -> Option<String> {
    let mut out = Writer { text: String::new(), longest };
    out.write(&[sample], name, MAX_DEPTH);
    (is_telling(sample) && out.text.len() <= longest).then_some(out.text)
}

/// Whether a sample shows what values look like: null and empty containers do not.
pub fn is_telling(sample: Node<'_>) -> bool {
    match sample.kind() {
        Kind::Object => sample.members().next().is_some(),
        Kind::Array => sample.items().next().is_some(),
        Kind::Null | Kind::Missing | Kind::Invalid => false,
        _ => true,
    }
}

/// The JSON of the properties of a schema for objects like `sample`; `None` as for [`schema`], and for other values.
pub fn properties(sample: Node<'_>) -> Option<String> {
    sample.members().next()?;
    let mut out = Writer { text: String::new(), longest: MAX_LENGTH };
    out.write_properties(&[sample], MAX_DEPTH);
    (out.text.len() <= MAX_LENGTH).then_some(out.text)
}

/// The sample of a JSON answer that stands in a response. A text is not taken: it is a whole answer in quotes.
pub fn of_response(response: Node<'_>) -> Option<Node<'_>> {
    of_examples(response.get("examples")?)
}

/// The sample of its values that stands in a body parameter.
pub fn of_body(parameter: Node<'_>) -> Option<Node<'_>> {
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

/// The text of a schema in the making.
struct Writer {
    text: String,
    /// Beyond this length (bytes) nothing more is said about what is inside.
    longest: usize,
}

impl Writer {
    /// Writes the schema of values like all these samples.
    fn write(&mut self, samples: &[Node<'_>], name: Option<&str>, depth: usize) {
        let kind = kind(samples);
        let _ = write!(self.text, "{{ \"type\": \"{kind}\"");
        if let Some(format) = common_format(kind, samples) {
            let _ = write!(self.text, ", \"format\": \"{format}\"");
        }
        if let Some(label) = name.map(title_case).filter(|label| !label.is_empty()) {
            let _ = write!(self.text, ", \"x-ms-summary\": {}", quote(&label));
            let draft = format!("The {}.", phrase(name.unwrap_or_default()));
            let _ = write!(self.text, ", \"description\": {}", quote(&draft));
        }
        // All elements of all samples describe one element together, and so do the members of one name.
        let is_short = self.text.len() <= self.longest && depth > 0;
        match kind {
            "object" if is_short => {
                self.text.push_str(", \"properties\": ");
                self.write_properties(samples, depth - 1);
            }
            "array" => {
                let elements: Vec<Node<'_>> = samples.iter().flat_map(|sample| sample.items()).collect();
                self.text.push_str(", \"items\": ");
                self.write(if is_short { &elements } else { &[] }, None, depth.saturating_sub(1));
            }
            _ => {}
        }
        self.text.push_str(" }");
    }

    fn write_properties(&mut self, samples: &[Node<'_>], depth: usize) {
        let mut names: Vec<(Cow<'_, str>, Vec<Node<'_>>)> = Vec::new();
        let mut places = FxHashMap::default();
        for member in samples.iter().flat_map(|sample| sample.members()) {
            let at = *places.entry(member.name()).or_insert_with(|| {
                names.push((member.name(), Vec::new()));
                names.len() - 1
            });
            names[at].1.push(member);
        }
        self.text.push('{');
        for (index, (name, values)) in names.iter().enumerate() {
            let _ = write!(self.text, "{} {}: ", if index == 0 { "" } else { "," }, quote(name));
            self.write(values, Some(name), depth);
        }
        self.text.push_str(" }");
    }
}

/// The format that all samples of a type have, null aside.
fn common_format(kind: &str, samples: &[Node<'_>]) -> Option<&'static str> {
    let mut values = samples.iter().filter(|sample| sample.kind() != Kind::Null);
    if kind == "integer" {
        let is_long = |value: &&Node<'_>| value.as_i64().is_some_and(|value| i32::try_from(value).is_err());
        return values.any(|value| is_long(&value)).then_some("int64");
    }
    let mut formats = values.map(|sample| sample.as_str().and_then(|text| format(&text)));
    formats.next().flatten().filter(|first| formats.all(|other| other == Some(first)))
}

/// The format of a text, where it is plain to see: a day or a moment, an address, a unique id.
fn format(text: &str) -> Option<&'static str> {
    if is_uuid(text) {
        return Some("uuid");
    }
    if is_email(text) {
        return Some("email");
    }
    if is_uri(text) {
        return Some("uri");
    }
    if !text.contains('-') || Date::parse(text).is_none() {
        return None;
    }
    let Some((_, time)) = text.split_once('T') else { return Some("date") };
    Some(if time.contains(['Z', '+', '-']) { "date-time" } else { "date-no-tz" })
}

/// Whether a text is 32 hexadecimal digits in five groups.
fn is_uuid(text: &str) -> bool {
    let groups = text.split('-').map(|group| {
        let is_hexadecimal = group.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hexadecimal.then_some(group.len())
    });
    groups.eq([8, 4, 4, 4, 12].map(Some))
}

/// Whether a text is one mail address and nothing else.
fn is_email(text: &str) -> bool {
    let is_plain = |character: char| character.is_alphanumeric() || "._-+'".contains(character);
    text.split_once('@').is_some_and(|(name, host)| {
        let has_end = host.rsplit_once('.').is_some_and(|(start, end)| !start.is_empty() && end.len() > 1);
        !name.is_empty() && has_end && name.chars().all(is_plain) && host.chars().all(is_plain)
    })
}

/// Whether a text is one address of the web and nothing else.
fn is_uri(text: &str) -> bool {
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || "<>\"{}".contains(c))
    })
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
    fn formats_that_are_plain_to_see_are_named() {
        for (samples, expected) in [
            (r#"["0b6a1e5c-9d0f-4c2e-8f57-2f1f0c1a9b3d"]"#, r#""string", "format": "uuid""#),
            (r#"["ada@contoso.com", null, "b.c@x.example"]"#, r#""string", "format": "email""#),
            (r#"["https://contoso.com/a?b=c"]"#, r#""string", "format": "uri""#),
            (r#"["https://contoso.com", "none"]"#, r#""string""#),
            (r#"["a@b", "ada@contoso.com "]"#, r#""string""#),
            (r#"["https://contoso.com/{id}", "http://"]"#, r#""string""#),
            (r#"["0b6a1e5c-9d0f-4c2e-8f57-2f1f0c1a9b3"]"#, r#""string""#),
            ("[1, 2147483648]", r#""integer", "format": "int64""#),
            ("[1, 2147483647]", r#""integer""#),
        ] {
            let items = format!(r#"{{ "type": "array", "items": {{ "type": {expected} }} }}"#);
            check(samples, Some(&items));
        }
    }

    #[test]
    fn a_property_is_labelled_and_may_be_long() {
        let found = |text: &str, longest| {
            let tree = syntax::parse(text);
            named_schema(tree.root(), Some("line_items"), longest)
        };
        assert_eq!(
            found("[1]", 200).as_deref(),
            Some(
                r#"{ "type": "array", "x-ms-summary": "Line Items", "description": "The line items.", "items": { "type": "integer" } }"#
            )
        );
        assert_eq!(found("[1]", 20), None);
        assert_eq!(found("null", 200), None);
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
