//! `connector-ls/preview`: what makers will see, as an HTML document. Its names are a promise.

use rules::Stop;
use serde::Serialize;
use tower_lsp::jsonrpc::Result;

use super::OfConnector;
use super::subject::Subject;
use crate::session::Snapshot;

/// The answer.
#[derive(Serialize)]
pub(crate) struct Rendered {
    html: String,
}

/// The page of the connector that a file is part of; `null` if it is part of none.
pub(crate) fn render(snapshot: &Snapshot, params: &OfConnector, stop: &Stop) -> Result<Option<Rendered>> {
    let subject = Subject::of_uri(snapshot, &params.uri, stop)?;
    Ok(subject.map(|subject| Rendered { html: ide::preview(&subject.view()).html() }))
}
