//! `textDocument/documentColor` and `textDocument/colorPresentation`: the brand colour.

use ide::Color;
use rules::Stop;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    self, ColorInformation, ColorPresentation, ColorPresentationParams, DocumentColorParams, TextEdit,
};

use super::model::Model;
use crate::session::Snapshot;

/// The colours of a document.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn list(
    snapshot: &Snapshot,
    params: &DocumentColorParams,
    _: &Stop,
) -> Result<Vec<ColorInformation>> {
    let Some(model) = Model::of_uri(snapshot, params.text_document.uri.as_str()) else {
        return Ok(Vec::new());
    };
    let found = ide::colors(&model.connector, model.member().file.role);
    let encoded = found.into_iter().map(|place| ColorInformation {
        range: model.member().range(snapshot, place.span),
        color: encode(place.color),
    });
    Ok(encoded.collect())
}

/// How a colour is written: there is one way that the platform takes.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn presentations(
    _: &Snapshot,
    params: &ColorPresentationParams,
    _: &Stop,
) -> Result<Vec<ColorPresentation>> {
    let label = decode(params.color).written();
    let text_edit = Some(TextEdit { range: params.range, new_text: label.clone() });
    Ok(vec![ColorPresentation { label, text_edit, additional_text_edits: None }])
}

fn encode(color: Color) -> ls_types::Color {
    let share = |part: u8| f32::from(part) / 255.0;
    ls_types::Color { red: share(color.red), green: share(color.green), blue: share(color.blue), alpha: 1.0 }
}

/// The nearest colour. A brand colour has no transparency: that part is left out.
fn decode(color: ls_types::Color) -> Color {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 255")]
    let part = |share: f32| (share.clamp(0.0, 1.0) * 255.0).round() as u8;
    Color { red: part(color.red), green: part(color.green), blue: part(color.blue) }
}
