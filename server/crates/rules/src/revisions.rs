//! What several rules on families and revisions share.

use connector::{Definition, Family, Operation};
use syntax::{Node, NodeId, Span};

use crate::fix::Change;

/// What an operation says about its revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stated {
    /// Nothing: it counts as revision 1.
    Nothing,
    /// This number, 1 or more.
    Number(i64),
    /// Something that is no revision; it has a finding of its own.
    Invalid,
}

/// The `revision` member of an operation's annotation.
pub(crate) fn revision_node<'d>(definition: &'d Definition, operation: &Operation) -> Option<Node<'d>> {
    operation.annotation.node.and_then(|annotation| definition.node(annotation).get("revision"))
}

/// What an operation says about its revision.
pub(crate) fn stated(definition: &Definition, operation: &Operation) -> Stated {
    match revision_node(definition, operation) {
        None => Stated::Nothing,
        Some(node) => match node.as_i64() {
            Some(number) if number >= 1 => Stated::Number(number),
            _ => Stated::Invalid,
        },
    }
}

/// Whether an operation is in its family only because an earlier operation has the same operationId; that has a
/// finding of its own, and says nothing about revisions.
pub(crate) fn is_in_by_repeated_id(definition: &Definition, operation: &Operation) -> bool {
    let first = operation.id.as_deref().and_then(|id| definition.operation(id));
    operation.annotation.family.is_none() && first.is_some_and(|first| first.node != operation.node)
}

/// Where an operation states its revision: the number, else the annotation's key, else the operationId.
pub(crate) fn place<'d>(definition: &'d Definition, operation: &Operation) -> (Node<'d>, Span) {
    let node = definition.node(operation.node);
    if let Some(revision) = revision_node(definition, operation) {
        return (revision, revision.span());
    }
    if let Some(annotation) = operation.annotation.node.map(|id| definition.node(id)) {
        return (annotation, annotation.head_span());
    }
    operation.id_node.map(|id| definition.node(id)).map_or((node, node.head_span()), |id| (id, id.span()))
}

/// A number for a member of `family` that needs another one: the one its operationId ends in if no member has it,
/// else the highest in use plus `step`.
pub(crate) fn free_number(definition: &Definition, family: &Family, operation: &Operation, step: i64) -> i64 {
    let marked = operation.id.as_deref().and_then(|id| crate::naming::split_revision(id).1);
    let is_taken = |number: i64| {
        family.members.iter().any(|&member| {
            let member = &definition.operations[member];
            member.node != operation.node && member.revision() == number
        })
    };
    let marked = marked.filter(|&number| number >= 1 && !is_taken(number));
    marked.unwrap_or_else(|| family.highest_revision(definition).max(1).saturating_add(step))
}

/// Adds a revision to an annotation that states none.
pub(crate) fn insert_revision(annotation: NodeId, number: i64) -> Change {
    Change::Insert {
        object: annotation,
        name: "revision".to_owned(),
        value: number.to_string(),
        after: Some("family".to_owned()),
    }
}
