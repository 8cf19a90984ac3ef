//! What is told about the place under the pointer.
//!
//! - `operation`: an operation, wherever it is named
//! - `timeline`: a family as a table
//! - `lifecycle`: what the words of an operation's life mean for the operation at hand
//! - `limits`: how much of the platform's limits is used
//! - `member`: any member of the four formats
//! - `value`: what a few values mean beside what their member means
//! - `names`: names of the author's choice, and elements of lists
//! - `policy`: what a policy does, its template and parameters
//! - `expression`: functions in the texts of policies
//! - `call`: what the designer calls to fill in an input
//! - `input`: an input of an operation
//! - `reference`: what a `$ref` leads to
//! - `outline`: a schema in a few lines
//! - `unknown`: what to write instead of a name that nobody knows
//! - `change`: what was published where something has changed

mod call;
mod change;
mod expression;
mod input;
mod lifecycle;
mod limits;
pub(crate) mod member;
mod names;
mod operation;
pub(crate) mod outline;
mod policy;
mod reference;
mod timeline;
mod unknown;
mod value;

use connector::{Definition, Document, FileRole, Target};
use syntax::{Node, Span};

use crate::markup::Markup;
use crate::view::{At, View};

/// What is told about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about, in bytes of the file.
    pub span: Span,
    /// What is told.
    pub text: Markup,
}

/// What there is to tell about a place; `None` where nothing is known.
pub fn hover(view: &View<'_>, at: At) -> Option<Hover> {
    let change = change::at(view, at);
    let subject = subject(view, at);
    let Some(mut change) = change else { return subject };
    if let Some(subject) = subject {
        change.text.append(subject.text);
        change.span = subject.span;
    }
    Some(change)
}

fn subject(view: &View<'_>, at: At) -> Option<Hover> {
    if let Some(named) = named(view, at) {
        return Some(named);
    }
    let document = view.connector.document(at.file)?;
    if let Some(function) = expression::at(document, at.offset) {
        return Some(function);
    }
    let token = Token::at(document, at.offset)?;
    let told = if at.file == FileRole::Definition { of_definition(view, token) } else { None };
    let text = told
        .or_else(|| policy::text(view, token))
        .or_else(|| member::text(view, token))
        .or_else(|| names::text(view, token))
        .or_else(|| unknown::text(token))?;
    Some(Hover { span: token.span, text })
}

/// What something is that is named: an operation, an input of one, a connection parameter, a way to sign in.
fn named(view: &View<'_>, at: At) -> Option<Hover> {
    let found = view.connector.references().at(at.file, at.offset)?;
    let text = match &found.target {
        Target::Operation(id) => operation::text(view, view.connector.definition()?.operation_index(id)?)?,
        Target::OperationParameter(owner, name) => {
            let definition = view.connector.definition()?;
            let call = call::around(definition, definition.node(found.node?))?;
            input::text(definition, definition.operations.get(*owner)?, name, call::name_form(call))?
        }
        Target::ConnectionParameter(name) => names::named_connection_parameter(view.connector, name)?,
        Target::SecurityScheme(name) => {
            let definition = view.connector.definition()?;
            names::scheme(view.connector, definition.node(*definition.security_schemes.get(name)?))
        }
        // These are told of as what stands there.
        Target::Schema(_)
        | Target::SharedParameter(_)
        | Target::SharedResponse(_)
        | Target::Parameter(_)
        | Target::Property(_)
        | Target::PathVariable(..)
        | Target::Family(_)
        | Target::Tag(_) => return None,
    };
    Some(Hover { span: found.span, text })
}

/// What only the definition has: operations where they stand, and `$ref`s.
fn of_definition(view: &View<'_>, token: Token<'_>) -> Option<Markup> {
    let definition = view.connector.definition()?;
    if let Some(operation) = operation_of(definition, token) {
        return operation::text(view, operation);
    }
    if !token.is_key {
        return reference::text(view, definition, token.node).or_else(|| {
            let path = call::path_text(definition, token)?;
            Some(path.and(member::text(view, token)))
        });
    }
    if let Some(call) = call::text(definition, token) {
        return Some(call.and(member::text(view, token)));
    }
    let at = definition.path_items.binary_search_by_key(&token.node.id(), |path_item| path_item.node).ok()?;
    let path_item = &definition.path_items[at];
    match path_item.operations.len() {
        0 => None,
        1 => operation::text(view, path_item.operations.start),
        _ => Some(operation::list(definition, path_item.operations.clone())),
    }
}

/// The operation whose method or own operationId the token is.
fn operation_of(definition: &Definition, token: Token<'_>) -> Option<usize> {
    let index = definition.operation_index_around(token.node.id())?;
    let operation = &definition.operations[index];
    let is_method = token.is_key && operation.node == token.node.id();
    let is_id = !token.is_key && operation.id_node == Some(token.node.id()) && operation.id.is_some();
    (is_method || is_id).then_some(index)
}

/// The key or scalar value under the pointer.
#[derive(Clone, Copy)]
struct Token<'d> {
    document: &'d Document,
    /// The value; for a key the one that it names.
    node: Node<'d>,
    is_key: bool,
    span: Span,
}

impl<'d> Token<'d> {
    fn at(document: &'d Document, offset: u32) -> Option<Self> {
        let node = document.tree().node_at(offset);
        if let Some(key) = node.key().filter(|key| key.span().touches(offset)) {
            return Some(Self { document, node, is_key: true, span: key.span() });
        }
        let is_value = !node.is_container() && !node.span().is_empty() && node.span().touches(offset);
        is_value.then(|| Self { document, node, is_key: false, span: node.span() })
    }
}
