//! `textDocument/inlayHint`: what is meant and not written.
//!
//! Hints depend on nothing but the text of their own file, so that a client never has to be told to ask again.

use rules::Stop;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};

use super::model::Model;
use crate::session::Snapshot;
use crate::{to_proto, workspace_edit};

/// What it takes to find the operation of a hint again.
#[derive(Serialize, Deserialize)]
struct Shown {
    uri: String,
    version: Option<i32>,
    operation: usize,
}

/// The hints in a range.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn list(
    snapshot: &Snapshot,
    params: &InlayHintParams,
    _: &Stop,
) -> Result<Option<Vec<InlayHint>>> {
    let uri = params.text_document.uri.as_str();
    let Some(model) = Model::of_uri(snapshot, uri) else { return Ok(None) };
    let flags = snapshot.session.flags();
    let file = &model.member().file;
    let found = ide::inlay_hints(
        &model.connector,
        model.member().file.role,
        model.member().span(snapshot, params.range),
    );
    let hints = found.into_iter().map(|hint| InlayHint {
        position: to_proto::position(file.position(hint.offset, flags.encoding)),
        label: InlayHintLabel::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(hint.tooltip)),
        padding_left: Some(true),
        padding_right: None,
        // Only a client that fetches the edits later gets any: planning them takes longer than all the hints.
        data: hint.operation.filter(|_| flags.hint_edits_resolve).map(|operation| {
            json!(Shown { uri: uri.to_owned(), version: model.member().version(), operation })
        }),
    });
    Ok(Some(hints.collect()))
}

/// Adds the edits that write what a hint shows, if the document is still the same and they can be made.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn resolve(snapshot: &Snapshot, hint: &InlayHint, _: &Stop) -> Result<InlayHint> {
    let mut hint = hint.clone();
    let Some(shown) = hint.data.as_ref().and_then(|data| Shown::deserialize(data).ok()) else {
        return Ok(hint);
    };
    let model = Model::of_uri(snapshot, &shown.uri);
    if let Some(model) = model.filter(|model| model.member().version() == shown.version) {
        let edits = ide::inlay_hints::explicit_edits(&model.connector, shown.operation);
        if !edits.is_empty() {
            let flags = snapshot.session.flags();
            hint.text_edits = Some(workspace_edit::text_edits(&model.member().file, &edits, flags));
        }
    }
    Ok(hint)
}
