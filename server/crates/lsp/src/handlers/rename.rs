//! `textDocument/prepareRename` and `textDocument/rename`.

use std::borrow::Cow;

use ide::{Renaming, prepare_rename};
use rules::Stop;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    DocumentChanges, OneOf, PrepareRenameResponse, Range, RenameParams, TextDocumentPositionParams,
    WorkspaceEdit,
};

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
    let mut renamed: Option<WorkspaceEdit> = None;
    // Definitions of one folder share the other files, and what is named there may stand in each of them.
    for subject in &subjects {
        let at = subject.member().at(snapshot, place.position);
        let edits = match ide::rename(&subject.view(), at, &params.new_name) {
            None => continue,
            Some(Renaming::Refused { reason }) => return wrong(reason.into()),
            Some(Renaming::Edits(edits)) => edits,
        };
        let files = Files { unit: subject.unit(), configuration: None };
        let edit = files.renamed(&edits, snapshot.session.flags()).unwrap_or_default();
        renamed = Some(match renamed {
            Some(renamed) => joined(renamed, edit),
            None => edit,
        });
    }
    if renamed.is_none() {
        return wrong("Nothing at this place has a name that can be changed.".into());
    }
    Ok(renamed)
}

/// The edits of both, each once.
fn joined(mut all: WorkspaceEdit, other: WorkspaceEdit) -> WorkspaceEdit {
    for (uri, edits) in other.changes.into_iter().flatten() {
        let known = all.changes.get_or_insert_default().entry(uri).or_default();
        add(known, edits, |edit| (edit.range, false));
    }
    if let Some(DocumentChanges::Edits(documents)) = other.document_changes {
        let known = all.document_changes.get_or_insert_with(|| DocumentChanges::Edits(Vec::new()));
        if let DocumentChanges::Edits(known) = known {
            for document in documents {
                let same = known.iter_mut().find(|known| known.text_document == document.text_document);
                let Some(same) = same else {
                    known.push(document);
                    continue;
                };
                add(&mut same.edits, document.edits, |edit| match edit {
                    OneOf::Left(edit) => (edit.range, false),
                    OneOf::Right(edit) => (edit.text_edit.range, true),
                });
            }
        }
    }
    if let Some(annotations) = other.change_annotations {
        all.change_annotations.get_or_insert_default().extend(annotations);
    }
    all
}

/// Adds edits, in order. Of two of the same range the one that is to be confirmed stays.
fn add<T>(known: &mut Vec<T>, edits: Vec<T>, range_and_confirmed: impl Fn(&T) -> (Range, bool)) {
    known.extend(edits);
    known.sort_by_key(|edit| {
        let (range, is_confirmed) = range_and_confirmed(edit);
        (range.start, range.end, !is_confirmed)
    });
    known.dedup_by_key(|edit| range_and_confirmed(edit).0);
}
