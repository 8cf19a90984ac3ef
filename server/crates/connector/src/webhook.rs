//! Webhook operations: where the address to call goes, and what is said about the calls.
//!
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger>

use rustc_hash::{FxHashMap, FxHashSet};
use syntax::{Node, NodeId};

use crate::definition::{Definition, Method, Operation, Parameter, Trigger, Visibility};

/// Marks the field that the platform puts its address into.
pub const URL: &str = "x-ms-notification-url";
/// Describes what the service sends there.
pub const CONTENT: &str = "x-ms-notification-content";

/// How many schemas are looked at in all bodies of a definition together.
const MOST_STEPS: usize = 1 << 20;

/// A field of a body that receives the address, with the way to it.
pub struct NotificationUrl<'d> {
    /// The schema that has the mark.
    pub schema: Node<'d>,
    /// The body parameter.
    pub body: &'d Parameter,
    definition: &'d Definition,
    /// Object, holder and property of each link.
    links: &'d [[NodeId; 3]],
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

/// Whether an operation has business with addresses: it is a trigger, or says what the service sends.
pub fn is_webhook_part(definition: &Definition, operation: &Operation) -> bool {
    operation.trigger.is_some() || content(definition, operation).is_some()
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

/// The fields of the body that receive the address. Of several ways to one field the first. The first call looks at the
/// bodies of all operations.
pub fn urls<'d>(
    definition: &'d Definition,
    operation: &'d Operation,
) -> impl Iterator<Item = NotificationUrl<'d>> + use<'d> {
    let body = definition.body_parameter(operation);
    let ways =
        body_schema(definition, operation).and_then(|schema| definition.addresses().ways.get(&schema.id()));
    ways.into_iter().flatten().filter_map(move |way| {
        let schema = definition.node(way.schema);
        Some(NotificationUrl { schema, body: body?, definition, links: &way.links })
    })
}

/// Whether the bodies of this definition are so large that not all of this one was looked at.
pub fn is_unclear(definition: &Definition, operation: &Operation) -> bool {
    body_schema(definition, operation)
        .is_some_and(|schema| definition.addresses().unclear.contains(&schema.id()))
}

/// The schema of the body, behind its reference.
fn body_schema<'d>(definition: &'d Definition, operation: &'d Operation) -> Option<Node<'d>> {
    let body = definition.body_parameter(operation)?;
    definition.resolve(definition.parameter_node(body).get("schema")?)
}

/// The ways to all addresses of a definition.
#[derive(Debug, Default)]
pub(crate) struct Addresses {
    /// By the schema of the body.
    ways: FxHashMap<NodeId, Vec<Way>>,
    /// Bodies that were not looked at to the end.
    unclear: FxHashSet<NodeId>,
    /// The first webhook operation (see [`is_webhook_part`]) that leads to each address, by the address's
    /// [`NotificationUrl::node`].
    first: FxHashMap<NodeId, NodeId>,
}

/// The way from a body to the field for the address.
#[derive(Debug)]
struct Way {
    schema: NodeId,
    /// Object, holder and property of each [`Link`].
    links: Vec<[NodeId; 3]>,
}

impl Addresses {
    pub(crate) fn of(definition: &Definition) -> Self {
        let mut found = Self::default();
        let is_mark = |node: Node<'_>| node.key().is_some_and(|key| key.is(URL));
        if !definition.tree().nodes().any(is_mark) {
            return found;
        }
        let mut steps = MOST_STEPS;
        for operation in &definition.operations {
            let Some(schema) = body_schema(definition, operation) else { continue };
            let id = schema.id();
            let ways = found.ways.entry(id).or_insert_with(|| ways(definition, schema, &mut steps));
            if is_webhook_part(definition, operation) {
                for way in ways {
                    found.first.entry(way.node()).or_insert(operation.node);
                }
            }
            if steps == 0 {
                found.unclear.insert(id);
            }
        }
        found
    }
}

impl Way {
    /// The property, or the whole body.
    fn node(&self) -> NodeId {
        self.links.last().map_or(self.schema, |&[_, _, property]| property)
    }
}

/// Looks through a schema and all that it is made of, each once, along the first way that leads there.
fn ways(definition: &Definition, schema: Node<'_>, steps: &mut usize) -> Vec<Way> {
    let mut seen: FxHashSet<NodeId> = FxHashSet::default();
    let mut found = Vec::new();
    let mut links: Vec<[NodeId; 3]> = Vec::new();
    // What is still to do: a schema below the first `usize` links, with the link that leads to it.
    let mut todo = vec![(schema, 0, None)];
    while let Some((schema, depth, link)) = todo.pop() {
        *steps = steps.saturating_sub(1);
        if *steps == 0 {
            break;
        }
        links.truncate(depth);
        links.extend(link);
        let depth = links.len();
        let Some(object) = definition.resolve(schema).filter(|object| object.is_object()) else { continue };
        if !seen.insert(object.id()) {
            continue;
        }
        if is_url(object) {
            found.push(Way { schema: object.id(), links: links.clone() });
        }
        let from = todo.len();
        // The object, then the parts that it is made of.
        let mut holders = vec![object];
        while let Some(holder) = holders.pop() {
            for property in holder.get("properties").into_iter().flat_map(Node::members) {
                todo.push((property, depth, Some([object.id(), holder.id(), property.id()])));
            }
            let parts = holder.get("allOf").into_iter().flat_map(Node::items);
            let parts = parts.filter_map(|part| definition.resolve(part)).filter(|part| part.is_object());
            holders.extend(parts.filter(|part| seen.insert(part.id())));
        }
        todo.extend(object.get("items").map(|items| (items, depth, None)));
        todo[from..].reverse();
    }
    found
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

impl<'d> NotificationUrl<'d> {
    /// From the body to the field: each the property of an object.
    pub fn way(&self) -> impl DoubleEndedIterator<Item = Link<'d>> + use<'d> {
        let definition = self.definition;
        self.links.iter().map(move |link| {
            let [object, holder, property] = link.map(|id| definition.node(id));
            Link { object, holder, property }
        })
    }

    /// Whether no webhook operation before this one (see [`is_webhook_part`]) has the same field.
    pub fn is_first_in(&self, operation: &Operation) -> bool {
        self.definition.addresses().first.get(&self.node().id()) == Some(&operation.node)
    }

    /// Whether the field, something around it, or the body is not shown to makers.
    pub fn is_internal(&self, definition: &Definition) -> bool {
        let is_internal = |node: Node<'_>| Visibility::of(node) == Visibility::Internal;
        let around = self.way().any(|link| {
            is_internal(link.property) || definition.resolve(link.property).is_some_and(is_internal)
        });
        around || is_internal(self.schema) || is_internal(definition.parameter_node(self.body))
    }

    /// Its name, or that of the body if it is the whole body.
    pub fn name(&self) -> String {
        match self.way().next_back() {
            Some(link) => link.property.name().into_owned(),
            None => self.body.name.as_deref().unwrap_or("body").to_owned(),
        }
    }

    /// What to underline: the property.
    pub fn node(&self) -> Node<'d> {
        self.way().next_back().map_or(self.schema, |link| link.property)
    }
}
