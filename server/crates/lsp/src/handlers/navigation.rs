//! `textDocument/definition`, `textDocument/references` and `textDocument/documentHighlight`.

use ide::navigation::{self, HighlightKind};
use rules::Stop;
use rustc_hash::FxHashSet;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, GotoDefinitionParams,
    GotoDefinitionResponse, Location, LocationLink, ReferenceParams,
};

use super::model::Model;
use crate::session::Snapshot;

/// Where what is named at a place is declared: with the name's own range for clients that show it.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn definition(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
    _: &Stop,
) -> Result<Option<GotoDefinitionResponse>> {
    let place = &params.text_document_position_params;
    let models = Model::all_of_uri(snapshot, place.text_document.uri.as_str());
    let found = models.iter().find_map(|model| {
        let found = navigation::definition(&model.connector, model.member().at(snapshot, place.position))?;
        Some((model, found))
    });
    let Some((model, found)) = found else { return Ok(None) };
    let places = found.places.iter();
    if !snapshot.session.flags().definition_links {
        let locations = places.filter_map(|place| model.location(snapshot, place.file, place.name));
        return Ok(Some(GotoDefinitionResponse::Array(locations.collect())));
    }
    let origin = model.member().range(snapshot, found.origin);
    let links = places.filter_map(|place| {
        let whole = model.location(snapshot, place.file, place.whole)?;
        let name = model.location(snapshot, place.file, place.name)?;
        Some(LocationLink {
            origin_selection_range: Some(origin),
            target_uri: whole.uri,
            target_range: whole.range,
            target_selection_range: name.range,
        })
    });
    Ok(Some(GotoDefinitionResponse::Link(links.collect())))
}

/// The places that name the same, in all files of the connector.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn references(
    snapshot: &Snapshot,
    params: &ReferenceParams,
    _: &Stop,
) -> Result<Option<Vec<Location>>> {
    let place = &params.text_document_position;
    let models = Model::all_of_uri(snapshot, place.text_document.uri.as_str());
    let mut locations: Vec<Location> = Vec::new();
    let mut seen = FxHashSet::default();
    // Definitions of one folder share the other files: what one of them names may be named by all.
    for model in &models {
        let at = model.member().at(snapshot, place.position);
        let found = navigation::references(&model.connector, at, params.context.include_declaration);
        for (file, span) in found {
            let Some(location) = model.location(snapshot, file, span) else { continue };
            if models.len() == 1 || seen.insert((location.uri.to_string(), span)) {
                locations.push(location);
            }
        }
    }
    Ok((!locations.is_empty()).then_some(locations))
}

/// The places in the same file that name the same.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn highlights(
    snapshot: &Snapshot,
    params: &DocumentHighlightParams,
    _: &Stop,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let place = &params.text_document_position_params;
    let models = Model::all_of_uri(snapshot, place.text_document.uri.as_str());
    let found = models.iter().find_map(|model| {
        let found = navigation::highlights(&model.connector, model.member().at(snapshot, place.position));
        (!found.is_empty()).then_some((model, found))
    });
    let Some((model, found)) = found else { return Ok(None) };
    let highlights = found.into_iter().map(|highlight| DocumentHighlight {
        range: model.member().range(snapshot, highlight.span),
        kind: Some(match highlight.kind {
            HighlightKind::Write => DocumentHighlightKind::WRITE,
            HighlightKind::Read => DocumentHighlightKind::READ,
            HighlightKind::Text => DocumentHighlightKind::TEXT,
        }),
    });
    Ok(Some(highlights.collect()))
}
