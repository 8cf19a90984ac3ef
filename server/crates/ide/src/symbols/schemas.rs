//! Named schemas with their properties.

use syntax::Node;

use super::{Symbol, SymbolKind, keyed, text};

/// A schema of `definitions`.
pub(super) fn symbol(schema: Node<'_>) -> Symbol {
    let properties = schema.get("properties").into_iter().flat_map(Node::members);
    let fields = properties.map(|field| keyed(field, SymbolKind::Field, text::shape(field)));
    Symbol { children: fields.collect(), ..keyed(schema, SymbolKind::Schema, text::shape(schema)) }
}
