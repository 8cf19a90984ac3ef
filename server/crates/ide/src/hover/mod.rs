//! What is told about the place under the pointer.
//!
//! - `operation`: an operation, wherever it is named
//! - `timeline`: a family as a table
//! - `lifecycle`: what the words of an operation's life mean for the operation at hand
//! - `limits`: how much of the platform's limits is used
//! - `member`: any member of the four formats
//! - `policy`: policy templates and their parameters
//! - `reference`: what a `$ref` leads to
//! - `change`: what was published where something has changed

mod change;
mod lifecycle;
mod limits;
pub(crate) mod member;
mod operation;
mod policy;
mod reference;
mod timeline;

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
    if let Some(named) = named_operation(view, at) {
        return Some(named);
    }
    let document = view.connector.document(at.file)?;
    let token = Token::at(document, at.offset)?;
    let told = if at.file == FileRole::Definition { of_definition(view, token) } else { None };
    let text = told.or_else(|| policy::text(token)).or_else(|| member::text(view, token))?;
    Some(Hover { span: token.span, text })
}

/// An operation that is named by its operationId, in any file.
fn named_operation(view: &View<'_>, at: At) -> Option<Hover> {
    let found = view.connector.references().at(at.file, at.offset)?;
    let Target::Operation(id) = &found.target else { return None };
    let operation = view.connector.definition()?.operation_index(id)?;
    Some(Hover { span: found.span, text: operation::text(view, operation)? })
}

/// What only the definition has: operations where they stand, and `$ref`s.
fn of_definition(view: &View<'_>, token: Token<'_>) -> Option<Markup> {
    let definition = view.connector.definition()?;
    if let Some(operation) = operation_of(definition, token) {
        return operation::text(view, operation);
    }
    if token.is_key {
        let path_item = definition.path_items.iter().find(|path_item| path_item.node == token.node.id())?;
        return match path_item.operations.len() {
            0 => None,
            1 => operation::text(view, path_item.operations.start),
            _ => Some(operation::list(definition, path_item.operations.clone())),
        };
    }
    reference::text(view, definition, token.node)
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
