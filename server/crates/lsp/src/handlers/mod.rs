//! One module for each request: decode, ask the core, encode.

pub(crate) mod call_hierarchy;
pub(crate) mod changes;
pub(crate) mod changes_page;
pub(crate) mod code_action;
pub(crate) mod code_lens;
pub(crate) mod color;
pub(crate) mod completion;
pub(crate) mod counts;
pub(crate) mod debug;
pub(crate) mod diagnostic;
pub(crate) mod document_link;
pub(crate) mod document_symbol;
pub(crate) mod execute_command;
pub(crate) mod folding_range;
pub(crate) mod formatting;
pub(crate) mod hover;
pub(crate) mod initialize;
pub(crate) mod inlay_hint;
pub(crate) mod making;
pub(crate) mod model;
pub(crate) mod navigation;
pub(crate) mod new_connector;
pub(crate) mod operations;
pub(crate) mod preview;
pub(crate) mod properties;
pub(crate) mod rename;
pub(crate) mod selection_range;
pub(crate) mod semantic_tokens;
pub(crate) mod signature_help;
pub(crate) mod status;
pub(crate) mod subject;
pub(crate) mod workspace_diagnostic;
pub(crate) mod workspace_symbol;

use serde::Deserialize;

/// What our own requests are about: the connector that has this file.
#[derive(Deserialize)]
pub(crate) struct OfConnector {
    /// The URI of any of its files.
    uri: String,
}
