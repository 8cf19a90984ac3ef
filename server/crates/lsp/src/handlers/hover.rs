//! `textDocument/hover`: what is told about a place.

use rules::Stop;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::subject::Subject;
use crate::session::Snapshot;
use crate::to_proto;

/// Answers in the form that the client shows; with nothing where nothing is known.
pub(crate) fn hover(snapshot: &Snapshot, params: &HoverParams, stop: &Stop) -> Result<Option<Hover>> {
    let place = &params.text_document_position_params;
    let subjects = Subject::all_of_uri(snapshot, place.text_document.uri.as_str(), stop)?;
    let told = subjects.iter().find_map(|subject| {
        let found = ide::hover(&subject.view(), subject.member().at(snapshot, place.position))?;
        Some((subject, found))
    });
    let Some((subject, found)) = told else { return Ok(None) };
    let flags = snapshot.session.flags();
    let contents = if flags.hover_markdown && flags.markdown_images {
        MarkupContent { kind: MarkupKind::Markdown, value: found.text.markdown_with_images() }
    } else {
        to_proto::markup(&found.text, flags.hover_markdown)
    };
    Ok(Some(Hover {
        contents: HoverContents::Markup(contents),
        range: Some(subject.member().range(snapshot, found.span)),
    }))
}
