//! Which names flows know.

use connector::{Definition, Operation, Target};
use syntax::{Node, NodeId, pointer};

use super::parameter_name;
use crate::view::View;

/// Whether flows that are made already go by the name of `target`: what is published has it, or where nothing published
/// is known, it belongs to an operation in Production.
pub(super) fn is_published(view: &View<'_>, target: &Target) -> bool {
    let Some(definition) = view.connector.definition() else { return false };
    let published = view.published.map(|published| &published.connector);
    let was = published.and_then(|published| published.definition());
    let in_production = |operation: &Operation| definition.is_in_production(operation);
    match target {
        Target::Operation(id) => match published {
            Some(_) => was.is_some_and(|was| was.operation(id).is_some()),
            None => definition.operation(id).is_some_and(|operation| definition.is_in_production(operation)),
        },
        Target::Parameter(node) => {
            let mut users = definition.users(*node).map(|user| &definition.operations[user]);
            match published {
                Some(_) => was.is_some_and(|was| {
                    let name = parameter_name(definition, *node);
                    users.any(|user| {
                        let same = user.id.as_deref().and_then(|id| was.operation(id));
                        same.is_some_and(|same| {
                            was.parameters(same).iter().any(|known| known.name.as_deref() == name.as_deref())
                        })
                    })
                }),
                None => users.any(|user| definition.is_in_production(user)),
            }
        }
        Target::Property(node) => match published {
            Some(_) => was.is_some_and(|was| is_there(definition, *node, was)),
            None => definition.users(*node).any(|user| in_production(&definition.operations[user])),
        },
        // A connection is for all operations.
        Target::ConnectionParameter(name) => match published {
            Some(published) => published.connection_parameters().any(|known| known.name == *name),
            None => definition.operations.iter().any(in_production),
        },
        _ => false,
    }
}

/// Whether another definition has a property at the same place.
fn is_there(definition: &Definition, node: NodeId, was: &Definition) -> bool {
    let place = pointer::pointer(definition.node(node));
    let found: Option<Node<'_>> = pointer::resolve(was.tree(), &place);
    found.is_some()
}
