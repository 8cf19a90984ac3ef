//! `textDocument/completion` and `completionItem/resolve`.

use ide::completion::{self, Completion, CompletionKind};
use rules::Stop;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    self, Command, CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag,
    CompletionList, CompletionParams, CompletionResponse, CompletionTextEdit, Documentation,
    InsertTextFormat, InsertTextMode, TextEdit,
};

use crate::flags::ClientFlags;
use crate::handlers::model::Model;
use crate::session::Snapshot;
use crate::to_proto;

/// The client's command that asks for completions: what was accepted may begin a value that can be completed too.
pub(crate) const ASK_AGAIN: &str = "editor.action.triggerSuggest";

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
    let at = model.member().at(snapshot, place.position);
    let Some(found) = completion::complete(&model.connector, at, flags.snippets) else { return Ok(None) };
    let edit = |span, text: &str| TextEdit {
        range: model.member().range(snapshot, span),
        new_text: text.to_owned(),
    };
    let before = found.before.as_ref().map(|comma| vec![edit(comma.span, &comma.text)]);
    let range = model.member().range(snapshot, found.replace);
    let data =
        flags.resolves_documentation.then(|| json!(Listed { uri: uri.to_owned(), position: place.position }));
    let entries = found.entries.iter().enumerate();
    let items = entries.map(|(index, entry)| CompletionItem {
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: new_text(entry) })),
        additional_text_edits: before.clone(),
        documentation: if data.is_none() { documentation(entry, flags) } else { None },
        data: data.clone(),
        ..encoded(entry, index, flags)
    });
    Ok(Some(CompletionResponse::List(CompletionList { is_incomplete: false, items: items.collect() })))
}

/// What is inserted. Editors indent snippets themselves, as they do it with their own; plain text they take as it is.
fn new_text(entry: &Completion) -> String {
    if entry.is_snippet { entry.text_to_indent().into_owned() } else { entry.text.clone() }
}

/// Says to the client what [`new_text`] counts on, where it makes a difference and the client listens.
fn text_mode(entry: &Completion, flags: &ClientFlags) -> Option<InsertTextMode> {
    if !entry.text.contains(['\n', '\r']) {
        return None;
    }
    if entry.is_snippet {
        flags.indents_completions.then_some(InsertTextMode::ADJUST_INDENTATION)
    } else {
        flags.keeps_completions.then_some(InsertTextMode::AS_IS)
    }
}

/// Adds the documentation to a completion that was listed. What cannot be found again stays as it is.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn resolve(snapshot: &Snapshot, entry: &CompletionItem, _: &Stop) -> Result<CompletionItem> {
    let mut entry = entry.clone();
    let listed = entry.data.as_ref().and_then(|data| serde_json::from_value::<Listed>(data.clone()).ok());
    let Some(listed) = listed else { return Ok(entry) };
    let Some(model) = Model::of_uri(snapshot, &listed.uri) else { return Ok(entry) };
    let flags = snapshot.session.flags();
    let found =
        completion::complete(&model.connector, model.member().at(snapshot, listed.position), flags.snippets);
    let is_same = |known: &Completion| known.label == entry.label && Some(kind(known.kind)) == entry.kind;
    let same = found.and_then(|found| found.entries.into_iter().find(is_same));
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
        insert_text_mode: text_mode(entry, flags),
        command: (entry.asks_again && flags.asks_again).then(|| Command {
            title: "Ask again".to_owned(),
            command: ASK_AGAIN.to_owned(),
            arguments: None,
        }),
        tags: (entry.is_deprecated && flags.completion_tags).then(|| vec![CompletionItemTag::DEPRECATED]),
        ..CompletionItem::default()
    }
}

fn documentation(entry: &Completion, flags: &ClientFlags) -> Option<Documentation> {
    let text = entry.documentation();
    (!text.is_empty())
        .then(|| Documentation::MarkupContent(to_proto::markup(&text, flags.completion_markdown)))
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
