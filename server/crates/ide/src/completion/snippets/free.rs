//! Names that nothing else has.

use std::cell::OnceCell;

use connector::{Definition, template};
use rustc_hash::FxHashSet;
use syntax::{Node, Tree};
use vocabulary::Place;

use super::super::Subject;
use super::draft::Shape;

/// The names that are taken at a place and in the connector.
pub(super) struct Names<'s> {
    place: Place,
    definition: Option<&'s Definition>,
    /// Of the object or list around the cursor.
    here: FxHashSet<String>,
    summaries: OnceCell<FxHashSet<String>>,
}

impl<'s> Names<'s> {
    pub(super) fn of(subject: &Subject<'s>) -> Self {
        let place = subject.place();
        let container = subject.site.container;
        let children = container.into_iter().flat_map(Node::children);
        let others = children.filter(|child| !subject.site.replaces(child.full_span()));
        let definition = subject.connector.definition();
        let mut here: FxHashSet<String> = others.filter_map(|child| name(place, child)).collect();
        // The parameters of a path item are those of its operations.
        if place == Place::Parameters
            && let Some((definition, container)) = definition.zip(container)
            && let Some(operation) = definition.operation_around(container)
        {
            let parameters = definition.parameters(operation).iter();
            here.extend(parameters.filter_map(|parameter| parameter.name.as_deref().map(str::to_owned)));
        }
        Self { place, definition, here, summaries: OnceCell::new() }
    }

    /// Whether what a snippet inserts, with the words that it has, is there under no name.
    pub(super) fn has_room(&self, shape: Shape, inserted: &Tree) -> bool {
        let root = inserted.root();
        let is_taken = |name: String| self.here.contains(&name);
        let clashes = match shape {
            Shape::Members => root.members().filter_map(|member| name(self.place, member)).any(is_taken),
            Shape::Value => name(self.place, root).is_some_and(is_taken),
        };
        !clashes && !inserted.nodes().any(|node| self.is_known_operation(node))
    }

    fn is_known_operation(&self, node: Node<'_>) -> bool {
        let Some(definition) = self.definition else { return false };
        if node.get("responses").is_none() {
            return false;
        }
        let text = |member| node.get(member).and_then(Node::as_str);
        let summaries = self.summaries.get_or_init(|| {
            let nodes = definition.operations.iter().map(|operation| definition.node(operation.node));
            nodes.filter_map(|node| Some(node.get("summary")?.as_str()?.to_lowercase())).collect()
        });
        text("operationId").is_some_and(|id| is_id(definition, &id))
            || text("summary").is_some_and(|summary| summaries.contains(&summary.to_lowercase()))
    }
}

/// Ids that differ in letter case only are no two ids to the platform.
fn is_id(definition: &Definition, id: &str) -> bool {
    definition.operation(id).is_some()
        || definition.operation_ids().any(|known| known.eq_ignore_ascii_case(id))
}

/// What a child of the object or list at `place` must differ in from others.
fn name(place: Place, child: Node<'_>) -> Option<String> {
    let text = |member| Some(child.get(member)?.as_str()?.into_owned());
    match place {
        Place::Paths => Some(template::blanked(&child.name()).to_lowercase()),
        Place::Parameters | Place::ConnectionParameterSetValues => text("name"),
        Place::PolicyTemplateInstances => text("title"),
        _ => child.key().map(|_| child.name().into_owned()),
    }
}
