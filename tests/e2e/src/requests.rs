//! The requests that the server answers.

/// All of them but those for tests. A test compares them with the server's own list.
pub const REQUESTS: [&str; 44] = [
    "callHierarchy/incomingCalls",
    "callHierarchy/outgoingCalls",
    "codeAction/resolve",
    "codeLens/resolve",
    "completionItem/resolve",
    "connector-ls/addPolicy",
    "connector-ls/changes",
    "connector-ls/changesPage",
    "connector-ls/newConnector",
    "connector-ls/newOperation",
    "connector-ls/operations",
    "connector-ls/policyTemplates",
    "connector-ls/preview",
    "connector-ls/properties",
    "connector-ls/schemaFromSample",
    "connector-ls/status",
    "inlayHint/resolve",
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/colorPresentation",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/diagnostic",
    "textDocument/documentColor",
    "textDocument/documentHighlight",
    "textDocument/documentLink",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/formatting",
    "textDocument/hover",
    "textDocument/inlayHint",
    "textDocument/prepareCallHierarchy",
    "textDocument/prepareRename",
    "textDocument/rangeFormatting",
    "textDocument/references",
    "textDocument/rename",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "textDocument/signatureHelp",
    "workspace/diagnostic",
    "workspace/executeCommand",
    "workspace/symbol",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn they_are_those_of_the_server() {
        let server = include_str!("../../../server/crates/lsp/src/server.rs");
        let parts = server.split("answer(\"").skip(1).chain(server.split("answer_written(\"").skip(1));
        let mut named: BTreeSet<&str> = parts.filter_map(|part| part.split('"').next()).collect();
        // Those for diagnostics are answered in their own ways; the third one's name stands on a line of its own.
        named.extend([
            "textDocument/diagnostic",
            "workspace/diagnostic",
            "textDocument/semanticTokens/full/delta",
        ]);
        named.retain(|method| !method.starts_with("connector-ls/debug/"));
        assert_eq!(named, REQUESTS.into());
    }
}
