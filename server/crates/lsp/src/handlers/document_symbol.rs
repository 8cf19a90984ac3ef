//! `textDocument/documentSymbol`: what a file is made of.

use ide::{Symbol, SymbolKind};
use rules::Stop;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    self, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation,
    SymbolTag, Uri,
};

use super::model::Model;
use crate::analysis::Member;
use crate::session::Snapshot;
use crate::structure_flags::SymbolLook;

/// The symbols of a document, as a tree if the client shows one.
#[allow(clippy::unnecessary_wraps, reason = "every handler has this form")]
pub(crate) fn list(
    snapshot: &Snapshot,
    params: &DocumentSymbolParams,
    _: &Stop,
) -> Result<Option<DocumentSymbolResponse>> {
    let uri = &params.text_document.uri;
    let Some(model) = Model::of_uri(snapshot, uri.as_str()) else { return Ok(None) };
    let member = model.member();
    let symbols = ide::document_symbols(&model.connector, member.file.role);
    let flags = &snapshot.session.flags().structure;
    if flags.symbol_tree {
        let nested =
            symbols.into_iter().map(|symbol| nested(snapshot, member, flags.document_symbols, symbol));
        return Ok(Some(DocumentSymbolResponse::Nested(nested.collect())));
    }
    let mut list = Vec::new();
    for symbol in symbols {
        flatten(snapshot, member, (flags.document_symbols, uri), (symbol, None), &mut list);
    }
    Ok(Some(DocumentSymbolResponse::Flat(list)))
}

#[allow(deprecated, reason = "the field is part of the type")]
fn nested(snapshot: &Snapshot, member: &Member, look: SymbolLook, symbol: Symbol) -> DocumentSymbol {
    let children = symbol.children.into_iter().map(|child| nested(snapshot, member, look, child));
    let children: Vec<DocumentSymbol> = children.collect();
    DocumentSymbol {
        name: symbol.name,
        detail: Some(symbol.detail).filter(|detail| !detail.is_empty()),
        kind: kind(symbol.kind, look),
        tags: tags(symbol.is_deprecated, look),
        deprecated: old_tag(symbol.is_deprecated, look),
        range: member.range(snapshot, symbol.span),
        selection_range: member.range(snapshot, symbol.selection),
        children: Some(children).filter(|children| !children.is_empty()),
    }
}

/// Appends a symbol, which stands in one of this name, and those that it is made of.
#[allow(deprecated, reason = "the field is part of the type")]
fn flatten(
    snapshot: &Snapshot,
    member: &Member,
    (look, uri): (SymbolLook, &Uri),
    (symbol, container): (Symbol, Option<&str>),
    list: &mut Vec<SymbolInformation>,
) {
    list.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: kind(symbol.kind, look),
        tags: tags(symbol.is_deprecated, look),
        deprecated: old_tag(symbol.is_deprecated, look),
        location: Location::new(uri.clone(), member.range(snapshot, symbol.span)),
        container_name: container.map(str::to_owned),
    });
    for child in symbol.children {
        flatten(snapshot, member, (look, uri), (child, Some(&symbol.name)), list);
    }
}

/// How the protocol marks what is deprecated.
pub(crate) fn tags(is_deprecated: bool, look: SymbolLook) -> Option<Vec<SymbolTag>> {
    (is_deprecated && look.deprecated_tag).then(|| vec![SymbolTag::DEPRECATED])
}

/// How it did before it had tags.
pub(crate) fn old_tag(is_deprecated: bool, look: SymbolLook) -> Option<bool> {
    (is_deprecated && !look.deprecated_tag).then_some(true)
}

/// The kind of symbol of a programming language that comes nearest.
pub(crate) const fn kind(kind: SymbolKind, look: SymbolLook) -> ls_types::SymbolKind {
    use ls_types::SymbolKind as Of;
    let (nearest, otherwise) = match kind {
        SymbolKind::Section => (Of::NAMESPACE, Of::NAMESPACE),
        SymbolKind::Family => (Of::CLASS, Of::CLASS),
        SymbolKind::Action => (Of::METHOD, Of::METHOD),
        SymbolKind::Trigger => (Of::EVENT, Of::FUNCTION),
        SymbolKind::Parameter => (Of::VARIABLE, Of::VARIABLE),
        SymbolKind::Response => (Of::INTERFACE, Of::INTERFACE),
        SymbolKind::Schema => (Of::STRUCT, Of::CLASS),
        SymbolKind::Field | SymbolKind::ConnectionParameter => (Of::FIELD, Of::FIELD),
        SymbolKind::SecurityScheme => (Of::KEY, Of::CONSTANT),
        SymbolKind::ParameterSet => (Of::PACKAGE, Of::PACKAGE),
        SymbolKind::Policy => (Of::OPERATOR, Of::FUNCTION),
        SymbolKind::OperationName => (Of::ENUM_MEMBER, Of::STRING),
        SymbolKind::Value => (Of::PROPERTY, Of::PROPERTY),
    };
    if look.all_kinds { nearest } else { otherwise }
}
