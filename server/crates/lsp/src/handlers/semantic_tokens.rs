//! `textDocument/semanticTokens`: which strings are more than text.

use rules::Stop;
use syntax::Span;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    Position, SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult,
};

use super::model::Model;
use crate::session::Snapshot;
use crate::uri::Key;

/// The tokens of a document.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn full(
    snapshot: &Snapshot,
    params: &SemanticTokensParams,
    _: &Stop,
) -> Result<Option<SemanticTokensResult>> {
    let uri = params.text_document.uri.as_str();
    Ok(whole(snapshot, uri).map(|tokens| remembered(snapshot, uri, tokens).into()))
}

/// What has changed of the tokens that the client has, or all of them if it is not known which those are.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn delta(
    snapshot: &Snapshot,
    params: &SemanticTokensDeltaParams,
    _: &Stop,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let uri = params.text_document.uri.as_str();
    let Some(data) = whole(snapshot, uri) else { return Ok(None) };
    let shown = &snapshot.session.shown_tokens;
    let edits = shown.edits(&Key::of_uri(uri), &params.previous_result_id, &data);
    let tokens = remembered(snapshot, uri, data);
    Ok(Some(match edits {
        Some(edits) => SemanticTokensDelta { result_id: tokens.result_id, edits }.into(),
        None => tokens.into(),
    }))
}

/// The tokens in a range.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn range(
    snapshot: &Snapshot,
    params: &SemanticTokensRangeParams,
    _: &Stop,
) -> Result<Option<SemanticTokensRangeResult>> {
    let Some(model) = Model::of_uri(snapshot, params.text_document.uri.as_str()) else { return Ok(None) };
    let range = model.member().span(snapshot, params.range);
    let tokens = tokens(snapshot, &model, range);
    Ok(tokens.map(|data| SemanticTokens { result_id: None, data }.into()))
}

fn whole(snapshot: &Snapshot, uri: &str) -> Option<Vec<SemanticToken>> {
    tokens(snapshot, &Model::of_uri(snapshot, uri)?, Span::new(0, u32::MAX))
}

/// Remembers what the client has of an open document. It may be closed by now, and nobody would forget them afterwards.
fn remembered(snapshot: &Snapshot, uri: &str, data: Vec<SemanticToken>) -> SemanticTokens {
    let key = Key::of_uri(uri);
    let is_open = || snapshot.session.world().documents.get(&key).is_some();
    let shown = &snapshot.session.shown_tokens;
    let result_id = is_open().then(|| shown.remember(&key, &data));
    if !is_open() {
        shown.forget(&key);
    }
    SemanticTokens { result_id, data }
}

/// The tokens that the client has a colour for. `None` for a script, so that another server's are taken.
fn tokens(snapshot: &Snapshot, model: &Model, range: Span) -> Option<Vec<SemanticToken>> {
    let member = model.member();
    member.file.part.document()?;
    let legend = snapshot.session.flags().structure.tokens.as_ref()?;
    let mut last = Position::new(0, 0);
    let found = ide::semantic_tokens(&model.connector, member.file.role, range).into_iter();
    let encoded = found.filter_map(|token| {
        let token_type = legend.token_type(token.kind)?;
        let range = member.range(snapshot, token.span);
        let is_same_line = range.start.line == last.line;
        let encoded = SemanticToken {
            delta_line: range.start.line - last.line,
            delta_start: range.start.character - if is_same_line { last.character } else { 0 },
            length: range.end.character - range.start.character,
            token_type,
            token_modifiers_bitset: legend.modifiers(&token),
        };
        last = range.start;
        Some(encoded)
    });
    Some(encoded.collect())
}
