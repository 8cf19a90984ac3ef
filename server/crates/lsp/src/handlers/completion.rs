//! `textDocument/completion` and `completionItem/resolve`.

use ide::completion::{self, Completion, CompletionKind, Completions};
use rules::Stop;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    self, CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag, CompletionList,
    CompletionParams, CompletionResponse, CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent,
    MarkupKind, TextEdit,
};

use crate::flags::ClientFlags;
use crate::handlers::model::Model;
use crate::session::Snapshot;

/// What it takes to find a completion again.
#[derive(Serialize, Deserialize)]
struct Listed {
    uri: String,
    position: ls_types::Position,
}

/// Lists what can be written at a place.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn list(
    snapshot: &Snapshot,
    params: &CompletionParams,
    _: &Stop,
) -> Result<Option<CompletionResponse>> {
    let place = &params.text_document_position;
    let uri = place.text_document.uri.as_str();
    let Some(model) = Model::of_uri(snapshot, uri) else { return Ok(None) };
    let flags = snapshot.session.flags();
    let at = model.at(snapshot, place.position);
    let Some(found) = completion::complete(&model.connector, at, flags.snippets) else { return Ok(None) };
    let listed = Listed { uri: uri.to_owned(), position: place.position };
    let entries = found.entries.iter().enumerate();
    let items = entries.map(|(index, entry)| {
        let mut entry = encoded(entry, index, flags);
        let range = model.range(snapshot, found.replace);
        let new_text = found.entries[index].text.clone();
        entry.text_edit = Some(CompletionTextEdit::Edit(TextEdit { range, new_text }));
        entry.additional_text_edits = before(&found, &model, snapshot);
        if flags.resolves_documentation {
            entry.data = Some(json!(listed));
        } else {
            entry.documentation = documentation(&found.entries[index], flags);
        }
        entry
    });
    Ok(Some(CompletionResponse::List(CompletionList { is_incomplete: false, items: items.collect() })))
}

/// Adds the documentation to a completion that was listed. What cannot be found again stays as it is.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn resolve(snapshot: &Snapshot, entry: &CompletionItem, _: &Stop) -> Result<CompletionItem> {
    let mut entry = entry.clone();
    let listed = entry.data.as_ref().and_then(|data| serde_json::from_value::<Listed>(data.clone()).ok());
    let Some(listed) = listed else { return Ok(entry) };
    let Some(model) = Model::of_uri(snapshot, &listed.uri) else { return Ok(entry) };
    let flags = snapshot.session.flags();
    let found = completion::complete(&model.connector, model.at(snapshot, listed.position), flags.snippets);
    let same = found.and_then(|found| found.entries.into_iter().find(|known| known.label == entry.label));
    if let Some(known) = same {
        entry.documentation = documentation(&known, flags);
    }
    Ok(entry)
}

fn encoded(entry: &Completion, index: usize, flags: &ClientFlags) -> CompletionItem {
    let detail = (!entry.detail.is_empty()).then(|| entry.detail.clone());
    let (detail, label_details) = if flags.label_details {
        (None, detail.map(|detail| CompletionItemLabelDetails { detail: None, description: Some(detail) }))
    } else {
        (detail, None)
    };
    CompletionItem {
        label: entry.label.clone(),
        label_details,
        kind: Some(kind(entry.kind)),
        detail,
        sort_text: Some(format!("{:02}{index:05}", entry.rank)),
        filter_text: Some(entry.filter.clone()),
        insert_text_format: Some(if entry.is_snippet {
            InsertTextFormat::SNIPPET
        } else {
            InsertTextFormat::PLAIN_TEXT
        }),
        tags: (entry.is_deprecated && flags.completion_tags).then(|| vec![CompletionItemTag::DEPRECATED]),
        ..CompletionItem::default()
    }
}

fn before(found: &Completions, model: &Model, snapshot: &Snapshot) -> Option<Vec<TextEdit>> {
    let edit = found.before.as_ref()?;
    Some(vec![TextEdit { range: model.range(snapshot, edit.span), new_text: edit.text.clone() }])
}

fn documentation(entry: &Completion, flags: &ClientFlags) -> Option<Documentation> {
    if entry.documentation.is_empty() {
        return None;
    }
    let kind = if flags.completion_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Documentation::MarkupContent(MarkupContent { kind, value: entry.documentation.clone() }))
}

const fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Member => CompletionItemKind::PROPERTY,
        CompletionKind::Value => CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Operation => CompletionItemKind::METHOD,
        CompletionKind::Shared => CompletionItemKind::REFERENCE,
        CompletionKind::Field => CompletionItemKind::FIELD,
        CompletionKind::Function => CompletionItemKind::FUNCTION,
        CompletionKind::Snippet => CompletionItemKind::SNIPPET,
    }
}
