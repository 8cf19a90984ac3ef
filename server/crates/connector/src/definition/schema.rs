//! Schemas: references and paths into them, without ever expanding one.

use std::borrow::Cow;

use syntax::{Kind, Node};

use super::{Definition, Operation};

/// How long a chain of `$ref` or `allOf` may be before it counts as a circle.
const MAX_STEPS: usize = 64;

/// The part of the document a local reference points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// `#/definitions/…`
    Definitions,
    /// `#/parameters/…`
    Parameters,
    /// `#/responses/…`
    Responses,
}

impl Section {
    /// The member of the root.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Definitions => "definitions",
            Self::Parameters => "parameters",
            Self::Responses => "responses",
        }
    }
}

/// A `$ref` that has the form Swagger allows: `#/section/name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefTarget<'t> {
    /// Where it points.
    pub section: Section,
    /// The name, with pointer and percent escapes resolved.
    pub name: Cow<'t, str>,
}

/// Reads a reference; `None` for external files, deeper pointers and other sections.
pub fn parse_ref(reference: &str) -> Option<RefTarget<'_>> {
    let rest = reference.strip_prefix("#/")?;
    let sections = [
        ("definitions/", Section::Definitions),
        ("parameters/", Section::Parameters),
        ("responses/", Section::Responses),
    ];
    let in_section = |(start, section)| rest.strip_prefix(start).map(|name: &str| (section, name));
    let (section, name) = sections.into_iter().find_map(in_section)?;
    let special = name.bytes().find(|byte| matches!(byte, b'/' | b'~' | b'%'));
    if name.is_empty() || special.is_some() && name.as_bytes().contains(&b'/') {
        return None;
    }
    Some(RefTarget {
        section,
        name: if special.is_none() { Cow::Borrowed(name) } else { unescape_name(name) },
    })
}

/// Resolves `%20`, `~1` and `~0`.
fn unescape_name(name: &str) -> Cow<'_, str> {
    let bytes = name.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = name.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    let text = String::from_utf8(out).unwrap_or_else(|_| name.to_owned());
    Cow::Owned(text.replace("~1", "/").replace("~0", "~"))
}

pub(super) fn ref_target<'d>(definition: &'d Definition, reference: &str) -> Option<Node<'d>> {
    let target = parse_ref(reference)?;
    let names = match target.section {
        Section::Definitions => &definition.schemas,
        Section::Parameters => &definition.shared_parameters,
        Section::Responses => &definition.shared_responses,
    };
    names.get(target.name.as_ref()).map(|&id| definition.node(id))
}

pub(super) fn resolve<'d>(definition: &'d Definition, node: Node<'d>) -> Option<Node<'d>> {
    let mut node = node;
    for _ in 0..MAX_STEPS {
        // A property may be called `$ref`; only a string refers to something.
        let Some(reference) = node.get("$ref").and_then(Node::as_str) else { return Some(node) };
        node = ref_target(definition, &reference)?;
    }
    None
}

pub(super) fn success_schema<'d>(definition: &'d Definition, operation: &Operation) -> Option<Node<'d>> {
    let responses = definition.node(operation.node).get("responses")?;
    let schema_of = |response: Node<'d>| resolve(definition, response)?.get("schema");
    let by_code = |code: &str| responses.get(code).and_then(schema_of);
    by_code("200")
        .or_else(|| by_code("201"))
        .or_else(|| responses.members().filter(|code| code.name().starts_with('2')).find_map(schema_of))
        .or_else(|| by_code("default"))
}

/// Where a path into a schema leads.
#[derive(Clone, Copy, Debug)]
pub enum PathStep<'d> {
    /// To this schema.
    Found(Node<'d>),
    /// Into a part whose shape is only known at run time: an open or empty object, a dynamic schema, a broken `$ref`.
    Unknown,
    /// Nowhere: `schema` describes an object without that property (or no object at all).
    Missing {
        /// The deepest schema that the path reached.
        schema: Node<'d>,
    },
}

pub(super) fn follow_path<'d>(definition: &'d Definition, schema: Node<'d>, path: &str) -> PathStep<'d> {
    let mut current = schema;
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let Some(resolved) = resolve(definition, current) else { return PathStep::Unknown };
        match property(definition, resolved, segment) {
            Some(found) => current = found,
            None if is_open(definition, resolved) => return PathStep::Unknown,
            None => return PathStep::Missing { schema: resolved },
        }
    }
    resolve(definition, current).map_or(PathStep::Unknown, PathStep::Found)
}

/// Whether a schema may have properties that it does not list.
fn is_open(definition: &Definition, schema: Node<'_>) -> bool {
    const DYNAMIC: [&str; 2] = ["x-ms-dynamic-schema", "x-ms-dynamic-properties"];
    if DYNAMIC.iter().any(|name| schema.get(name).is_some()) {
        return true;
    }
    if schema
        .get("additionalProperties")
        .is_some_and(|value| value.is_object() || value.as_bool() == Some(true))
    {
        return true;
    }
    if !any_property(definition, schema, &mut |_| true) {
        // Nothing is said about an object without properties; a string or array has none to speak of.
        let kind = schema.get("type").and_then(Node::as_str);
        return kind.is_none_or(|kind| kind == "object") && schema.kind() == Kind::Object;
    }
    false
}

pub(super) fn property<'d>(definition: &'d Definition, schema: Node<'d>, name: &str) -> Option<Node<'d>> {
    let mut budget = MAX_STEPS;
    find_property(definition, schema, name, &mut budget)
}

fn find_property<'d>(
    definition: &'d Definition,
    schema: Node<'d>,
    name: &str,
    budget: &mut usize,
) -> Option<Node<'d>> {
    *budget = budget.checked_sub(1)?;
    let schema = resolve(definition, schema)?;
    let own = schema.get("properties").and_then(|properties| properties.get(name));
    own.or_else(|| {
        let parts = schema.get("allOf").into_iter().flat_map(Node::items);
        parts.into_iter().find_map(|part| find_property(definition, part, name, budget))
    })
}

pub(super) fn any_property<'d>(
    definition: &'d Definition,
    schema: Node<'d>,
    look: &mut dyn FnMut(Node<'d>) -> bool,
) -> bool {
    let mut budget = MAX_STEPS;
    look_for_property(definition, schema, look, &mut budget)
}

fn look_for_property<'d>(
    definition: &'d Definition,
    schema: Node<'d>,
    look: &mut dyn FnMut(Node<'d>) -> bool,
    budget: &mut usize,
) -> bool {
    let Some(left) = budget.checked_sub(1) else { return false };
    *budget = left;
    let Some(schema) = resolve(definition, schema) else { return false };
    schema.get("properties").into_iter().flat_map(Node::members).any(&mut *look)
        || schema
            .get("allOf")
            .into_iter()
            .flat_map(Node::items)
            .any(|part| look_for_property(definition, part, look, budget))
}

pub(super) fn properties<'d>(definition: &'d Definition, schema: Node<'d>) -> Vec<Node<'d>> {
    let mut out: Vec<Node<'d>> = Vec::new();
    let mut todo = vec![schema];
    let mut budget = MAX_STEPS;
    while let Some(schema) = todo.pop() {
        if budget == 0 {
            break;
        }
        budget -= 1;
        let Some(schema) = resolve(definition, schema) else { continue };
        out.extend(schema.get("properties").into_iter().flat_map(Node::members));
        todo.extend(schema.get("allOf").into_iter().flat_map(Node::items));
    }
    out
}
