//! Where what is named is declared.

use connector::{Connector, Declaration, FileRole, Target, declarations, targets_at};
use syntax::{Node, NodeId, Span};

use crate::view::At;

/// What the name at a place stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definitions {
    /// The name, in bytes of its file.
    pub origin: Span,
    /// Where it is declared: several places if it stands for several things. Never empty.
    pub places: Vec<Declaration>,
}

/// Where what the name at `at` stands for is declared. `None` where nothing has a name, or nothing declares it.
pub fn definition(connector: &Connector, at: At) -> Option<Definitions> {
    let (origin, targets) = targets_at(connector, at.file, at.offset)?;
    let mut places: Vec<Declaration> =
        targets.iter().flat_map(|target| declarations(connector, target)).collect();
    if places.is_empty() {
        places.extend(targets.iter().filter_map(|target| user(connector, target)));
    }
    places.sort_by_key(|place| (place.file, place.name));
    places.dedup();
    (!places.is_empty()).then_some(Definitions { origin, places })
}

/// Of what nobody declares, the place that stands for it: the first operation of a family, the variable in the path.
fn user(connector: &Connector, target: &Target) -> Option<Declaration> {
    let definition = connector.definition()?;
    let of = |id: NodeId| {
        let node = definition.node(id);
        let whole = node.parent()?.full_span();
        Some(Declaration { file: FileRole::Definition, name: node.content_span(), whole })
    };
    match target {
        Target::Family(name) => {
            let first = definition.family(name)?.members.first()?;
            let operation = definition.operations.get(*first)?;
            let whole = definition.node(operation.node).full_span();
            let annotated = operation.annotation.node.filter(|_| operation.annotation.family.is_some());
            let family = annotated.and_then(|annotation| definition.node(annotation).get("family"));
            let declared = of(operation.id_node.or(family.map(Node::id))?)?;
            Some(Declaration { whole, ..declared })
        }
        Target::PathVariable(..) => {
            let first = connector.names().to(target).next()?;
            let whole = definition.node(first.node?).full_span();
            Some(Declaration { file: first.file, name: first.span, whole })
        }
        _ => None,
    }
}
