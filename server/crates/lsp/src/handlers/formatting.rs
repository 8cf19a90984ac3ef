//! `textDocument/formatting` and `textDocument/rangeFormatting`: how a file is laid out.

use ide::FormatOptions;
use rules::Stop;
use syntax::edit::Indent;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DocumentFormattingParams, DocumentRangeFormattingParams, FormattingOptions, Range, TextEdit,
};

use super::model::Model;
use crate::session::Snapshot;
use crate::workspace_edit;

/// The edits of a whole document; none if it is too damaged.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn document(
    snapshot: &Snapshot,
    params: &DocumentFormattingParams,
    _: &Stop,
) -> Result<Option<Vec<TextEdit>>> {
    Ok(edits(snapshot, params.text_document.uri.as_str(), &params.options, None))
}

/// The edits of the lines of a range.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn range(
    snapshot: &Snapshot,
    params: &DocumentRangeFormattingParams,
    _: &Stop,
) -> Result<Option<Vec<TextEdit>>> {
    Ok(edits(snapshot, params.text_document.uri.as_str(), &params.options, Some(params.range)))
}

fn edits(
    snapshot: &Snapshot,
    uri: &str,
    options: &FormattingOptions,
    range: Option<Range>,
) -> Option<Vec<TextEdit>> {
    let model = Model::of_uri(snapshot, uri)?;
    let member = model.member();
    let document = member.file.part.document()?;
    let span = range.map(|range| member.span(snapshot, range));
    let edits = ide::formatting(document.tree(), &wanted(options), span)?;
    Some(workspace_edit::text_edits(&member.file, &edits, snapshot.session.flags()))
}

/// What is not said is left as it is. Blanks at line ends go in any case: what stands between values is laid out anew.
fn wanted(options: &FormattingOptions) -> FormatOptions {
    let indent = if options.insert_spaces {
        Indent::Spaces(u8::try_from(options.tab_size).unwrap_or(u8::MAX))
    } else {
        Indent::Tab
    };
    FormatOptions {
        indent,
        insert_final_newline: options.insert_final_newline.unwrap_or(false),
        trim_final_newlines: options.trim_final_newlines.unwrap_or(false),
    }
}
