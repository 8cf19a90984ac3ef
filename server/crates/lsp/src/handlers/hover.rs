//! `textDocument/hover`: what is told about a place.

use rules::Stop;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams};

use super::subject::Subject;
use crate::session::Snapshot;
use crate::to_proto;

/// Answers in the form that the client shows; with nothing where nothing is known.
pub(crate) fn hover(snapshot: &Snapshot, params: &HoverParams, stop: &Stop) -> Result<Option<Hover>> {
    let place = &params.text_document_position_params;
    let Some(subject) = Subject::of_uri(snapshot, place.text_document.uri.as_str(), stop)? else {
        return Ok(None);
    };
    let Some(found) = ide::hover(&subject.view(), subject.at(snapshot, place.position)) else {
        return Ok(None);
    };
    let flags = snapshot.session.flags();
    Ok(Some(Hover {
        contents: HoverContents::Markup(to_proto::markup(&found.text, flags.hover_markdown)),
        range: Some(to_proto::range(&subject.member().file, found.span, flags.encoding)),
    }))
}
