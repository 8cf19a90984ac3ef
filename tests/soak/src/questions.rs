//! What an editor asks about a document.

use fixture::Rng;
use serde_json::{Value, json};

use crate::strokes;

/// What is asked about a document as a whole.
pub(crate) const ABOUT_DOCUMENTS: [&str; 8] = [
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/semanticTokens/full",
    "textDocument/codeLens",
    "textDocument/documentLink",
    "textDocument/documentColor",
    "connector-ls/operations",
    "connector-ls/properties",
];

/// What is asked less often: it looks at all of a connector, or makes a long text.
const RARELY: [&str; 7] = [
    "connector-ls/changes",
    "connector-ls/changesPage",
    "connector-ls/preview",
    "connector-ls/policyTemplates",
    "connector-ls/status",
    "textDocument/formatting",
    "workspace/symbol",
];

/// What is asked about a place.
const ABOUT_PLACES: [&str; 12] = [
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/signatureHelp",
    "textDocument/selectionRange",
    "textDocument/prepareCallHierarchy",
    "textDocument/codeAction",
    "textDocument/inlayHint",
];

/// A question about an open document: the method and its parameters.
pub(crate) fn some_question(uri: &str, text: &str, rng: &mut Rng) -> (&'static str, Value) {
    let method = match rng.below(10) {
        0 => rng.pick(&RARELY),
        1..=3 => rng.pick(&ABOUT_DOCUMENTS),
        _ => rng.pick(&ABOUT_PLACES),
    };
    (method, params(method, uri, text, rng))
}

/// The parameters of a question about a document, at some place of it if it is about one.
pub(crate) fn params(method: &str, uri: &str, text: &str, rng: &mut Rng) -> Value {
    let start = strokes::place(text, rng);
    let end = strokes::place(text, rng);
    let ((one, other), _) = strokes::positions(text, start.min(end), start.max(end));
    let from = json!({ "line": one.line, "character": one.character });
    let to = json!({ "line": other.line, "character": other.character });
    let document = json!({ "uri": uri });
    match method {
        "workspace/symbol" => json!({ "query": rng.pick(&["", "get", "list", "V2", "Item"]) }),
        "textDocument/codeAction" => {
            let range = if rng.one_in(2) {
                json!({ "start": from, "end": from })
            } else {
                json!({ "start": from, "end": to })
            };
            json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } })
        }
        "textDocument/inlayHint" => {
            json!({ "textDocument": document, "range": { "start": from, "end": to } })
        }
        "textDocument/formatting" => {
            json!({ "textDocument": document, "options": { "tabSize": 2, "insertSpaces": true } })
        }
        "textDocument/selectionRange" => json!({ "textDocument": document, "positions": [from, to] }),
        "textDocument/references" => {
            json!({ "textDocument": document, "position": from, "context": { "includeDeclaration": true } })
        }
        "textDocument/rename" => json!({ "textDocument": document, "position": from, "newName": "Renamed" }),
        method if ABOUT_PLACES.contains(&method) => json!({ "textDocument": document, "position": from }),
        method if method.starts_with("textDocument/") => json!({ "textDocument": document }),
        _ => json!({ "uri": uri }),
    }
}
