//! What the client can do with the structure of a file. A part of [`crate::flags::ClientFlags`].

use ide::FoldingAbility;
use serde_json::Value;

use crate::token_legend::TokenLegend;

/// The client's abilities with outlines, folds and tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StructureFlags {
    /// Shows symbols of a document as a tree; else as a list.
    pub(crate) symbol_tree: bool,
    /// Shows the name of an outline.
    pub(crate) symbol_label: bool,
    /// What it shows of the symbols of a document.
    pub(crate) document_symbols: SymbolLook,
    /// What it shows of the symbols of the workspace.
    pub(crate) workspace_symbols: SymbolLook,
    /// What it can fold.
    pub(crate) folding: FoldingAbility,
    /// Its colours for tokens; `None` if it wants none.
    pub(crate) tokens: Option<TokenLegend>,
}

/// What a client shows of symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SymbolLook {
    /// Knows all kinds, or falls back by itself; else those up to `Array`, as in the first version of the protocol.
    pub(crate) all_kinds: bool,
    /// Strikes out what is tagged as deprecated.
    pub(crate) deprecated_tag: bool,
}

impl SymbolLook {
    fn new(capabilities: &Value, feature: &str) -> Self {
        let at = |name: &str| capabilities.pointer(&format!("{feature}/{name}"));
        let tags = at("tagSupport/valueSet").and_then(Value::as_array);
        Self {
            all_kinds: at("symbolKind/valueSet").is_some_and(Value::is_array),
            deprecated_tag: tags.is_some_and(|tags| tags.iter().any(|tag| tag.as_u64() == Some(1))),
        }
    }
}

impl StructureFlags {
    /// Reads the `capabilities` of an `initialize` request.
    pub(crate) fn new(capabilities: &Value) -> Self {
        let has = |pointer: &str| capabilities.pointer(pointer).and_then(Value::as_bool).unwrap_or(false);
        let limit = capabilities.pointer("/textDocument/foldingRange/rangeLimit").and_then(Value::as_u64);
        Self {
            symbol_tree: has("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            symbol_label: has("/textDocument/documentSymbol/labelSupport"),
            document_symbols: SymbolLook::new(capabilities, "/textDocument/documentSymbol"),
            workspace_symbols: SymbolLook::new(capabilities, "/workspace/symbol"),
            folding: FoldingAbility {
                whole_lines: has("/textDocument/foldingRange/lineFoldingOnly"),
                limit: limit.and_then(|limit| usize::try_from(limit).ok()),
            },
            tokens: TokenLegend::new(capabilities),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_what_structure_may_carry() {
        let flags = StructureFlags::new(&json!({
            "textDocument": {
                "documentSymbol": {
                    "hierarchicalDocumentSymbolSupport": true, "tagSupport": { "valueSet": [1] },
                    "symbolKind": { "valueSet": [5] },
                },
                "foldingRange": { "rangeLimit": 5000, "lineFoldingOnly": true },
            },
            "workspace": { "symbol": { "tagSupport": { "valueSet": [7, "1"] }, "symbolKind": {} } },
        }));
        assert!(flags.symbol_tree && !flags.symbol_label);
        assert_eq!(flags.document_symbols, SymbolLook { all_kinds: true, deprecated_tag: true });
        assert_eq!(flags.workspace_symbols, SymbolLook { all_kinds: false, deprecated_tag: false });
        assert_eq!(flags.folding, FoldingAbility { whole_lines: true, limit: Some(5000) });
    }
}
