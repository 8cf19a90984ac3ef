//! Webhook operations: where the address to call goes, and what is said about the calls.
//!
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger>

use rustc_hash::FxHashSet;
use syntax::{Node, NodeId};

use crate::definition::{Definition, Method, Operation, Parameter, Trigger, Visibility};

/// Marks the field that the platform puts its address into.
pub const URL: &str = "x-ms-notification-url";
/// Describes what the service sends there.
pub const CONTENT: &str = "x-ms-notification-content";

/// No body has more schemas than this that are worth a look; the platform takes 512.
const MOST_SCHEMAS: usize = 4096;

/// A field of a body that receives the address, with the way to it.
pub struct NotificationUrl<'d> {
    /// The schema that has the mark.
    pub schema: Node<'d>,
    /// The body parameter.
    pub body: &'d Parameter,
    /// From the body to the field: each the property of an object.
    pub way: Vec<Link<'d>>,
}

/// A property on the way to the address.
#[derive(Clone, Copy)]
pub struct Link<'d> {
    /// The object schema, references followed. Its property may stand in one of its `allOf`.
    pub object: Node<'d>,
    /// The schema that has the property under `properties`: the object, or a part of its `allOf`.
    pub holder: Node<'d>,
    /// The property; its key is the name.
    pub property: Node<'d>,
}

/// Whether a schema or parameter is marked to receive the address.
pub fn is_url(node: Node<'_>) -> bool {
    node.get(URL).and_then(Node::as_bool) == Some(true)
}

/// Whether a path item or one of its operations describes what the service sends.
pub fn content<'d>(definition: &'d Definition, operation: &Operation) -> Option<Node<'d>> {
    let path_item = definition.node(definition.path_item(operation).node);
    // In the operation it is in the wrong place, which has a finding of its own, but says what is meant.
    path_item.get(CONTENT).or_else(|| definition.node(operation.node).get(CONTENT))
}

/// Whether a trigger waits for calls of the service. One that asks by GET polls, and so does one that asks for lists
/// by POST and has nothing to say about messages.
pub fn is_webhook_trigger(definition: &Definition, operation: &Operation) -> bool {
    match operation.trigger {
        Some(Trigger::Single) => operation.method != Method::Get || content(definition, operation).is_some(),
        Some(Trigger::Batch) => content(definition, operation).is_some() || has_url(definition, operation),
        None => false,
    }
}

/// Whether an input of the operation receives the address.
pub fn has_url(definition: &Definition, operation: &Operation) -> bool {
    let parameters = definition.parameters(operation);
    parameters.iter().any(|parameter| is_url(definition.parameter_node(parameter)))
        || urls(definition, operation).next().is_some()
}

/// The fields of the body that receive the address. Of several ways to one field the first.
pub fn urls<'d>(
    definition: &'d Definition,
    operation: &'d Operation,
) -> impl Iterator<Item = NotificationUrl<'d>> + use<'d> {
    let body = definition.body_parameter(operation);
    let schema = body.and_then(|body| definition.parameter_node(body).get("schema"));
    let mut walk = Walk { definition, seen: FxHashSet::default(), found: Vec::new(), way: Vec::new() };
    if let Some(schema) = schema {
        walk.schema(schema);
    }
    let found = walk.found.into_iter();
    found.filter_map(move |(schema, way)| Some(NotificationUrl { schema, body: body?, way }))
}

struct Walk<'d> {
    definition: &'d Definition,
    seen: FxHashSet<NodeId>,
    found: Vec<(Node<'d>, Vec<Link<'d>>)>,
    way: Vec<Link<'d>>,
}

impl<'d> Walk<'d> {
    /// Looks through a schema and all that it is made of, each once. References are followed once each, so the walk is
    /// no deeper than the document and all its references together.
    fn schema(&mut self, schema: Node<'d>) {
        // What is still to do: a schema below the first `usize` links of the way, with the link that leads to it.
        let mut todo = vec![(schema, 0, None)];
        while let Some((schema, depth, link)) = todo.pop() {
            self.way.truncate(depth);
            self.way.extend(link);
            let depth = self.way.len();
            let Some(object) = self.definition.resolve(schema).filter(|object| object.is_object()) else {
                continue;
            };
            if !self.seen.insert(object.id()) || self.seen.len() > MOST_SCHEMAS {
                continue;
            }
            if is_url(object) {
                self.found.push((object, self.way.clone()));
            }
            let from = todo.len();
            properties(object, object, depth, &mut todo);
            for part in object.get("allOf").into_iter().flat_map(Node::items) {
                let part = self.definition.resolve(part).filter(|part| part.is_object());
                if let Some(part) = part.filter(|part| self.seen.insert(part.id())) {
                    properties(object, part, depth, &mut todo);
                }
            }
            todo.extend(object.get("items").map(|items| (items, depth, None)));
            todo[from..].reverse();
        }
    }
}

/// Adds the properties that stand in `holder`, which is `object` or a part of it.
fn properties<'d>(
    object: Node<'d>,
    holder: Node<'d>,
    depth: usize,
    todo: &mut Vec<(Node<'d>, usize, Option<Link<'d>>)>,
) {
    for property in holder.get("properties").into_iter().flat_map(Node::members) {
        todo.push((property, depth, Some(Link { object, holder, property })));
    }
}

impl<'d> Link<'d> {
    /// Whether the object, or a part of its `allOf`, lists the property under `required`.
    pub fn is_required(self, definition: &'d Definition) -> bool {
        let name = self.property.name();
        let lists = |schema: Node<'_>| {
            let mut names = schema.get("required").into_iter().flat_map(Node::items).filter_map(Node::as_str);
            names.any(|required| required == name)
        };
        let mut parts = self.object.get("allOf").into_iter().flat_map(Node::items);
        lists(self.object) || parts.any(|part| definition.resolve(part).is_some_and(lists))
    }
}

impl NotificationUrl<'_> {
    /// Whether the field, something around it, or the body is not shown to makers.
    pub fn is_internal(&self, definition: &Definition) -> bool {
        let is_internal = |node: Node<'_>| Visibility::of(node) == Visibility::Internal;
        let around = self.way.iter().any(|link| {
            is_internal(link.property) || definition.resolve(link.property).is_some_and(is_internal)
        });
        around || is_internal(self.schema) || is_internal(definition.parameter_node(self.body))
    }

    /// Its name, or that of the body if it is the whole body.
    pub fn name(&self) -> String {
        match self.way.last() {
            Some(link) => link.property.name().into_owned(),
            None => self.body.name.as_deref().unwrap_or("body").to_owned(),
        }
    }

    /// What to underline: the property.
    pub fn node(&self) -> Node<'_> {
        self.way.last().map_or(self.schema, |link| link.property)
    }
}
