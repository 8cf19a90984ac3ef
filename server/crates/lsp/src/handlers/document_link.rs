//! `textDocument/documentLink`: addresses and files that can be opened. Nothing is fetched.

use ide::LinkTarget;
use rules::Stop;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams, Uri};

use super::model::Model;
use crate::session::Snapshot;
use crate::{to_proto, uri};

/// The links of a document. What is no URI for the protocol is left out.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn list(
    snapshot: &Snapshot,
    params: &DocumentLinkParams,
    _: &Stop,
) -> Result<Option<Vec<DocumentLink>>> {
    let Some(model) = Model::of_uri(snapshot, params.text_document.uri.as_str()) else { return Ok(None) };
    let member = model.member();
    let found = ide::document_links(&model.connector, member.file.role);
    let links = found.into_iter().filter_map(|link| {
        let target: Uri = match link.target {
            LinkTarget::Address(address) => address.parse().ok()?,
            LinkTarget::Sibling(name) => to_proto::uri(&uri::sibling(&member.uri, &name))?,
        };
        let range = member.range(snapshot, link.span);
        Some(DocumentLink { range, target: Some(target), tooltip: None, data: None })
    });
    Ok(Some(links.collect()))
}
