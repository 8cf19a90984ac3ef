//! Giving something another name, or none, everywhere it is named. Who names it is looked up when someone asks for the edits, so
//! that a finding costs nothing.

use connector::{Connector, FileRole, Location, ReferenceKind, Target};
use syntax::edit::quote;
use syntax::{NodeId, TextEdit};

use crate::fix::{Change, Step};

/// A name, and the one that takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NewName {
    /// The name as it is.
    pub old: String,
    /// The name as it will be.
    pub new: String,
}

/// The steps that give variables of a path other names: in the path, in the parameters that fill them, and in the
/// design-time calls that name those parameters. Empty without such a path item.
pub(crate) fn variables(connector: &Connector, path_item: NodeId, names: &[NewName]) -> Vec<Step> {
    let Some(definition) = connector.definition() else { return Vec::new() };
    let Some(found) = definition.path_items.iter().find(|found| found.node == path_item) else {
        return Vec::new();
    };
    let mut path = definition.node(path_item).name().into_owned();
    for name in names {
        path = path.replace(&format!("{{{}}}", name.old), &format!("{{{}}}", name.new));
    }
    let mut changes = vec![(path_item, Change::Rename(path_item, path))];
    for index in found.operations.clone() {
        for NewName { old, new } in names {
            let parameters = definition.parameters(&definition.operations[index]).iter();
            let filling = parameters.filter(|parameter| {
                parameter.location == Some(Location::Path) && parameter.name.as_deref() == Some(old)
            });
            let written = filling.filter_map(|parameter| definition.node(parameter.node).get("name"));
            changes.extend(written.map(|written| (written.id(), Change::Replace(written.id(), quote(new)))));
            let target = Target::OperationParameter(index, Box::from(old.as_str()));
            for reference in connector.references().to(&target) {
                let Some(node) = reference.node else { continue };
                let change = match reference.kind {
                    ReferenceKind::DynamicArgument => Change::Rename(node, new.clone()),
                    _ => Change::Replace(node, quote(new)),
                };
                changes.push((node, change));
            }
        }
    }
    // A parameter of the path item fills the variable for each of its operations.
    changes.sort_by_key(|(node, _)| *node);
    changes.dedup_by_key(|(node, _)| *node);
    changes.into_iter().map(|(_, change)| Step { file: FileRole::Definition, change }).collect()
}

/// The steps that give the operation whose operationId stands at `id` another one: where it is declared, and wherever
/// it is named. A family that is called like the operation because nothing else is said follows it. Empty without
/// such an operation.
pub(crate) fn operation(connector: &Connector, id: NodeId, name: &str) -> Vec<Step> {
    let Some(definition) = connector.definition() else { return Vec::new() };
    let Some(found) = definition.operations.iter().find(|found| found.id_node == Some(id)) else {
        return Vec::new();
    };
    let Some(old) = found.id.as_deref() else { return Vec::new() };
    let quoted = quote(name);
    let mut steps = Vec::new();
    let mut replace = |file, node| steps.push(Step { file, change: Change::Replace(node, quoted.clone()) });
    replace(FileRole::Definition, id);
    for reference in connector.references().to(&Target::Operation(Box::from(old))) {
        if let Some(node) = reference.node {
            replace(reference.file, node);
        }
    }
    if found.annotation.family.is_none() {
        let members =
            definition.operations.iter().filter(|member| member.annotation.family.as_deref() == Some(old));
        let annotations = members.filter_map(|member| member.annotation.node);
        for family in annotations.filter_map(|annotation| definition.node(annotation).get("family")) {
            replace(FileRole::Definition, family.id());
        }
    }
    // Of the texts in a script only those that surely name an operation.
    if let Some(script) = connector.script() {
        let literals = script.literals.iter();
        let naming =
            literals.filter(|literal| literal.names_operation && script.literal_text(literal) == old);
        steps.extend(naming.map(|literal| {
            let change = Change::Text(TextEdit::new(literal.span, name));
            Step { file: FileRole::Script, change }
        }));
    }
    steps
}

/// The steps that take a parameter out of its list, and its value out of the design-time calls that pass one.
pub(crate) fn without_parameter(connector: &Connector, parameter: NodeId) -> Vec<Step> {
    let Some(definition) = connector.definition() else { return Vec::new() };
    let mut nodes = vec![parameter];
    let usages = definition.users(parameter).flat_map(|index| {
        let used = definition.parameters(&definition.operations[index]).iter();
        used.filter(|used| used.usage == parameter).map(move |used| (index, used))
    });
    for (index, used) in usages {
        let Some(name) = used.name.clone() else { continue };
        let target = Target::OperationParameter(index, name);
        let passed = connector.references().to(&target);
        let passed = passed.filter(|reference| reference.kind == ReferenceKind::DynamicArgument);
        nodes.extend(passed.filter_map(|reference| reference.node));
    }
    let steps =
        nodes.into_iter().map(|node| Step { file: FileRole::Definition, change: Change::Remove(node) });
    steps.collect()
}
