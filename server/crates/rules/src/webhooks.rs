//! Webhook operations: where the address to call goes, and what is said about it.

use connector::{Definition, Operation, Parameter, Trigger, Visibility};
use rustc_hash::FxHashSet;
use syntax::{Node, NodeId};

use crate::Context;
use crate::finding::Finding;
use crate::fix::{Change, Fix, Safety, Step};

/// Marks the field that the platform puts its address into.
pub(crate) const URL: &str = "x-ms-notification-url";
/// Describes what the service sends there.
pub(crate) const CONTENT: &str = "x-ms-notification-content";

/// No body has more schemas than this that are worth a look; the platform takes 512.
const MOST_SCHEMAS: usize = 4096;

/// A field of a body that receives the address, with the way to it.
pub(crate) struct NotificationUrl<'d> {
    /// The schema that has the mark.
    pub(crate) schema: Node<'d>,
    /// The body parameter.
    pub(crate) body: &'d Parameter,
    /// From the body to the field: each the property of an object.
    pub(crate) way: Vec<Link<'d>>,
}

/// A property on the way to the address.
#[derive(Clone, Copy)]
pub(crate) struct Link<'d> {
    /// The object schema, references followed. Its property may stand in one of its `allOf`.
    pub(crate) object: Node<'d>,
    /// The schema that has the property under `properties`: the object, or a part of its `allOf`.
    pub(crate) holder: Node<'d>,
    /// The property; its key is the name.
    pub(crate) property: Node<'d>,
}

/// Whether a schema or parameter is marked to receive the address.
pub(crate) fn is_url(node: Node<'_>) -> bool {
    node.get(URL).and_then(Node::as_bool) == Some(true)
}

/// Whether a path item or one of its operations describes what the service sends.
pub(crate) fn content<'d>(definition: &'d Definition, operation: &Operation) -> Option<Node<'d>> {
    let path_item = definition.node(definition.path_item(operation).node);
    // In the operation it is in the wrong place, which has a finding of its own, but says what is meant.
    path_item.get(CONTENT).or_else(|| definition.node(operation.node).get(CONTENT))
}

/// Whether a trigger waits for calls of the service. One that asks by GET polls, and so does one that asks for lists
/// by POST and has nothing to say about messages.
pub(crate) fn is_webhook_trigger(definition: &Definition, operation: &Operation) -> bool {
    match operation.trigger {
        Some(Trigger::Single) => {
            operation.method != connector::Method::Get || content(definition, operation).is_some()
        }
        Some(Trigger::Batch) => content(definition, operation).is_some() || has_url(definition, operation),
        None => false,
    }
}

/// Whether an input of the operation receives the address.
pub(crate) fn has_url(definition: &Definition, operation: &Operation) -> bool {
    let parameters = definition.parameters(operation);
    parameters.iter().any(|parameter| is_url(definition.parameter_node(parameter)))
        || urls(definition, operation).next().is_some()
}

/// The fields of the body that receive the address. Of several ways to one field the first.
pub(crate) fn urls<'d>(
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
    pub(crate) fn is_required(self, definition: &'d Definition) -> bool {
        let name = self.property.name();
        let lists = |schema: Node<'_>| {
            let mut names = schema.get("required").into_iter().flat_map(Node::items).filter_map(Node::as_str);
            names.any(|required| required == name)
        };
        let mut parts = self.object.get("allOf").into_iter().flat_map(Node::items);
        lists(self.object) || parts.any(|part| definition.resolve(part).is_some_and(lists))
    }

    /// Lists the property under `required`; `None` where something else stands there.
    pub(crate) fn require(self) -> Option<Change> {
        let name = syntax::edit::quote(&self.property.name());
        match self.holder.get("required") {
            Some(list) if list.is_array() => Some(Change::Append(list.id(), name)),
            Some(_) => None,
            None => Some(Change::Insert {
                object: self.holder.id(),
                name: "required".to_owned(),
                value: format!("[{name}]"),
                after: Some("type".to_owned()),
            }),
        }
    }
}

impl NotificationUrl<'_> {
    /// Whether the field, something around it, or the body is not shown to makers.
    pub(crate) fn is_internal(&self, definition: &Definition) -> bool {
        let is_internal = |node: Node<'_>| Visibility::of(node) == Visibility::Internal;
        let around = self.way.iter().any(|link| {
            is_internal(link.property) || definition.resolve(link.property).is_some_and(is_internal)
        });
        around || is_internal(self.schema) || is_internal(definition.parameter_node(self.body))
    }

    /// Its name, or that of the body if it is the whole body.
    pub(crate) fn name(&self) -> String {
        match self.way.last() {
            Some(link) => link.property.name().into_owned(),
            None => self.body.name.as_deref().unwrap_or("body").to_owned(),
        }
    }

    /// What to underline: the property.
    pub(crate) fn node(&self) -> Node<'_> {
        self.way.last().map_or(self.schema, |link| link.property)
    }
}

/// Makes a parameter required.
pub(crate) fn require_parameter(parameter: Node<'_>) -> Change {
    match parameter.get("required") {
        Some(written) => Change::Replace(written.id(), "true".to_owned()),
        None => Change::Insert {
            object: parameter.id(),
            name: "required".to_owned(),
            value: "true".to_owned(),
            after: Some("in".to_owned()),
        },
    }
}

/// Hides a field from makers.
pub(crate) fn hide(schema: Node<'_>) -> Change {
    match schema.get("x-ms-visibility") {
        Some(written) => Change::Replace(written.id(), "\"internal\"".to_owned()),
        None => Change::Insert {
            object: schema.id(),
            name: "x-ms-visibility".to_owned(),
            value: "\"internal\"".to_owned(),
            after: None,
        },
    }
}

/// Offers several changes to the definition as one.
pub(crate) fn offer(finding: &mut Finding, title: &str, changes: Vec<Change>) {
    if changes.is_empty() {
        return;
    }
    let file = connector::FileRole::Definition;
    let steps = changes.into_iter().map(|change| Step { file, change }).collect();
    finding.fix(Fix { title: title.to_owned(), safety: Safety::Unsafe, steps });
}

/// Calls `look` for every field that receives an address in a webhook operation, each field once.
pub(crate) fn each_url(
    context: &mut Context<'_>,
    mut look: impl FnMut(&mut Context<'_>, &NotificationUrl<'_>),
) {
    let Some(definition) = context.definition() else { return };
    let mut seen = FxHashSet::default();
    for operation in &definition.operations {
        // Other operations have no business with addresses, which has a finding of its own.
        if operation.trigger.is_none() && content(definition, operation).is_none() {
            continue;
        }
        for url in urls(definition, operation) {
            if seen.insert(url.node().id()) {
                look(context, &url);
            }
        }
    }
}

/// Whether anything about the inputs of an operation is unknown, so that an address may be there unseen.
pub(crate) fn is_uncertain(definition: &Definition, operation: &Operation) -> bool {
    const OPEN: [&str; 2] = ["x-ms-dynamic-schema", "x-ms-dynamic-properties"];
    let unknown_schema = |body: &Parameter| match definition.parameter_node(body).get("schema") {
        None => true,
        Some(schema) => definition.resolve(schema).is_none_or(|schema| {
            OPEN.iter().any(|name| schema.get(name).is_some()) || schema.get("$ref").is_some()
        }),
    };
    definition.parameters(operation).iter().any(|parameter| parameter.is_unresolved)
        || definition.body_parameter(operation).is_some_and(unknown_schema)
}
