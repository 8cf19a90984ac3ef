//! One schema in place of an `allOf`.

use std::fmt::Write as _;

use connector::Definition;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use syntax::edit::quote;
use syntax::{Node, NodeId};

/// How many schemas may come together.
const MAX_PARTS: usize = 64;
/// How long the result may be (bytes): nobody wants to look through more.
const MAX_LENGTH: usize = 32 * 1024;

/// The JSON of a schema that says what `schema` and all parts of its `allOf` say together. `None` if a part is not there
/// or holds itself, if two of them contradict each other, and if the result were very long.
pub(crate) fn flattened(definition: &Definition, schema: Node<'_>) -> Option<String> {
    let mut whole = Whole::default();
    // The parts that are still open, with the schemas around each, which must not come again below it.
    let mut todo = vec![(schema, Vec::<NodeId>::new())];
    for _ in 0..MAX_PARTS {
        let Some((part, mut around)) = todo.pop() else { return whole.json() };
        let part = definition.resolve(part).filter(|part| part.is_object())?;
        if around.contains(&part.id()) {
            return None;
        }
        around.push(part.id());
        for member in part.members() {
            if member.key()?.is("allOf") {
                let parts: Vec<Node<'_>> = member.items().collect();
                todo.extend(parts.into_iter().rev().map(|part| (part, around.clone())));
            } else {
                whole.add(member)?;
            }
        }
    }
    None
}

/// What has come together so far.
#[derive(Default)]
struct Whole<'n> {
    members: Vec<Node<'n>>,
    properties: Vec<Node<'n>>,
    by_name: FxHashMap<Cow<'n, str>, Node<'n>>,
    required: Vec<Cow<'n, str>>,
}

impl<'n> Whole<'n> {
    /// Adds a member of a part; `None` if it contradicts an earlier one.
    fn add(&mut self, member: Node<'n>) -> Option<()> {
        let name = member.name();
        match name.as_ref() {
            "properties" if member.is_object() => return self.add_properties(member),
            "required" if member.is_array() => {
                for entry in member.items() {
                    let entry = entry.as_str()?;
                    if !self.required.contains(&entry) {
                        self.required.push(entry);
                    }
                }
                return Some(());
            }
            _ => {}
        }
        match self.members.iter().find(|earlier| earlier.name() == name) {
            None => self.members.push(member),
            // What the whole says of itself comes first and holds.
            Some(_) if is_note(&name) => {}
            Some(earlier) => return earlier.same_value(member).then_some(()),
        }
        Some(())
    }

    fn add_properties(&mut self, properties: Node<'n>) -> Option<()> {
        for property in properties.members() {
            match self.by_name.insert(property.name(), property) {
                None => self.properties.push(property),
                Some(earlier) if earlier.same_value(property) => {}
                Some(_) => return None,
            }
        }
        Some(())
    }

    fn json(&self) -> Option<String> {
        let parts = self.members.iter().chain(&self.properties);
        if parts.map(|part| part.full_span().len() as usize).sum::<usize>() > MAX_LENGTH {
            return None;
        }
        let mut members: Vec<String> = self.members.iter().map(|member| written(*member)).collect();
        if !self.required.is_empty() {
            let names: Vec<String> = self.required.iter().map(|name| quote(name)).collect();
            members.push(format!("\"required\": [{}]", names.join(", ")));
        }
        if !self.properties.is_empty() {
            let properties: Vec<String> = self.properties.iter().map(|property| written(*property)).collect();
            members.push(format!("\"properties\": {{{}}}", properties.join(", ")));
        }
        Some(format!("{{{}}}", members.join(", ")))
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
    matches!(name, "title" | "description" | "example" | "externalDocs" | "xml" | "discriminator")
        || name.starts_with("x-") && name != "x-nullable"
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
