//! Which way the values of a schema go: to the server, back from it, or both.
//!
//! A schema in a body parameter is sent, one in a response for success or in a notification is received, and a definition
//! goes every way of those that refer to it, through other definitions too. A shared response goes the way of those that
//! refer to it as well.

use std::ops::{BitOr, BitOrAssign, Range};

use syntax::{Node, NodeId};
use vocabulary::Place;

use crate::definition::Definition;

/// The ways that values of a schema go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// In a request: makers or their flows fill it in.
    pub is_sent: bool,
    /// In a response for success or in a notification: the next steps of a flow work with it. What tells of a failure does
    /// not count, as the step has failed by then.
    pub is_received: bool,
}

impl BitOr for Flow {
    type Output = Flow;

    fn bitor(self, other: Flow) -> Flow {
        Flow { is_sent: self.is_sent || other.is_sent, is_received: self.is_received || other.is_received }
    }
}

impl BitOrAssign for Flow {
    fn bitor_assign(&mut self, other: Flow) {
        *self = *self | other;
    }
}

/// The flow of every definition and shared response. Made by the first call of [`Definition::flow`].
#[derive(Debug)]
pub(crate) struct Flows {
    /// The definitions and shared responses in document order, each as the ids of its subtree.
    parts: Vec<Range<NodeId>>,
    flows: Vec<Flow>,
}

impl Definition {
    /// Which way the values go that the schema at or around `node` describes. Neither way for a definition that
    /// nothing in a body, response for success or notification refers to, and outside of schemas.
    ///
    /// The first call for a definition looks at the whole document; later ones cost a binary search.
    pub fn flow(&self, node: NodeId) -> Flow {
        let node = self.node(node);
        if let Some(flow) = self.own_flow(node) {
            return flow;
        }
        let flows = self.flows();
        flows.part_around(node.id()).map_or_else(Flow::default, |part| flows.flows[part])
    }

    /// The flow of what stands in a body, notification or response of an operation itself.
    fn own_flow(&self, node: Node<'_>) -> Option<Flow> {
        let mut around = std::iter::once(node).chain(node.ancestors());
        around.find_map(|node| match self.document.place(node) {
            Place::BodySchema => Some(Flow { is_sent: true, is_received: false }),
            Place::NotificationSchema => Some(Flow { is_sent: false, is_received: true }),
            Place::ResponseSchema => self.response_flow(node.parent()?),
            _ => None,
        })
    }

    /// The flow of what a response of an operation carries.
    fn response_flow(&self, response: Node<'_>) -> Option<Flow> {
        let list = response.parent().filter(|list| self.document.place(*list) == Place::Responses)?;
        let code = response.name();
        // Without any other response, 'default' is what the operation answers with.
        let is_alone = || list.members().all(|other| other.name() == code || other.name().starts_with("x-"));
        let is_received = code.starts_with('2') || (code == "default" && is_alone());
        Some(Flow { is_sent: false, is_received })
    }
}

impl Flows {
    pub(crate) fn of(definition: &Definition) -> Self {
        let root = definition.document.root();
        let sections = ["definitions", "responses"].into_iter().filter_map(|name| root.get(name));
        let mut parts: Vec<Range<NodeId>> =
            sections.flat_map(Node::members).map(|part| part.id()..part.after()).collect();
        parts.sort_unstable_by_key(|part| part.start);
        let mut flows = Self { flows: vec![Flow::default(); parts.len()], parts };
        let mut targets: Vec<Vec<usize>> = vec![Vec::new(); flows.parts.len()];
        let mut todo = Vec::new();
        for node in definition.document.references() {
            let Some(object) = node.parent() else { continue };
            let is_response = match definition.document.place(object) {
                Place::Response => true,
                place if place.is_schema() => false,
                _ => continue,
            };
            let target = node.as_str().and_then(|text| definition.ref_target(&text));
            let Some(target) = target.and_then(|target| flows.part_around(target.id())) else { continue };
            if let Some(from) = flows.part_around(node.id()) {
                targets[from].push(target);
                continue;
            }
            let flow = if is_response { definition.response_flow(object) } else { definition.own_flow(node) };
            if let Some(flow) = flow {
                flows.flows[target] |= flow;
                todo.push(target);
            }
        }
        // Each definition is looked at again when it goes another way, which happens twice at most.
        while let Some(from) = todo.pop() {
            let flow = flows.flows[from];
            for &to in &targets[from] {
                let both = flows.flows[to] | flow;
                if both != flows.flows[to] {
                    flows.flows[to] = both;
                    todo.push(to);
                }
            }
        }
        flows
    }

    /// The definition or shared response whose subtree holds this node.
    fn part_around(&self, node: NodeId) -> Option<usize> {
        let index = self.parts.partition_point(|part| part.start <= node).checked_sub(1)?;
        self.parts[index].contains(&node).then_some(index)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn flows_follow_references() {
        let text = r##"{
          "paths": { "/a": {
            "x-ms-notification-content": { "schema": { "$ref": "#/definitions/Event" } },
            "post": {
              "parameters": [{ "in": "body", "name": "b", "schema": { "items": { "$ref": "#/definitions/In" } } }],
              "responses": {
                "200": { "schema": { "$ref": "#/definitions/Out" } },
                "201": { "$ref": "#/responses/Made" },
                "404": { "$ref": "#/responses/Failed" },
                "default": { "schema": { "$ref": "#/definitions/Mistake" } }
              }
            },
            "put": { "responses": { "default": { "schema": { "$ref": "#/definitions/Only" } }, "x-note": 1 } }
          } },
          "responses": {
            "Made": { "schema": { "items": { "$ref": "#/definitions/Made" } } },
            "Failed": { "schema": { "$ref": "#/definitions/Mistake" } },
            "Unused": { "schema": { "$ref": "#/definitions/Mistake" } }
          },
          "definitions": {
            "In": { "properties": { "both": { "$ref": "#/definitions/Both" } } },
            "Out": { "allOf": [{ "$ref": "#/definitions/Both" }, { "$ref": "#/definitions/Gone" }] },
            "Both": { "properties": { "again": { "$ref": "#/definitions/Both" }, "deep": { "$ref": "#/definitions/Deep" } } },
            "Deep": { "type": "object", "required": ["a"] },
            "Event": {},
            "Made": {},
            "Mistake": {},
            "Only": {},
            "Alone": { "items": { "$ref": "#/definitions/AloneToo" } },
            "AloneToo": {}
          }
        }"##;
        let definition = Definition::new(Arc::new(syntax::parse(text)));
        let of = |name: &str| {
            let flow = definition.flow(definition.schemas[name]);
            (flow.is_sent, flow.is_received)
        };
        assert_eq!(of("In"), (true, false));
        assert_eq!(of("Out"), (false, true));
        assert_eq!(of("Event"), (false, true));
        assert_eq!(of("Made"), (false, true));
        assert_eq!(of("Mistake"), (false, false));
        assert_eq!(of("Only"), (false, true));
        assert_eq!(of("Both"), (true, true));
        assert_eq!(of("Deep"), (true, true));
        assert_eq!(of("Alone"), (false, false));
        assert_eq!(of("AloneToo"), (false, false));
        let list = definition.node(definition.schemas["Deep"]).get("required").unwrap();
        assert!(definition.flow(list.id()).is_sent);
        let in_body =
            syntax::pointer::resolve(definition.tree(), "/paths/~1a/post/parameters/0/schema/items");
        assert_eq!(definition.flow(in_body.unwrap().id()), Flow { is_sent: true, is_received: false });
        let in_response = syntax::pointer::resolve(definition.tree(), "/responses/Made/schema/items");
        assert_eq!(definition.flow(in_response.unwrap().id()), Flow { is_sent: false, is_received: true });
        assert_eq!(definition.flow(NodeId(0)), Flow::default());
    }
}
