//! `textDocument/prepareRename` and `textDocument/rename`.

use std::borrow::Cow;

use ide::{Renaming, prepare_rename};
use rules::Stop;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use super::model::Model;
use super::subject::Subject;
use crate::session::Snapshot;
use crate::workspace_edit::Files;

/// The name at a place, if it can be changed.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn prepare(
    snapshot: &Snapshot,
    params: &TextDocumentPositionParams,
    _: &Stop,
) -> Result<Option<PrepareRenameResponse>> {
    let models = Model::all_of_uri(snapshot, params.text_document.uri.as_str());
    Ok(models.iter().find_map(|model| {
        let found = prepare_rename(&model.connector, model.member().at(snapshot, params.position))?;
        Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: model.member().range(snapshot, found.span),
            placeholder: found.name,
        })
    }))
}

/// The edits that change a name everywhere. A client that asks before it changes what is published is told to; for
/// others the edits are the same.
pub(crate) fn rename(
    snapshot: &Snapshot,
    params: &RenameParams,
    stop: &Stop,
) -> Result<Option<WorkspaceEdit>> {
    let place = &params.text_document_position;
    let wrong = |message: Cow<'static, str>| Err(Error::invalid_params(message));
    // What is published takes the whole analysis to know.
    let subjects = Subject::all_of_uri(snapshot, place.text_document.uri.as_str(), stop)?;
    let found = subjects.iter().find_map(|subject| {
        let at = subject.member().at(snapshot, place.position);
        Some((subject, ide::rename(&subject.view(), at, &params.new_name)?))
    });
    match found {
        None => wrong("Nothing at this place has a name that can be changed.".into()),
        Some((_, Renaming::Refused { reason })) => wrong(reason.into()),
        Some((subject, Renaming::Edits(edits))) => {
            let files = Files { unit: subject.unit(), configuration: None };
            Ok(Some(files.renamed(&edits, snapshot.session.flags()).unwrap_or_default()))
        }
    }
}
