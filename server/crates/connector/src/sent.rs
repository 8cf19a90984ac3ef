//! Which schemas are sent: those of bodies, and all that bodies refer to. What an author hides or leaves out of these
//! matters to a request; the same in an answer does not.

use std::ops::Range;

use syntax::{Node, NodeId};
use vocabulary::Place;

use crate::definition::{Definition, parse_ref};

/// The subtrees that are sent, in document order. Made by the first call of [`Definition::is_sent`].
#[derive(Debug)]
pub(crate) struct Sent(Vec<Range<NodeId>>);

impl Definition {
    /// Whether `node` stands in the schema of a body, or in a shared schema that a body refers to, however many
    /// references lie between. The first call looks at all bodies; later ones cost a binary search.
    pub fn is_sent(&self, node: NodeId) -> bool {
        let subtrees = &self.sent().0;
        let after = subtrees.partition_point(|subtree| subtree.start <= node);
        after.checked_sub(1).is_some_and(|at| subtrees[at].contains(&node))
    }
}

impl Sent {
    pub(crate) fn of(definition: &Definition) -> Self {
        let range = |node: Node<'_>| node.id()..node.after();
        let mut found: Vec<Range<NodeId>> =
            definition.document.at_place(Place::BodyParameter).map(range).collect();
        let mut is_known = vec![false; definition.tree().len()];
        // The list grows while it is read: what a body refers to is sent too.
        let mut next = 0;
        while let Some(subtree) = found.get(next).cloned() {
            next += 1;
            for id in (subtree.start.0..subtree.end.0).map(NodeId) {
                let node = definition.node(id);
                if !node.is_string() || !node.key().is_some_and(|key| key.is("$ref")) {
                    continue;
                }
                let Some(text) = node.as_str() else { continue };
                let target = parse_ref(&text).and_then(|_| definition.ref_target(&text));
                let Some(target) = target else { continue };
                if !std::mem::replace(&mut is_known[target.id().index()], true) {
                    found.push(range(target));
                }
            }
        }
        found.sort_unstable_by_key(|subtree| subtree.start);
        Self(found)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn bodies_and_what_they_refer_to_are_sent() {
        let text = r##"{
          "paths": { "/a": { "post": {
            "parameters": [{ "$ref": "#/parameters/Body" }, { "name": "q", "in": "query", "type": "string" }],
            "responses": { "200": { "schema": { "$ref": "#/definitions/Out" } } }
          } } },
          "parameters": { "Body": { "in": "body", "schema": { "items": { "$ref": "#/definitions/A" } } } },
          "definitions": {
            "A": { "properties": { "b": { "$ref": "#/definitions/B" }, "gone": { "$ref": "#/definitions/No" } } },
            "B": { "properties": { "a": { "$ref": "#/definitions/A" } } },
            "Out": { "properties": { "id": { "type": "string" } } }
          }
        }"##;
        let definition = Definition::new(Arc::new(syntax::parse(text)));
        let is_sent = |name: &str| {
            let schema = definition.node(definition.schemas[name]);
            definition.is_sent(schema.get("properties").unwrap().id())
        };
        assert!(is_sent("A") && is_sent("B") && !is_sent("Out"));
        assert!(definition.is_sent(definition.shared_parameters["Body"]));
        assert!(!definition.is_sent(definition.operations[0].node));
    }
}
