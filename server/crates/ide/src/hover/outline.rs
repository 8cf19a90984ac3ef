//! A schema as a small outline: names, types, what is required.

use connector::Definition;
use syntax::{Node, NodeId};

use super::member::text_of;
use crate::markup::{Line, Markup};
use crate::words;

/// How many lines an outline has at most, apart from the one that says how many are left out.
const MAX_LINES: usize = 30;
/// How deep it goes at most.
const DEEPEST: usize = 3;
/// How many schemas a chain of `allOf` or of lists may have before it counts as a circle.
const MAX_STEPS: usize = 64;
/// How much of a name or type is shown, in characters.
const NAME_LENGTH: usize = 60;
/// How many allowed values are named.
const MAX_VALUES: usize = 12;

/// Adds what a schema is: its type unless it is an object, its allowed values, and the outline of its fields, or of
/// those of its elements. It goes as deep as there is room for.
pub(super) fn add(text: &mut Markup, definition: &Definition, schema: Node<'_>) {
    let is_named = schema.get("$ref").is_some();
    let name = kind(definition, schema);
    let Some(schema) = definition.resolve(schema) else { return };
    let has_fields = elements(definition, schema)
        .is_some_and(|fields| !Fields::of(definition, fields).properties.is_empty());
    if is_named || name != "object" || !has_fields {
        text.paragraph(Line::default().text("Type: ").code(name));
    }
    add_fields(text, definition, schema);
}

/// Adds the allowed values of a schema, and the outline of its fields, or of those of its elements.
pub(super) fn add_fields(text: &mut Markup, definition: &Definition, schema: Node<'_>) {
    add_values(text, schema);
    let Some(fields) = elements(definition, schema) else { return };
    if Fields::of(definition, fields).properties.is_empty() {
        return;
    }
    let mut outline = Outline::of(definition, fields, 1);
    for deepest in 2..=DEEPEST {
        let deeper = Outline::of(definition, fields, deepest);
        if deeper.is_cut || deeper.lines.len() == outline.lines.len() {
            break;
        }
        outline = deeper;
    }
    text.outline(&outline.lines);
}

/// The allowed values of a schema or parameter.
pub(super) fn add_values(text: &mut Markup, schema: Node<'_>) {
    let Some(list) = schema.get("enum").filter(|list| list.is_array()) else { return };
    let values: Vec<String> = list.items().map(|value| words::cut(&word(value), NAME_LENGTH)).collect();
    if !values.is_empty() {
        text.paragraph(words::codes(Line::from("Allowed values: "), &values, MAX_VALUES));
    }
}

/// A scalar as an author would say it; the empty text with its quotes.
pub(super) fn word(value: Node<'_>) -> String {
    match value.as_str() {
        Some(text) if !text.is_empty() => text.into_owned(),
        _ => value.raw().to_owned(),
    }
}

/// What a schema or parameter is, in a word or two: `string (date-time)`, `array of Row`. What a `$ref` names goes by
/// its name.
pub(crate) fn kind(definition: &Definition, schema: Node<'_>) -> String {
    let mut prefix = String::new();
    let mut schema = schema;
    for _ in 0..MAX_STEPS {
        if let Some(reference) = schema.get("$ref").and_then(Node::as_str) {
            let name = definition.ref_target(&reference).map(|target| target.name().into_owned());
            let name = name.unwrap_or_else(|| reference.rsplit('/').next().unwrap_or_default().to_owned());
            return prefix + &words::cut(&name, NAME_LENGTH);
        }
        let written = text_of(schema, "type");
        let is_object =
            ["properties", "additionalProperties", "allOf"].iter().any(|name| schema.get(name).is_some());
        let kind = written.unwrap_or_else(|| if is_object { "object" } else { "any" }.to_owned());
        let items = schema.get("items").filter(|items| kind == "array" && items.is_object());
        let Some(items) = items else {
            let format =
                text_of(schema, "format").map(|format| format!(" ({})", words::cut(&format, NAME_LENGTH)));
            return prefix + &words::cut(&kind, NAME_LENGTH) + &format.unwrap_or_default();
        };
        prefix.push_str("array of ");
        schema = items;
    }
    prefix
}

/// The schema itself, or that of the innermost elements if it is a list.
pub(crate) fn elements<'d>(definition: &'d Definition, schema: Node<'d>) -> Option<Node<'d>> {
    let mut schema = definition.resolve(schema)?;
    for _ in 0..MAX_STEPS {
        match schema.get("items").filter(|items| items.is_object()) {
            Some(items) => schema = definition.resolve(items)?,
            None => return Some(schema),
        }
    }
    None
}

/// The fields of an object schema, those of its `allOf` too.
struct Fields<'d> {
    properties: Vec<Node<'d>>,
    required: Vec<String>,
    /// The schema of fields with any other name.
    others: Option<Node<'d>>,
}

impl<'d> Fields<'d> {
    fn of(definition: &'d Definition, schema: Node<'d>) -> Self {
        let mut fields = Self { properties: Vec::new(), required: Vec::new(), others: None };
        let mut parts = vec![schema];
        let mut at = 0;
        while at < parts.len().min(MAX_STEPS) {
            if let Some(part) = definition.resolve(parts[at]) {
                fields.properties.extend(part.get("properties").into_iter().flat_map(Node::members));
                let required = part.get("required").into_iter().flat_map(Node::items);
                fields.required.extend(required.filter_map(Node::as_str).map(std::borrow::Cow::into_owned));
                let others = part.get("additionalProperties").filter(|others| others.is_object());
                fields.others = fields.others.or(others);
                parts.extend(part.get("allOf").into_iter().flat_map(Node::items));
            }
            at += 1;
        }
        fields
    }
}

/// The lines of an outline.
struct Outline<'d> {
    definition: &'d Definition,
    deepest: usize,
    lines: Vec<String>,
    /// Whether there was no room for all lines.
    is_cut: bool,
    /// The schemas around the one at hand.
    around: Vec<NodeId>,
}

impl<'d> Outline<'d> {
    fn of(definition: &'d Definition, schema: Node<'d>, deepest: usize) -> Self {
        let mut outline =
            Self { definition, deepest, lines: Vec::new(), is_cut: false, around: vec![schema.id()] };
        outline.add(schema);
        outline
    }

    fn add(&mut self, schema: Node<'d>) {
        let fields = Fields::of(self.definition, schema);
        let level = self.around.len();
        for (index, property) in fields.properties.iter().enumerate() {
            if self.lines.len() >= MAX_LINES {
                self.is_cut = true;
                if level == 1 {
                    self.lines.push(format!("… {} more", fields.properties.len() - index));
                }
                return;
            }
            let inside = elements(self.definition, *property);
            let is_circular = inside.is_some_and(|inside| self.around.contains(&inside.id()));
            let name = property.name();
            let mut line = self.line(&name, *property);
            if fields.required.iter().any(|required| *required == name) {
                line.push_str(", required");
            }
            if is_circular {
                line.push_str(", circular");
            }
            self.lines.push(line);
            if let Some(inside) = inside.filter(|_| !is_circular && level < self.deepest) {
                self.around.push(inside.id());
                self.add(inside);
                self.around.pop();
            }
        }
        if let Some(others) = fields.others {
            let line = self.line("any other name", others);
            self.lines.push(line);
        }
    }

    fn line(&self, name: &str, schema: Node<'_>) -> String {
        let indentation = "  ".repeat(self.around.len() - 1);
        format!("{indentation}{}: {}", words::cut(name, NAME_LENGTH), kind(self.definition, schema))
    }
}
