//! What several rules on families and revisions share.

pub(crate) use connector::definition::ANNOTATION;
use connector::summary::{is_marked_deprecated, summary_of};
use connector::{Definition, Family, FileRole, Operation, Status, revision_mark};
use syntax::edit::quote;
use syntax::{Kind, Node, NodeId, Span};

use crate::fix::{Change, Fix};
use crate::near::nearest;
use crate::underline::is_whole;

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
    let marked = marked(operation);
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

/// Whether an operation is on its way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    /// It is not.
    Active,
    /// It is deprecated.
    Deprecated,
    /// Its summary says that it is deprecated, its flag does not; that has a finding of its own.
    Marked,
    /// Its flag is no boolean, or may have been lost; that has a finding of its own.
    Unclear,
}

/// Whether an operation is on its way out.
pub(crate) fn life(definition: &Definition, operation: &Operation) -> Life {
    let node = definition.node(operation.node);
    let flag = node.get("deprecated").filter(|flag| flag.kind() != Kind::Null);
    match flag.map(Node::as_bool) {
        Some(Some(true)) => Life::Deprecated,
        Some(None) => Life::Unclear,
        None if !is_whole(node) => Life::Unclear,
        None | Some(Some(false)) if summary_of(node).is_some_and(|(_, text)| is_marked_deprecated(text)) => {
            Life::Marked
        }
        None | Some(Some(false)) => Life::Active,
    }
}

/// Where an operation states its status.
pub(crate) fn status<'d>(definition: &'d Definition, operation: &Operation) -> Option<Node<'d>> {
    definition.node(operation.annotation.node?).get("status")
}

/// The status of the connector where the platform reads it, with its node.
pub(crate) fn connector_status(definition: &Definition) -> Option<(Node<'_>, Status)> {
    let node = definition.document.root().get("info")?.get(ANNOTATION)?.get("status")?;
    Some((node, Status::parse(&node.as_str()?)?))
}

/// The members of a family, oldest first. `None` if two have the same revision or one has none: then nobody knows which
/// is newer, and that has a finding of its own.
pub(crate) fn in_order<'d>(
    definition: &'d Definition,
    family: &'d Family,
) -> Option<impl DoubleEndedIterator<Item = &'d Operation> + Clone> {
    let members = family.members.iter().map(|&member| &definition.operations[member]);
    let members = members.filter(|operation| !is_in_by_repeated_id(definition, operation));
    let is_valid = |operation: &Operation| stated(definition, operation) != Stated::Invalid;
    let ascends = |(one, next): (&Operation, &Operation)| one.revision() < next.revision();
    let is_clear = members.clone().all(is_valid) && members.clone().zip(members.clone().skip(1)).all(ascends);
    is_clear.then_some(members)
}

/// The revision that an operation is called like, if it stands in a gap beside the one that it states: `GetItems_V2`
/// that is revision 3, in a family without revision 2. `before` and `after` are its neighbours in the family.
pub(crate) fn named_like_missing(
    operation: &Operation,
    before: Option<&Operation>,
    after: Option<&Operation>,
) -> Option<i64> {
    let (own, marked) = (operation.revision(), marked(operation)?);
    let is_below = before.is_some_and(|before| before.revision() < marked && marked < own);
    let is_above = after.is_some_and(|after| own < marked && marked < after.revision());
    (is_below || is_above).then_some(marked)
}

/// The revision that an operationId ends in.
pub(crate) fn marked(operation: &Operation) -> Option<i64> {
    operation.id.as_deref().and_then(|id| revision_mark(id).1)
}

/// Whether an object has a member under a misspelt name; that has a finding of its own.
pub(crate) fn has_misspelt(object: Node<'_>, name: &str) -> bool {
    object.members().filter_map(Node::key).any(|key| nearest(&key.text(), [name]).is_some())
}

/// Adds the steps that write family and revision of an operation that has neither.
pub(crate) fn annotate(
    fix: Fix,
    definition: &Definition,
    operation: &Operation,
    (family, number): (&str, i64),
) -> Fix {
    let family = quote(family);
    let Some(annotation) = operation.annotation.node else {
        let node = definition.node(operation.node);
        let before = ["x-ms-visibility", "deprecated"].into_iter().find(|name| node.get(name).is_some());
        let change = Change::Insert {
            object: operation.node,
            name: ANNOTATION.to_owned(),
            value: format!("{{\"family\":{family},\"revision\":{number}}}"),
            after: Some(before.unwrap_or("operationId").to_owned()),
        };
        return fix.and(FileRole::Definition, change);
    };
    fix.and(FileRole::Definition, insert_family(annotation, family))
        .and(FileRole::Definition, insert_revision(annotation, number))
}

/// Adds a family, as JSON text, to an annotation that states none.
pub(crate) fn insert_family(annotation: NodeId, family: String) -> Change {
    Change::Insert {
        object: annotation,
        name: "family".to_owned(),
        value: family,
        after: Some("status".to_owned()),
    }
}
