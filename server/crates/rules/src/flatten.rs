//! One schema in place of an `allOf`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::ControlFlow;

use connector::Definition;
use rustc_hash::FxHashMap;
use syntax::edit::quote;
use syntax::{Node, NodeId};

/// How many schemas may come together.
const MAX_PARTS: usize = 64;
/// How long the result may be (bytes): nobody wants to look through more.
const MAX_LENGTH: usize = 32 * 1024;

/// What comes of putting a schema and the parts of its `allOf` together.
#[derive(Debug)]
pub enum Flattening<'n> {
    /// One schema says it all.
    Together(Whole<'n>),
    /// One schema cannot say it all.
    Apart {
        /// Why, as a sentence.
        reason: String,
    },
}

/// What `schema` and all parts of its `allOf` say together, parts of parts and those behind a `$ref` too. They stay apart
/// if a part is not there or holds itself, if two of them contradict each other, if the schema is a variant of one with a
/// discriminator, and if the result were very long.
pub fn flattening<'n>(definition: &'n Definition, schema: Node<'n>) -> Flattening<'n> {
    match put_together(definition, schema) {
        ControlFlow::Continue(whole) => Flattening::Together(whole),
        ControlFlow::Break(reason) => Flattening::Apart { reason },
    }
}

/// The JSON of a schema that says what `schema` and all parts of its `allOf` say together; `None` if they stay apart.
pub(crate) fn flattened(definition: &Definition, schema: Node<'_>) -> Option<String> {
    put_together(definition, schema).continue_value().map(|whole| whole.json())
}

/// Whether a part of a schema has a `discriminator`, in however many steps: values name such a schema by the name of its
/// definition, and know it by that part. The `discriminator` of the schema itself does not count.
pub fn is_variant(definition: &Definition, schema: Node<'_>) -> bool {
    fn parts_of(schema: Node<'_>) -> impl Iterator<Item = NodeId> {
        schema.get("allOf").into_iter().flat_map(Node::items).map(Node::id)
    }
    let mut parts: Vec<NodeId> = parts_of(schema).take(MAX_PARTS).collect();
    let mut next = 0;
    while let Some(part) = parts.get(next) {
        next += 1;
        let Some(part) = definition.resolve(definition.node(*part)) else { continue };
        if part.get("discriminator").is_some() {
            return true;
        }
        let room = MAX_PARTS - parts.len();
        parts.extend(parts_of(part).take(room));
    }
    false
}

fn put_together<'n>(definition: &'n Definition, schema: Node<'n>) -> ControlFlow<String, Whole<'n>> {
    let mut whole = Whole::default();
    if is_variant(definition, schema) {
        return ControlFlow::Break(
            "A part of it has a discriminator, of which this schema is a variant.".to_owned(),
        );
    }
    // The parts that are still open, with the schemas around each, which must not come again below it.
    let mut todo = vec![(schema, Vec::<NodeId>::new())];
    for _ in 0..MAX_PARTS {
        let Some((usage, mut around)) = todo.pop() else { return whole.checked() };
        let Some(part) = definition.resolve(usage).filter(|part| part.is_object()) else {
            return ControlFlow::Break(match usage.get("$ref") {
                Some(reference) => format!("The part {} cannot be found.", reference.raw()),
                None => "A part of it is no schema.".to_owned(),
            });
        };
        if around.contains(&part.id()) {
            return ControlFlow::Break("A part of it holds the whole.".to_owned());
        }
        around.push(part.id());
        for member in part.members() {
            if member.key().is_some_and(|key| key.is("allOf")) {
                let parts: Vec<Node<'_>> = member.items().collect();
                todo.extend(parts.into_iter().rev().map(|part| (part, around.clone())));
            } else {
                whole.add(member)?;
            }
        }
        whole.is_closed |= is_closed(part);
        whole.parts_with_fields += usize::from(has_fields(part));
        whole.closed_with_fields += usize::from(is_closed(part) && has_fields(part));
    }
    ControlFlow::Break(format!("It has more than {MAX_PARTS} parts."))
}

/// What a schema and its parts say together.
#[derive(Debug, Default)]
pub struct Whole<'n> {
    members: Vec<Node<'n>>,
    properties: Vec<Node<'n>>,
    by_name: FxHashMap<Cow<'n, str>, Node<'n>>,
    required: Vec<Cow<'n, str>>,
    /// Whether a part forbids all fields but its own, how many parts have fields, and how many are both.
    is_closed: bool,
    parts_with_fields: usize,
    closed_with_fields: usize,
}

impl<'n> Whole<'n> {
    /// The members, each from the first part that has it, without `properties`, `required` and `allOf`.
    pub fn members(&self) -> &[Node<'n>] {
        &self.members
    }

    /// The properties of all parts.
    pub fn properties(&self) -> &[Node<'n>] {
        &self.properties
    }

    /// The names of the properties that any part demands.
    pub fn required(&self) -> &[Cow<'n, str>] {
        &self.required
    }

    /// Adds a member of a part, if it does not contradict an earlier one.
    fn add(&mut self, member: Node<'n>) -> ControlFlow<String> {
        let name = member.name();
        match name.as_ref() {
            "properties" if member.is_object() => return self.add_properties(member),
            "required" if member.is_array() => {
                for entry in member.items() {
                    let Some(entry) = entry.as_str() else {
                        return ControlFlow::Break(
                            "A list of required fields holds more than names.".to_owned(),
                        );
                    };
                    if !self.required.contains(&entry) {
                        self.required.push(entry);
                    }
                }
                return ControlFlow::Continue(());
            }
            _ => {}
        }
        if matches!(name.as_ref(), "properties" | "required") {
            return ControlFlow::Break(format!("'{name}' of a part cannot be read."));
        }
        match self.members.iter().find(|earlier| earlier.name() == name) {
            None => self.members.push(member),
            // What the whole says of itself comes first and holds.
            Some(_) if is_note(&name) => {}
            Some(earlier) if earlier.same_value(member) => {}
            Some(_) => return ControlFlow::Break(format!("Two parts say different things about '{name}'.")),
        }
        ControlFlow::Continue(())
    }

    fn add_properties(&mut self, properties: Node<'n>) -> ControlFlow<String> {
        for property in properties.members() {
            match self.by_name.insert(property.name(), property) {
                None => self.properties.push(property),
                Some(earlier) if earlier.same_value(property) => {}
                Some(_) => {
                    let name = property.name();
                    return ControlFlow::Break(format!("Two parts describe the field '{name}' differently."));
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// The same, if no part forbids the fields of another and it is not too long.
    fn checked(self) -> ControlFlow<String, Self> {
        // All of them in one schema would be allowed.
        if self.is_closed && self.parts_with_fields > self.closed_with_fields.min(1) {
            return ControlFlow::Break("A part of it allows no fields but its own.".to_owned());
        }
        let parts = self.members.iter().chain(&self.properties);
        if parts.map(|part| part.raw().len()).sum::<usize>() > MAX_LENGTH {
            return ControlFlow::Break(format!("The result would be longer than {} KiB.", MAX_LENGTH / 1024));
        }
        ControlFlow::Continue(self)
    }

    fn json(&self) -> String {
        let mut members: Vec<String> = self.members.iter().map(|member| written(*member)).collect();
        if !self.required.is_empty() {
            let names: Vec<String> = self.required.iter().map(|name| quote(name)).collect();
            members.push(format!("\"required\": [{}]", names.join(", ")));
        }
        if !self.properties.is_empty() {
            let properties: Vec<String> = self.properties.iter().map(|property| written(*property)).collect();
            members.push(format!("\"properties\": {{{}}}", properties.join(", ")));
        }
        format!("{{{}}}", members.join(", "))
    }
}

/// Whether a schema allows no fields but its own.
fn is_closed(schema: Node<'_>) -> bool {
    schema.get("additionalProperties").and_then(Node::as_bool) == Some(false)
}

fn has_fields(schema: Node<'_>) -> bool {
    schema.get("properties").is_some_and(|properties| properties.children().next().is_some())
}

/// The member with its key.
fn written(member: Node<'_>) -> String {
    let mut out = quote(&member.name());
    let _ = write!(out, ": {}", member.raw());
    out
}

/// Whether the member is about its schema and not about the values.
fn is_note(name: &str) -> bool {
    const OF_VALUES: [&str; 5] = [
        "x-nullable",
        "x-ms-dynamic-values",
        "x-ms-dynamic-list",
        "x-ms-dynamic-schema",
        "x-ms-dynamic-properties",
    ];
    matches!(name, "title" | "description" | "example" | "externalDocs" | "xml" | "discriminator")
        || name.starts_with("x-") && !OF_VALUES.contains(&name)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[track_caller]
    fn check(definitions: &str, expected: Option<&str>) {
        let text = format!("{{ \"definitions\": {{ {definitions} }} }}");
        let definition = Definition::new(Arc::new(syntax::parse(text)));
        let whole = definition.node(definition.schemas["Whole"]);
        let found = flattened(&definition, whole);
        match expected {
            None => assert_eq!(found, None),
            Some(expected) => {
                let found = found.expect("it can be flattened");
                let (found, expected) = (syntax::parse(found), syntax::parse(expected));
                assert!(found.errors().is_empty());
                assert!(found.root().same_value(expected.root()), "{}", found.text());
            }
        }
    }

    #[test]
    fn parts_come_together() {
        check(
            r##""Whole": { "description": "W", "allOf": [{ "$ref": "#/definitions/A" }, { "$ref": "#/definitions/B" }] },
                "A": { "type": "object", "description": "A", "required": ["a"], "properties": { "a": { "type": "string" } } },
                "B": { "allOf": [{ "$ref": "#/definitions/C" }], "properties": { "b": { "type": "string" } } },
                "C": { "type": "object", "required": ["c", "a"], "properties": { "c": {}, "a": { "type": "string" } } }"##,
            Some(
                r#"{ "description": "W", "type": "object", "required": ["a", "c"],
                     "properties": { "a": { "type": "string" }, "b": { "type": "string" }, "c": {} } }"#,
            ),
        );
        check(
            r##""Whole": { "default": "x", "allOf": [{ "$ref": "#/definitions/A" }] },
                "A": { "type": "string", "enum": ["x", "y"] }"##,
            Some(r#"{ "default": "x", "type": "string", "enum": ["x", "y"] }"#),
        );
    }

    #[test]
    fn variants_of_a_discriminator_stay() {
        let base = r#""Base": { "discriminator": "kind", "properties": { "kind": { "type": "string" } } }"#;
        let inner = r##""Inner": { "allOf": [{ "$ref": "#/definitions/Base" }, {}] }"##;
        for part in ["Base", "Inner"] {
            let whole =
                format!(r##""Whole": {{ "title": "W", "allOf": [{{ "$ref": "#/definitions/{part}" }}] }}"##);
            check(&format!("{whole}, {base}, {inner}"), None);
        }
        // Its own discriminator makes no variant.
        let whole = r#""Whole": { "discriminator": "kind", "allOf": [{ "title": "A" }] }"#;
        check(whole, Some(r#"{ "discriminator": "kind", "title": "A" }"#));
        let circle = r##""Whole": { "allOf": [{ "$ref": "#/definitions/A" }, { "$ref": "#/definitions/A" }] }, "A": { "allOf": [{ "$ref": "#/definitions/Whole" }] }"##;
        check(circle, None);
    }

    #[test]
    fn what_does_not_fit_together_stays() {
        check(r#""Whole": { "allOf": [{ "type": "string" }, { "type": "object" }] }"#, None);
        check(
            r#""Whole": { "allOf": [{ "properties": { "a": { "type": "string" } } }, { "properties": { "a": {} } }] }"#,
            None,
        );
        check(
            r#""Whole": { "allOf": [{ "x-ms-dynamic-schema": { "operationId": "A" } }, { "x-ms-dynamic-schema": { "operationId": "B" } }] }"#,
            None,
        );
        check(r#""Whole": { "properties": [], "allOf": [{ "properties": { "a": {} } }] }"#, None);
        check(r#""Whole": { "required": "a", "allOf": [{ "required": ["b"] }] }"#, None);
        let closed = r#"{ "additionalProperties": false, "properties": { "a": {} } }"#;
        check(&format!(r#""Whole": {{ "allOf": [{closed}, {{ "properties": {{ "b": {{}} }} }}] }}"#), None);
        check(&format!(r#""Whole": {{ "allOf": [{{ "properties": {{ "b": {{}} }} }}, {closed}] }}"#), None);
        check(
            r#""Whole": { "additionalProperties": false, "allOf": [{ "properties": { "b": {} } }] }"#,
            None,
        );
        check(
            &format!(r#""Whole": {{ "title": "W", "allOf": [{closed}] }}"#),
            Some(&closed.replacen('{', r#"{ "title": "W", "#, 1)),
        );
        check(r##""Whole": { "allOf": [{ "$ref": "#/definitions/Gone" }] }"##, None);
        check(r##""Whole": { "allOf": [{ "$ref": "#/definitions/Whole" }] }"##, None);
        check(
            r##""Whole": { "allOf": [{ "$ref": "#/definitions/A" }] }, "A": { "allOf": [{ "$ref": "#/definitions/Whole" }] }"##,
            None,
        );
        let parts = vec!["{}"; MAX_PARTS + 1].join(",");
        check(&format!(r#""Whole": {{ "allOf": [{parts}] }}"#), None);
    }
}
