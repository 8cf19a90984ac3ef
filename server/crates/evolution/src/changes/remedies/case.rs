//! One change with the two places that it is about.

use connector::{Connector, Definition, Document, Operation, PropertiesFile};
use syntax::{Node, pointer};
use vocabulary::Place;

use super::mending::Mending;
use crate::changes::view::View;
use crate::changes::{Change, Spot, operation_name};
use crate::lifecycle::Twins;

/// A change, seen from both sides.
pub(super) struct Case<'c> {
    pub(super) published: &'c Connector,
    pub(super) now: &'c Connector,
    pub(super) change: &'c Change,
    /// What it was, or where it would have been.
    pub(super) was: Option<Node<'c>>,
    /// What it is, or where it would be.
    pub(super) is: Option<Node<'c>>,
}

impl<'c> Case<'c> {
    pub(super) fn new(published: &'c Connector, now: &'c Connector, change: &'c Change) -> Self {
        let node = |connector: &'c Connector, spot: Option<Spot>| {
            let spot = spot?;
            Some(connector.document(spot.file)?.node(spot.node?))
        };
        Self { published, now, change, was: node(published, change.old), is: node(now, change.new) }
    }

    /// The kind's code without `change/`.
    pub(super) fn code(&self) -> &'static str {
        self.change.kind.code.trim_start_matches("change/")
    }

    /// Edits for this case, none yet.
    pub(super) fn mending(&self) -> Mending<'c> {
        Mending::new(self.published, self.now)
    }

    /// Both definitions.
    pub(super) fn definitions(&self) -> Option<(&'c Definition, &'c Definition)> {
        self.published.definition().zip(self.now.definition())
    }

    /// Both places.
    pub(super) fn places(&self) -> Option<(Node<'c>, Node<'c>)> {
        self.was.zip(self.is)
    }

    /// Where a node of either connector stands in its format.
    pub(super) fn place(&self, node: Node<'_>) -> Place {
        let connectors = [self.now, self.published];
        let document = connectors.iter().find_map(|connector| document_of(connector, node));
        document.map_or(Place::Free, |document| document.place(node))
    }

    /// The operation that the change names first, before and after.
    pub(super) fn operation(&self) -> Option<(&'c Operation, &'c Operation)> {
        let (old, new) = self.definitions()?;
        let name = self.change.operation.as_deref()?;
        let before = old.operations.iter().position(|found| *operation_name(old, found) == *name)?;
        let after = Twins::of(old, new).edited(before)?;
        Some((&old.operations[before], &new.operations[after]))
    }

    /// A schema with its parts, or a parameter or operation as it is, of the published connector.
    pub(super) fn old_view(&self, node: Node<'c>) -> View<'c> {
        match self.published.definition() {
            Some(definition) if self.place(node).is_schema() => View::of(definition, node),
            _ => View::plain(node),
        }
    }

    /// The same of the connector at hand.
    pub(super) fn new_view(&self, node: Node<'c>) -> View<'c> {
        match self.now.definition() {
            Some(definition) if self.place(node).is_schema() => View::of(definition, node),
            _ => View::plain(node),
        }
    }
}

/// The node of `other` with the same pointer, in the same file.
pub(super) fn counterpart<'o>(of: &Connector, node: Node<'_>, other: &'o Connector) -> Option<Node<'o>> {
    let role = document_of(of, node)?.role();
    pointer::resolve(other.document(role)?.tree(), &pointer::pointer(node))
}

/// The file of a connector that a node belongs to.
pub(super) fn document_of<'c>(connector: &'c Connector, node: Node<'_>) -> Option<&'c Document> {
    connector.documents().find(|document| std::ptr::eq(document.tree(), node.tree()))
}

/// The properties that both connectors have, file by file.
pub(super) fn properties_files<'c>(
    published: &'c Connector,
    now: &'c Connector,
) -> impl Iterator<Item = (&'c PropertiesFile, &'c PropertiesFile)> {
    published.properties_files().filter_map(|old| {
        let mut files = now.properties_files();
        files.find(|new| new.document.role() == old.document.role()).map(|new| (old, new))
    })
}
