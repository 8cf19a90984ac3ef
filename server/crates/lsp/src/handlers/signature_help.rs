//! `textDocument/signatureHelp`: what the function of a policy expression takes.

use ide::markup::Markup;
use rules::Stop;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    Documentation, ParameterInformation, ParameterLabel, SignatureHelp, SignatureHelpParams,
    SignatureInformation,
};

use super::model::Model;
use crate::session::Snapshot;
use crate::to_proto;

/// What begins an argument.
pub(crate) const TRIGGERS: [&str; 2] = ["(", ","];

/// The call at a place.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn signature_help(
    snapshot: &Snapshot,
    params: &SignatureHelpParams,
    _: &Stop,
) -> Result<Option<SignatureHelp>> {
    let place = &params.text_document_position_params;
    let Some(model) = Model::of_uri(snapshot, place.text_document.uri.as_str()) else { return Ok(None) };
    let at = model.member().at(snapshot, place.position);
    let Some(found) = ide::signature_help(&model.connector, at) else { return Ok(None) };
    let is_markdown = snapshot.session.flags().signature_markdown;
    let encode = |text: &Markup| Some(Documentation::MarkupContent(to_proto::markup(text, is_markdown)));
    // Out of bounds, clients take the first argument for the active one. With none there is nothing to mark.
    let shown = if found.active.is_some() { found.parameters.as_slice() } else { &[] };
    let parameters = shown.iter().map(|parameter| ParameterInformation {
        label: ParameterLabel::Simple(parameter.label.to_owned()),
        documentation: encode(&parameter.text),
    });
    Ok(Some(SignatureHelp {
        signatures: vec![SignatureInformation {
            label: found.label.to_owned(),
            documentation: encode(&found.text),
            parameters: Some(parameters.collect()),
            active_parameter: None,
        }],
        active_signature: Some(0),
        active_parameter: found.active.map(|active| active as u32),
    }))
}
