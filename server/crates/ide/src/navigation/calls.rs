//! Which operations the designer calls while somebody fills in the inputs of another one, and back.
//!
//! A webhook trigger has no member that names the operation which ends its subscription, so that this is no call here.

use connector::{Connector, Definition, DynamicCall, DynamicForm, FileRole};
use rustc_hash::FxHashMap;
use syntax::{Node, Span};

use crate::view::At;
use crate::words;

/// How many places a call tells of. Every operation that uses a shared part makes all the calls that stand in it, so that
/// without a bound the places would be as many as operations times calls.
pub const MOST_PLACES: usize = 64;

/// What takes part in calls: an operation, by its index in [`Definition::operations`](connector::definition::Outline::operations), or the connector itself, which tests
/// its connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Caller {
    /// The connector.
    Connector,
    /// An operation.
    Operation(usize),
}

/// How a part of a call is shown. Everything stands in the definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalledPart {
    /// What it is.
    pub caller: Caller,
    /// Its operationId, or the method and path of an operation without one.
    pub name: String,
    /// Method and path.
    pub detail: String,
    /// Whether it is a trigger.
    pub is_trigger: bool,
    /// Whether it is deprecated.
    pub is_deprecated: bool,
    /// All of it, in bytes.
    pub whole: Span,
    /// Its name, in bytes.
    pub selection: Span,
}

/// A call from or to an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The other end.
    pub part: CalledPart,
    /// The places in the definition that make the call, in bytes: the operationIds that name what is called. At most
    /// [`MOST_PLACES`], the first of the file.
    pub places: Vec<Span>,
}

/// The operation that is named at a place, else the one whose object it stands in.
pub fn calls_at(connector: &Connector, at: At) -> Option<CalledPart> {
    let definition = connector.definition()?;
    let targets = connector::targets_at(connector, at.file, at.offset).map(|(_, targets)| targets);
    let named = targets.into_iter().flatten().find_map(|target| match target {
        connector::Target::Operation(id) => definition.operation_index(&id),
        _ => None,
    });
    let around = || {
        let node = definition.tree().node_at(at.offset);
        (at.file == FileRole::Definition).then(|| definition.operation_index_around(node.id())).flatten()
    };
    called_part(connector, Caller::Operation(named.or_else(around)?))
}

/// How a part of a call is shown; `None` if there is no such operation.
pub fn called_part(connector: &Connector, caller: Caller) -> Option<CalledPart> {
    let definition = connector.definition()?;
    let Caller::Operation(index) = caller else {
        let root = definition.document.root();
        let title = root.get("info").and_then(|info| info.get("title"));
        let name = title.and_then(Node::as_str).unwrap_or_default();
        return Some(CalledPart {
            caller,
            name: if name.trim().is_empty() { "Connector".to_owned() } else { name.into_owned() },
            detail: "test of the connection".to_owned(),
            is_trigger: false,
            is_deprecated: false,
            whole: root.span(),
            selection: title.map_or(root.head_span(), Node::content_span),
        });
    };
    let operation = definition.operations.get(index)?;
    let node = definition.node(operation.node);
    let route = words::route(definition, operation);
    let id = operation.id_node.filter(|_| operation.id.is_some()).map(|id| definition.node(id));
    Some(CalledPart {
        caller,
        name: operation.id.as_deref().map_or_else(|| route.clone(), str::to_owned),
        detail: route,
        is_trigger: operation.trigger.is_some(),
        is_deprecated: operation.annotation.deprecated,
        whole: node.full_span(),
        selection: id.map_or(node.head_span(), Node::content_span),
    })
}

/// The operations that the designer calls for this one, or those that test the connector's connections, in the order of
/// the file.
pub fn outgoing_calls(connector: &Connector, caller: Caller) -> Vec<Call> {
    let Some(definition) = connector.definition() else { return Vec::new() };
    let mut places: FxHashMap<Caller, Vec<Span>> = FxHashMap::default();
    for call in &definition.dynamic_calls {
        let Some((called, span)) = called(definition, call) else { continue };
        let calls_it = match caller {
            Caller::Connector => call.form == DynamicForm::TestConnection,
            Caller::Operation(index) => definition.users(call.node).includes(index),
        };
        if calls_it {
            add(places.entry(Caller::Operation(called)).or_default(), span);
        }
    }
    in_order(connector, places)
}

/// Who calls this operation, in the order of the file.
pub fn incoming_calls(connector: &Connector, operation: usize) -> Vec<Call> {
    let Some(definition) = connector.definition() else { return Vec::new() };
    let mut places: FxHashMap<Caller, Vec<Span>> = FxHashMap::default();
    // A call for which all its callers have enough places already tells nothing more.
    let mut in_group: FxHashMap<u32, usize> = FxHashMap::default();
    for call in &definition.dynamic_calls {
        let Some((_, span)) = called(definition, call).filter(|(called, _)| *called == operation) else {
            continue;
        };
        if let Some(group) = definition.users_group(call.node) {
            let before = in_group.entry(group).or_default();
            if *before == MOST_PLACES {
                continue;
            }
            *before += 1;
        }
        for caller in callers(definition, call) {
            add(places.entry(caller).or_default(), span);
        }
    }
    in_order(connector, places)
}

fn add(places: &mut Vec<Span>, span: Span) {
    if places.len() < MOST_PLACES {
        places.push(span);
    }
}

fn in_order(connector: &Connector, places: FxHashMap<Caller, Vec<Span>>) -> Vec<Call> {
    let mut places: Vec<(Caller, Vec<Span>)> = places.into_iter().collect();
    places.sort_by_key(|(caller, _)| *caller);
    let calls = places.into_iter().filter_map(|(caller, places)| {
        let part = called_part(connector, caller)?;
        Some(Call { part, places })
    });
    calls.collect()
}

/// The operation that a call names, and where.
fn called(definition: &Definition, call: &DynamicCall) -> Option<(usize, Span)> {
    let node = definition.node(call.operation_id?);
    Some((definition.operation_index(&node.as_str()?)?, node.content_span()))
}

/// Those for whose inputs a call is made: the operation it stands in, or all that use the shared part it stands in.
fn callers<'d>(definition: &'d Definition, call: &DynamicCall) -> impl Iterator<Item = Caller> + use<'d> {
    let tests = (call.form == DynamicForm::TestConnection).then_some(Caller::Connector);
    tests.into_iter().chain(definition.users(call.node).map(Caller::Operation))
}
