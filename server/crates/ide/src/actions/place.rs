//! The operation that a place in any file of the connector is about.

use connector::{Connector, Definition, FileRole, ReferenceKind, Target};
use syntax::Span;

/// The operation around `span`, as an index into [`Definition::operations`](connector::definition::Outline::operations): the one that holds it, that of a path if
/// it is the only one there, or the one that a policy, a list of script operations or the script names there.
pub(super) fn operation_at(connector: &Connector, file: FileRole, span: Span) -> Option<usize> {
    let definition = connector.definition()?;
    if file == FileRole::Definition {
        return around(definition, span).or_else(|| alone_under_path(definition, span));
    }
    let lists = [ReferenceKind::Policy, ReferenceKind::ScriptOperations, ReferenceKind::ScriptText];
    // The quotes around a name belong to it.
    let holds = |name: Span| name.start <= span.start + 1 && span.end <= name.end + 1;
    let named = connector
        .references()
        .iter()
        .find(|named| named.file == file && lists.contains(&named.kind) && holds(named.span))?;
    match &named.target {
        Target::Operation(id) => definition.operation_index(id),
        _ => None,
    }
}

fn around(definition: &Definition, span: Span) -> Option<usize> {
    let whole = |index: usize| definition.node(definition.operations[index].node).full_span();
    let next = definition
        .operations
        .partition_point(|operation| definition.node(operation.node).full_span().start <= span.start);
    let index = next.checked_sub(1)?;
    (span.end <= whole(index).end).then_some(index)
}

fn alone_under_path(definition: &Definition, span: Span) -> Option<usize> {
    let is_on_key = |key: Span| key.start <= span.start && span.end <= key.end;
    let path_item = definition
        .path_items
        .iter()
        .find(|path_item| definition.node(path_item.node).key().is_some_and(|key| is_on_key(key.span())))?;
    (path_item.operations.len() == 1).then_some(path_item.operations.start)
}
