//! Named schemas with their properties.

use syntax::Node;

use super::{Symbol, SymbolKind, keyed, text};

/// With more fields than this, an outline is no overview any more and takes editors long to draw: then it has the schemas
/// alone.
pub const MOST_FIELDS: usize = 1000;

/// The schemas of `definitions`, with their properties unless these are very many.
pub(super) fn symbols(definitions: Node<'_>) -> Vec<Symbol> {
    let are_few = definitions.members().flat_map(fields).nth(MOST_FIELDS).is_none();
    let symbol = |schema: Node<'_>| {
        let fields = fields(schema).filter(|_| are_few);
        let fields = fields.map(|field| keyed(field, SymbolKind::Field, text::shape(field)));
        Symbol { children: fields.collect(), ..keyed(schema, SymbolKind::Schema, text::shape(schema)) }
    };
    definitions.members().map(symbol).collect()
}

fn fields(schema: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    schema.get("properties").into_iter().flat_map(Node::members)
}
