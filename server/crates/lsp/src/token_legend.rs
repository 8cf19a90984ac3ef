//! Which colours the client has for tokens.

use ide::{SemanticToken, TokenKind};
use serde_json::Value;
use tower_lsp::ls_types::{SemanticTokenModifier, SemanticTokenType, SemanticTokensLegend};

/// The token types and modifiers that the server sends: those that it wants and the client knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TokenLegend {
    types: Vec<&'static str>,
    modifiers: Vec<&'static str>,
    /// Whether the client asks for what has changed.
    pub(crate) delta: bool,
}

/// What stands for a kind of token in the words of programming languages, the nearest first.
const fn words(kind: TokenKind) -> &'static [&'static str] {
    match kind {
        TokenKind::Action => &["method", "function"],
        TokenKind::Trigger => &["event", "method", "function"],
        TokenKind::Family => &["namespace", "class", "type"],
        TokenKind::Schema => &["struct", "class", "type"],
        TokenKind::Parameter => &["parameter", "variable"],
        TokenKind::Response => &["interface", "class", "type"],
        TokenKind::SecurityScheme => &["enum", "class", "type"],
        TokenKind::ConnectionParameter => &["variable", "parameter"],
        TokenKind::FieldPath => &["property", "variable"],
        TokenKind::Function => &["function", "method"],
    }
}

const DECLARATION: &str = "declaration";
const DEPRECATED: &str = "deprecated";
const DEFAULT_LIBRARY: &str = "defaultLibrary";

impl TokenLegend {
    /// Reads the `capabilities` of an `initialize` request. `None` if the client asks for no tokens, or would show
    /// nothing else: then everything that is plain JSON would lose its colour.
    pub(crate) fn new(capabilities: &Value) -> Option<Self> {
        let offered =
            capabilities.pointer("/textDocument/semanticTokens").filter(|offered| offered.is_object())?;
        if offered.get("augmentsSyntaxTokens").and_then(Value::as_bool) == Some(false) {
            return None;
        }
        let knows = |list: &str, name: &str| {
            let list = offered.get(list).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|known| known.as_str() == Some(name)))
        };
        let mut types = Vec::new();
        for kind in TokenKind::ALL {
            let known = words(kind).iter().find(|word| knows("tokenTypes", word));
            types.extend(known.filter(|word| !types.contains(*word)).copied());
        }
        let modifiers = [DECLARATION, DEPRECATED, DEFAULT_LIBRARY].into_iter();
        let modifiers = modifiers.filter(|name| knows("tokenModifiers", name)).collect();
        let delta = offered.pointer("/requests/full/delta").and_then(Value::as_bool) == Some(true);
        (!types.is_empty()).then_some(Self { types, modifiers, delta })
    }

    /// What the client is told of it.
    pub(crate) fn announced(&self) -> SemanticTokensLegend {
        SemanticTokensLegend {
            token_types: self.types.iter().copied().map(SemanticTokenType::new).collect(),
            token_modifiers: self.modifiers.iter().copied().map(SemanticTokenModifier::new).collect(),
        }
    }

    /// The number of the type of a token; `None` if the client has none.
    pub(crate) fn token_type(&self, kind: TokenKind) -> Option<u32> {
        let place = |word: &&str| self.types.iter().position(|known| known == word);
        words(kind).iter().find_map(place).map(|place| place as u32)
    }

    /// The modifiers of a token as bits.
    pub(crate) fn modifiers(&self, token: &SemanticToken) -> u32 {
        let has = |name: &str| match name {
            DECLARATION => token.is_declaration,
            DEPRECATED => token.is_deprecated,
            _ => token.kind == TokenKind::Function,
        };
        let bits =
            self.modifiers.iter().enumerate().filter(|(_, name)| has(name)).map(|(place, _)| 1 << place);
        bits.sum()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use syntax::Span;

    use super::*;

    fn legend(types: &[&str], modifiers: &[&str]) -> Option<TokenLegend> {
        let offered = json!({ "tokenTypes": types, "tokenModifiers": modifiers, "requests": { "full": { "delta": true } } });
        TokenLegend::new(&json!({ "textDocument": { "semanticTokens": offered } }))
    }

    #[test]
    fn the_nearest_known_word_is_taken() {
        let legend = legend(&["class", "parameter", "event"], &["deprecated", "declaration"]).unwrap();
        assert_eq!(legend.types, ["event", "class", "parameter"]);
        assert_eq!(legend.modifiers, ["declaration", "deprecated"]);
        assert!(legend.delta);
        let numbers = TokenKind::ALL.map(|kind| legend.token_type(kind));
        assert_eq!(
            numbers,
            [None, Some(0), Some(1), Some(1), Some(2), Some(1), Some(1), Some(2), None, None]
        );
        let token = SemanticToken {
            span: Span::new(0, 1),
            kind: TokenKind::Action,
            is_declaration: false,
            is_deprecated: true,
        };
        assert_eq!(legend.modifiers(&token), 0b10);
        assert_eq!(legend.modifiers(&SemanticToken { is_declaration: true, ..token }), 0b11);
        assert_eq!(legend.modifiers(&SemanticToken { kind: TokenKind::Function, ..token }), 0b10);
    }

    #[test]
    fn a_client_that_would_show_nothing_else_gets_none() {
        assert_eq!(legend(&["number"], &[]), None);
        assert_eq!(TokenLegend::new(&Value::Null), None);
        for (augments, is_offered) in [(json!(false), false), (json!(true), true), (Value::Null, true)] {
            let offered = json!({ "tokenTypes": ["function"], "augmentsSyntaxTokens": augments });
            let legend = TokenLegend::new(&json!({ "textDocument": { "semanticTokens": offered } }));
            assert_eq!(legend.is_some(), is_offered, "{augments}");
        }
    }
}
