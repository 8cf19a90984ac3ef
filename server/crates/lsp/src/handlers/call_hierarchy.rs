//! `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `callHierarchy/outgoingCalls`: which
//! operations the designer calls for the inputs of another one.

use connector::FileRole;
use ide::navigation::{self, Call, CalledPart, Caller};
use rules::Stop;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, Range,
    SymbolKind, SymbolTag,
};

use super::model::Model;
use crate::session::Snapshot;

/// What it takes to find an operation again that has no name or whose name is not the only one; the connector itself
/// has no index.
#[derive(Serialize, Deserialize)]
struct Shown {
    operation: Option<usize>,
}

/// The operation at a place.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn prepare(
    snapshot: &Snapshot,
    params: &CallHierarchyPrepareParams,
    _: &Stop,
) -> Result<Option<Vec<CallHierarchyItem>>> {
    let place = &params.text_document_position_params;
    let models = Model::all_of_uri(snapshot, place.text_document.uri.as_str());
    let found = models.iter().find_map(|model| {
        let part = navigation::calls_at(&model.connector, model.member().at(snapshot, place.position))?;
        shown(snapshot, model, &part)
    });
    Ok(found.map(|found| vec![found]))
}

/// Who calls an operation that was shown.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn incoming(
    snapshot: &Snapshot,
    params: &CallHierarchyIncomingCallsParams,
    _: &Stop,
) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
    let Some((model, Caller::Operation(operation))) = again(snapshot, &params.item) else { return Ok(None) };
    let calls = navigation::incoming_calls(&model.connector, operation);
    let calls = calls.iter().filter_map(|call| {
        let from = shown(snapshot, &model, &call.part)?;
        Some(CallHierarchyIncomingCall { from, from_ranges: ranges(snapshot, &model, call) })
    });
    Ok(Some(calls.collect()))
}

/// Whom an operation calls that was shown.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn outgoing(
    snapshot: &Snapshot,
    params: &CallHierarchyOutgoingCallsParams,
    _: &Stop,
) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
    let Some((model, caller)) = again(snapshot, &params.item) else { return Ok(None) };
    let calls = navigation::outgoing_calls(&model.connector, caller);
    let calls = calls.iter().filter_map(|call| {
        let to = shown(snapshot, &model, &call.part)?;
        Some(CallHierarchyOutgoingCall { to, from_ranges: ranges(snapshot, &model, call) })
    });
    Ok(Some(calls.collect()))
}

fn shown(snapshot: &Snapshot, model: &Model, part: &CalledPart) -> Option<CallHierarchyItem> {
    let whole = model.location(snapshot, FileRole::Definition, part.whole)?;
    let selection = model.location(snapshot, FileRole::Definition, part.selection)?;
    let (kind, operation) = match part.caller {
        Caller::Connector => (SymbolKind::MODULE, None),
        Caller::Operation(index) if part.is_trigger => (SymbolKind::EVENT, Some(index)),
        Caller::Operation(index) => (SymbolKind::METHOD, Some(index)),
    };
    Some(CallHierarchyItem {
        name: part.name.clone(),
        kind,
        tags: part.is_deprecated.then(|| vec![SymbolTag::DEPRECATED]),
        detail: Some(part.detail.clone()),
        uri: whole.uri,
        range: whole.range,
        selection_range: selection.range,
        data: Some(json!(Shown { operation })),
    })
}

fn ranges(snapshot: &Snapshot, model: &Model, call: &Call) -> Vec<Range> {
    let places = call.places.iter();
    places.filter_map(|&span| Some(model.location(snapshot, FileRole::Definition, span)?.range)).collect()
}

/// What was shown, in the connector as it is now: the operation at the same index if it still has the name, else the one
/// that has it.
fn again(snapshot: &Snapshot, item: &CallHierarchyItem) -> Option<(Model, Caller)> {
    let shown = Shown::deserialize(item.data.as_ref()?).ok()?;
    let model = Model::of_uri(snapshot, item.uri.as_str())?;
    let Some(index) = shown.operation else { return Some((model, Caller::Connector)) };
    let same = navigation::called_part(&model.connector, Caller::Operation(index));
    let caller = match same.filter(|same| same.name == item.name) {
        Some(same) => same.caller,
        None => Caller::Operation(model.connector.definition()?.operation_index(&item.name)?),
    };
    Some((model, caller))
}
