//! `textDocument/selectionRange`: what a selection grows to.

use rules::Stop;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Position, SelectionRange, SelectionRangeParams};

use super::model::Model;
use crate::session::Snapshot;

/// For each position the ranges around it, each in its parent.
pub(crate) fn list(
    snapshot: &Snapshot,
    params: &SelectionRangeParams,
    stop: &Stop,
) -> Result<Option<Vec<SelectionRange>>> {
    let Some(model) = Model::of_uri(snapshot, params.text_document.uri.as_str()) else { return Ok(None) };
    let member = model.member();
    let Some(document) = member.file.part.document() else { return Ok(None) };
    let around = |position: &Position| {
        if stop.is_stopped() {
            return Err(Error::request_cancelled());
        }
        let spans = ide::selection_spans(document.tree(), member.at(snapshot, *position).offset);
        let outermost_first = spans.into_iter().rev().map(|span| member.range(snapshot, span));
        let whole = outermost_first
            .fold(None, |parent, range| Some(SelectionRange { range, parent: parent.map(Box::new) }));
        whole.ok_or_else(Error::internal_error)
    };
    params.positions.iter().map(around).collect::<Result<_>>().map(Some)
}
