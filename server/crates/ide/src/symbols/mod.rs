//! What a file is made of, as a tree for outlines, breadcrumbs and searching.
//!
//! Every symbol lies in the one it is a child of, and what is selected of it lies in it: editors find the way from the
//! cursor to the symbol by ranges. Siblings never overlap, for the same reason.

mod operations;
mod properties;
mod schemas;
mod text;

use connector::{Connector, Definition, Document, FileRole, Part};
use syntax::{Kind, Node, Span};
use vocabulary::Place;

pub use schemas::MOST_FIELDS;
pub(crate) use text::readable;

/// What a symbol is to an author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// A part of a file that holds symbols: `paths`, `definitions`, `policyTemplateInstances`.
    Section,
    /// Operations that are revisions of one another.
    Family,
    /// An operation that makers use as an action.
    Action,
    /// An operation that starts a flow.
    Trigger,
    /// A parameter of an operation, or a shared one.
    Parameter,
    /// A response of an operation, or a shared one.
    Response,
    /// A named schema.
    Schema,
    /// A property of a named schema.
    Field,
    /// A way to authenticate.
    SecurityScheme,
    /// A connection parameter.
    ConnectionParameter,
    /// One of several ways to sign in.
    ParameterSet,
    /// A policy.
    Policy,
    /// The name of an operation in a list.
    OperationName,
    /// Any other member.
    Value,
}

/// One entry of an outline. Spans are bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called: one line, never blank.
    pub name: String,
    /// What else an author wants to see of it: one line, may be empty.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// Whether it is an operation that is deprecated.
    pub is_deprecated: bool,
    /// All of it, its key too.
    pub span: Span,
    /// What to select when somebody goes there. Lies in `span`.
    pub selection: Span,
    /// What it is made of.
    pub children: Vec<Symbol>,
}

/// The symbols of a JSON file of a connector; of a very large one ([`MOST_FIELDS`]) those of schemas have no fields. A script has none: its language has servers of its own.
pub fn document_symbols(connector: &Connector, file: FileRole) -> Vec<Symbol> {
    let Some(part) = connector.part(file) else { return Vec::new() };
    let Some(document) = part.document() else { return Vec::new() };
    let root = document.root();
    match document.place(root) {
        Place::ConnectionParameters | Place::PolicyTemplateInstances => inside(part, document, root),
        _ => root.members().map(|member| member_symbol(part, document, member)).collect(),
    }
}

/// The connector's title, on one line; `None` if it has none.
pub fn title(definition: &Definition) -> Option<String> {
    let title = text::member(definition.document.root().get("info")?, "title");
    (!title.is_empty()).then_some(title)
}

/// A member of the root, or of the properties.
fn member_symbol(part: &Part, document: &Document, node: Node<'_>) -> Symbol {
    let mut symbol = keyed(node, SymbolKind::Value, text::value(node));
    symbol.children = inside(part, document, node);
    if document.place(node) == Place::Info {
        symbol.detail = text::member(node, "title");
    }
    if node.is_container() && !matches!(document.place(node), Place::Free | Place::Leaf) {
        symbol.kind = SymbolKind::Section;
    }
    symbol
}

/// What a section is made of.
fn inside(part: &Part, document: &Document, node: Node<'_>) -> Vec<Symbol> {
    let members = |kind: SymbolKind, detail: fn(Node<'_>) -> String| -> Vec<Symbol> {
        node.members().map(|member| keyed(member, kind, detail(member))).collect()
    };
    match (document.place(node), part) {
        (Place::Paths, Part::Definition(definition)) => operations::symbols(definition, node),
        (Place::Definitions, _) => schemas::symbols(node),
        (Place::SharedParameters, _) => members(SymbolKind::Parameter, text::parameter),
        (Place::SharedResponses, _) => members(SymbolKind::Response, text::response),
        (Place::SecurityDefinitions, _) => {
            members(SymbolKind::SecurityScheme, |scheme| text::member(scheme, "type"))
        }
        (Place::Properties, _) => {
            node.members().map(|member| member_symbol(part, document, member)).collect()
        }
        (Place::ConnectionParameters, _) => properties::parameters(node),
        (Place::ConnectionParameterSets, _) => properties::sets(document, node),
        (Place::PolicyTemplateInstances, _) => properties::policies(node),
        (Place::ScriptOperations, _) => properties::operation_names(node),
        _ => Vec::new(),
    }
}

/// The symbol of a member, called by its key.
fn keyed(node: Node<'_>, kind: SymbolKind, detail: String) -> Symbol {
    let name = readable(&node.name());
    let name = if name.is_empty() { format!("({} without a name)", node.kind().name()) } else { name };
    Symbol {
        name,
        detail,
        kind,
        is_deprecated: false,
        span: node.full_span(),
        selection: node.head_span(),
        children: Vec::new(),
    }
}

/// What to select of an object that is known by one of its members: that member's value, else the object's key.
fn selection(node: Node<'_>, member: &str) -> Span {
    let named = node.get(member).filter(|named| named.kind() == Kind::String);
    named.map_or_else(|| node.head_span(), Node::span)
}
