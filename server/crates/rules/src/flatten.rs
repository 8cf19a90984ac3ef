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
/// if a part is not there or holds itself, if two of them contradict each other, and if the result were very long.
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

fn put_together<'n>(definition: &'n Definition, schema: Node<'n>) -> ControlFlow<String, Whole<'n>> {
    let mut whole = Whole::default();
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

    /// The same, if it is not too long.
    fn checked(self) -> ControlFlow<String, Self> {
        let parts = self.members.iter().chain(&self.properties);
        if parts.map(|part| part.full_span().len() as usize).sum::<usize>() > MAX_LENGTH {
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
