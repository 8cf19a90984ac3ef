//! Operations and their families.

use connector::{FileRole, Location, Method, Operation, ReferenceKind, Target};
use rustc_hash::FxHashSet;
use syntax::Node;
use vocabulary::Place;

use super::super::answers::is_call;
use super::super::{Completion, CompletionKind, Subject};
use super::{by_author, listed};

/// Whether `operationId` at this place names an operation that is called, and does not declare one.
pub(super) const fn are_called_from(place: Place) -> bool {
    // The operationIds of a file picker stand in the calls below it.
    is_call(place) && !matches!(place, Place::FilePicker)
        || matches!(place, Place::Notification | Place::PluginOperation | Place::Replacement)
}

/// All operations, the likely ones first, without those that the list has.
pub(super) fn add(subject: &Subject<'_>, entries: &mut Vec<Completion>, container: Node<'_>) {
    let Some(definition) = subject.connector.definition() else { return };
    let listed = listed(subject, container);
    let in_definition = subject.role() == FileRole::Definition;
    let own = definition.operation_index_around(container.id()).filter(|_| in_definition);
    for (index, operation) in definition.operations.iter().enumerate() {
        let Some(id) = operation.id.as_deref().filter(|id| !listed.contains(*id)) else { continue };
        if Some(index) == own && subject.place() != Place::PluginOperation {
            continue;
        }
        let rank = if in_definition { rank(subject, operation, own) } else { 5 };
        let entry = subject.string(id, CompletionKind::Operation, rank).with_detail(format!(
            "{} {}",
            operation.method.name(),
            definition.path(operation)
        ));
        let entry = by_author(entry, definition.node(operation.node), "summary");
        entries.push(Completion { is_deprecated: operation.annotation.deprecated, ..entry });
    }
}

/// How well an operation suits the call at the cursor.
fn rank(subject: &Subject<'_>, operation: &Operation, own: Option<usize>) -> u8 {
    let Some(definition) = subject.connector.definition() else { return 5 };
    let is_get = operation.method == Method::Get;
    match subject.place() {
        Place::PluginOperation if own == definition.operation_index_around(operation.node) => 3,
        Place::PluginOperation => 5,
        // The operation that takes the place of another is usually of its family.
        Place::Replacement => {
            let family = |operation: &Operation| operation.annotation.family.clone().or(operation.id.clone());
            let is_kin = own.is_some_and(|own| family(&definition.operations[own]) == family(operation));
            if operation.annotation.deprecated {
                7
            } else if is_kin {
                3
            } else {
                5
            }
        }
        Place::Notification if operation.method == Method::Post => 4,
        Place::Notification => 6,
        Place::TestConnection => {
            let asks = definition
                .parameters(operation)
                .iter()
                .any(|parameter| parameter.required || parameter.location == Some(Location::Body));
            match (is_get, asks) {
                (true, false) if operation.is_internal() => 3,
                (true, false) => 4,
                (true, true) => 5,
                (false, _) => 6,
            }
        }
        _ if is_get && operation.is_internal() => 3,
        _ if is_get && operation.trigger.is_none() => 4,
        _ if operation.trigger.is_some() => 6,
        _ => 5,
    }
}

/// Names of operations that something calls and nothing declares.
pub(super) fn awaited(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    let Some(definition) = subject.connector.definition() else { return };
    let mut seen = FxHashSet::default();
    for reference in subject.connector.references().iter() {
        let Target::Operation(name) = &reference.target else { continue };
        // What stands in a script may be any text.
        if name.is_empty() || reference.kind == ReferenceKind::ScriptText {
            continue;
        }
        // The one under the cursor does not count: it is about to be replaced.
        let is_declared = definition.operations_with_id(name).any(|operation| {
            operation.id_node.is_some_and(|id| !subject.site.replaces(definition.node(id).span()))
        });
        if !is_declared && seen.insert(name.clone()) {
            let entry = subject.string(name, CompletionKind::Operation, 5);
            entries.push(entry.with_detail("called, not declared"));
        }
    }
}

/// The families, the likely one first.
pub(super) fn families(subject: &Subject<'_>, entries: &mut Vec<Completion>, container: Node<'_>) {
    let Some(definition) = subject.connector.definition() else { return };
    let own = definition.operation_around(container).and_then(|operation| operation.id.as_deref());
    for family in definition.families.iter().filter(|family| !family.name.is_empty()) {
        let ids =
            family.members.iter().filter_map(|&member| definition.operations.get(member)?.id.as_deref());
        let ids = ids.collect::<Vec<_>>().join(", ");
        // The name that one's own id begins with is that of the older revision.
        let is_stem = own.is_some_and(|own| own != &*family.name && own.starts_with(&*family.name));
        let rank = if is_stem { 3 } else { 5 };
        entries.push(subject.string(&family.name, CompletionKind::Operation, rank).with_detail(ids));
    }
}
