//! `textDocument/foldingRange`: which lines fold.

use ide::Fold;
use rules::Stop;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use super::model::Model;
use crate::session::Snapshot;

/// The folds of a document, in lines or in characters as the client shows them.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn list(
    snapshot: &Snapshot,
    params: &FoldingRangeParams,
    _: &Stop,
) -> Result<Option<Vec<FoldingRange>>> {
    let Some(model) = Model::of_uri(snapshot, params.text_document.uri.as_str()) else { return Ok(None) };
    let member = model.member();
    let Some(document) = member.file.part.document() else { return Ok(None) };
    let ability = snapshot.session.flags().structure.folding;
    let range = |fold: Fold| {
        let characters = (!ability.whole_lines).then(|| member.range(snapshot, fold.span));
        FoldingRange {
            start_line: fold.first_line,
            start_character: characters.map(|range| range.start.character),
            end_line: fold.last_line,
            end_character: characters.map(|range| range.end.character),
            kind: fold.is_comment.then_some(FoldingRangeKind::Comment),
            collapsed_text: None,
        }
    };
    Ok(Some(ide::folds(document.tree(), ability).into_iter().map(range).collect()))
}
