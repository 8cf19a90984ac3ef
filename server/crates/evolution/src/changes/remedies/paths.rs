//! Where operations are: method and path, and the names of its variables.

use connector::{Location, Method, Operation, Parameter, ReferenceKind, Target};
use syntax::Node;
use syntax::edit::quote;

use super::case::Case;
use super::mending::{Mending, with_only};
use super::parameters;
use crate::changes::operation_name;
use crate::changes::pairs::Template;
use crate::lifecycle::Twins;

/// Takes operations back to where they were.
pub(super) fn move_back<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let way = match case.code() {
        "method-changed" => method_back(case),
        "path-changed" => path_back(case),
        _ => variables_back(case),
    };
    way.into_iter().collect()
}

fn method_back<'c>(case: &Case<'c>) -> Option<Mending<'c>> {
    let (was, is) = case.places()?;
    let path_item = is.parent()?;
    let mut mending = case.mending();
    if path_item.get(&was.name()).is_some() {
        return None;
    }
    mending.rename(is, &was.name());
    Some(mending)
}

/// Moves the operations of a path that had another one: all with their path item, or some of them out of it. Variables of
/// a path and parameters go together.
fn path_back<'c>(case: &Case<'c>) -> Option<Mending<'c>> {
    let ((was, is), (old, new)) = case.places().zip(case.definitions())?;
    let twins = Twins::of(old, new);
    let pairs = new.operations.iter().enumerate().filter_map(|(index, after)| {
        let before = &old.operations[twins.published(index)?];
        let name = operation_name(old, before);
        let is_felt = case.change.operations.contains(&name);
        (is_felt && new.node(after.node).parent() == Some(is)).then_some((before, after))
    });
    route_back(case, (was, is), &pairs.collect::<Vec<_>>())
}

/// Takes the path of an operation back with a parameter that is a variable of it.
pub(super) fn back_with_variables<'c>(case: &Case<'c>) -> Option<Mending<'c>> {
    let ((old, new), (before, after)) = case.definitions().zip(case.operation())?;
    let (was, is) = (old.node(old.path_item(before).node), new.node(new.path_item(after).node));
    (was.name() != is.name()).then(|| route_back(case, (was, is), &[(before, after)]))?
}

fn route_back<'c>(
    case: &Case<'c>,
    (was, is): (Node<'c>, Node<'c>),
    moved: &[(&'c Operation, &'c Operation)],
) -> Option<Mending<'c>> {
    let (_, new) = case.definitions()?;
    let paths = is.parent()?;
    let mut mending = case.mending();
    let others = new.operations.iter().filter(|other| new.node(other.node).parent() == Some(is));
    let all_moved = others.count() == moved.len();
    match paths.get(&was.name()) {
        None if all_moved => {
            mending.rename(is, &was.name());
        }
        Some(home) if home.is_object() => {
            for (_, after) in moved {
                let node = new.node(after.node);
                if home.get(&node.name()).is_some() {
                    return None;
                }
                let last = home.members().last().map(Node::name);
                mending.move_into(node, home, last.as_deref());
            }
            if all_moved {
                mending.remove(is);
            }
        }
        Some(_) => return None,
        None => {
            let nodes: Vec<Node<'c>> = moved.iter().map(|(_, after)| new.node(after.node)).collect();
            let goes_along =
                |member: Node<'c>| nodes.contains(&member) || Method::parse(&member.name()).is_none();
            mending.put_back_as(was, with_only(is, goes_along), paths);
            for node in nodes {
                mending.remove(node);
            }
        }
    }
    for operations in moved {
        variables_along(case, &mut mending, *operations);
    }
    Some(mending)
}

/// Takes out the parameters of an operation's path that the published path has no variables for, and puts back those
/// that it has.
fn variables_along<'c>(
    case: &Case<'c>,
    mending: &mut Mending<'c>,
    (before, after): (&'c Operation, &'c Operation),
) {
    let Some((old, new)) = case.definitions() else { return };
    let in_path =
        |parameter: &&'c Parameter| parameter.location == Some(Location::Path) && !parameter.from_path_item;
    let variables = Template::of("", &old.path(before)).variables;
    let is_variable =
        |parameter: &Parameter| parameter.name.as_ref().is_some_and(|name| variables.contains(name));
    let node = new.node(after.node);
    for extra in new.parameters(after).iter().filter(in_path).filter(|found| !is_variable(found)) {
        mending.remove_item(new.node(extra.usage), Some(old.node(before.node)));
    }
    for missing in old.parameters(before).iter().filter(in_path).filter(|found| is_variable(found)) {
        let is_there = new.parameters(after).iter().filter(in_path).any(|found| found.name == missing.name);
        if !is_there {
            parameters::return_usage(case, mending, (old.node(missing.usage), None), node);
        }
    }
}

/// Gives the variables of a path their names back, in the path, in the parameters and where those are named.
fn variables_back<'c>(case: &Case<'c>) -> Option<Mending<'c>> {
    let ((was, is), (_, new)) = case.places().zip(case.definitions())?;
    let variables = |path: &str| Template::of("", path).variables;
    let names: Vec<(Box<str>, Box<str>)> = variables(&is.name())
        .into_iter()
        .zip(variables(&was.name()))
        .filter(|(now, old)| now != old)
        .collect();
    let mut mending = case.mending();
    mending.rename(is, &was.name());
    let index = |operation: &Operation| new.operation_index_around(operation.node);
    for operation in new.operations.iter().filter(|other| new.node(other.node).parent() == Some(is)) {
        for parameter in new.parameters(operation) {
            let in_path = parameter.location == Some(Location::Path);
            let renamed = names.iter().find(|(now, _)| parameter.name.as_deref() == Some(now) && in_path);
            if let (Some((_, published)), Some(node)) = (renamed, new.parameter_node(parameter).get("name")) {
                mending.replace(node, quote(published));
            }
        }
        let Some(operation) = index(operation) else { continue };
        for (now, published) in &names {
            for prefix in ["", "path/"] {
                let target = Target::OperationParameter(operation, format!("{prefix}{now}").into());
                for found in case.now.references().to(&target) {
                    let Some(node) = found.node.map(|node| new.node(node)) else { continue };
                    let name = format!("{prefix}{published}");
                    match found.kind {
                        ReferenceKind::DynamicArgument => mending.rename(node, &name),
                        ReferenceKind::DynamicSource => mending.replace(node, quote(&name)),
                        _ => &mut mending,
                    };
                }
            }
        }
    }
    Some(mending)
}
