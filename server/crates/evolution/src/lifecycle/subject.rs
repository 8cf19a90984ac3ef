//! The operation that a step is about, and what stands against any step.

use std::borrow::Cow;
use std::ops::ControlFlow;

use connector::{Connector, Definition, Document, Family, FileRole, Operation, PathItem};
use syntax::{Kind, LineIndex, Node, Tree};

use super::members::Annotation;
use super::plan::{Outcome, refuse};

/// An operation that steps can be about: it has an operationId of its own and stands in a file that can be edited.
#[derive(Clone, Copy)]
pub(super) struct Subject<'c> {
    pub(super) connector: &'c Connector,
    pub(super) definition: &'c Definition,
    /// Index into [`Definition::operations`](connector::definition::Outline::operations).
    pub(super) index: usize,
    pub(super) operation: &'c Operation,
    pub(super) node: Node<'c>,
    pub(super) id: &'c str,
}

impl<'c> Subject<'c> {
    /// The operation with this index.
    pub(super) fn of(connector: &'c Connector, index: usize) -> Outcome<Self> {
        let Some(definition) = connector.definition() else {
            return refuse("There is no API definition beside this file.");
        };
        let Some(operation) = definition.operations.get(index) else {
            return refuse("The API definition has no such operation.");
        };
        let Some(id) = operation.id.as_deref() else {
            return refuse("This operation has no operationId. Give it one first.");
        };
        editable(connector, &definition.document)?;
        if definition.operations_with_id(id).count() > 1 {
            return refuse(format!(
                "Several operations are called '{id}'. Give each an operationId of its own first."
            ));
        }
        let node = definition.node(operation.node);
        let subject = Self { connector, definition, index, operation, node, id };
        let lifecycle = node.members().filter(|member| LIFECYCLE.contains(&member.name().as_ref()));
        if let Some(repeated) =
            [subject.path_item_node(), node].into_iter().chain(lifecycle).find(is_repeated)
        {
            return refuse(format!("'{}' is written twice here. Join the two first.", repeated.name()));
        }
        ControlFlow::Continue(subject)
    }

    pub(super) fn tree(&self) -> &'c Tree {
        self.definition.tree()
    }

    pub(super) fn path_item(&self) -> &'c PathItem {
        self.definition.path_item(self.operation)
    }

    pub(super) fn path_item_node(&self) -> Node<'c> {
        self.definition.node(self.path_item().node)
    }

    pub(super) fn path(&self) -> Cow<'c, str> {
        self.definition.path(self.operation)
    }

    /// The family's name, given that the operation has an operationId.
    pub(super) fn family_name(&self) -> &'c str {
        self.operation.family_name().unwrap_or(self.id)
    }

    pub(super) fn family(&self) -> Option<&'c Family> {
        self.definition.family(self.family_name())
    }

    /// The other members of the family.
    pub(super) fn siblings(&self) -> impl Iterator<Item = &'c Operation> + use<'c> {
        let (definition, index) = (self.definition, self.index);
        let members = self.family().map_or(&[][..], |family| &family.members).iter().copied();
        members.filter(move |&member| member != index).map(|member| &definition.operations[member])
    }

    /// The revision, if operation and family are clear about it: a number from 1 on that no other member has, and a
    /// `deprecated` that is true or false.
    pub(super) fn revision(&self) -> Outcome<i64> {
        let deprecated = self.node.get("deprecated");
        if let Some(deprecated) = deprecated.filter(|flag| !matches!(flag.kind(), Kind::Boolean | Kind::Null))
        {
            return refuse(format!(
                "'deprecated' of '{}' is {}. Write true or false first.",
                self.id,
                deprecated.raw()
            ));
        }
        let annotation = self.operation.annotation.node.map(|annotation| self.definition.node(annotation));
        let written = annotation.and_then(|annotation| annotation.get("revision"));
        let revision = self.operation.revision();
        if let Some(written) = written.filter(|written| written.kind() != Kind::Null)
            && (self.operation.annotation.revision.is_none() || revision < 1)
        {
            return refuse(format!(
                "The revision of '{}' is {}. Write a number from 1 on first.",
                self.id,
                written.raw()
            ));
        }
        if let Some(twin) = self.siblings().find(|sibling| sibling.revision() == revision) {
            return refuse(format!(
                "Revision {revision} of '{}' is '{}' as well as '{}'. Give one of them another number first.",
                self.family_name(),
                self.id,
                twin.id.as_deref().unwrap_or("another operation")
            ));
        }
        ControlFlow::Continue(revision)
    }

    /// The annotation with what the operation implies.
    pub(super) fn annotation(&self) -> Annotation<'c> {
        Annotation {
            status: self.definition.effective_status(self.operation),
            family: self.family_name(),
            revision: self.operation.revision(),
        }
    }

    /// The index of the family's member with the highest revision, if that is another operation.
    pub(super) fn newer(&self) -> Option<usize> {
        self.family()?.newest().filter(|&newest| newest != self.index)
    }
}

/// The members of an operation that steps change.
const LIFECYCLE: [&str; 5] =
    ["operationId", "summary", "deprecated", "x-ms-visibility", "x-ms-api-annotation"];

/// Whether a later member of the same object has the same name: then JSON readers never see this one.
fn is_repeated(member: &Node<'_>) -> bool {
    member.parent().and_then(|object| object.get(&member.name())).is_some_and(|last| last != *member)
}

/// Refuses if a file cannot be edited without doubt about what stands where.
pub(super) fn editable(connector: &Connector, document: &Document) -> Outcome<()> {
    let tree = document.tree();
    let name = document.role().usual_name();
    if let Some(error) = tree.errors().iter().find(|error| error.kind.is_structural()) {
        let line = LineIndex::new(tree.text()).line(error.span.start) + 1;
        return refuse(format!("'{name}' has a syntax error in line {line}. Correct it first."));
    }
    if !connector.not_utf8(document.role()).is_empty() {
        return refuse(format!("'{name}' is not UTF-8. Save it as UTF-8 first."));
    }
    ControlFlow::Continue(())
}

/// How messages name an operation: by operationId, else by method and path.
pub(super) fn called(definition: &Definition, operation: &Operation) -> String {
    match operation.id.as_deref() {
        Some(id) => format!("'{id}'"),
        None => format!("{} '{}'", operation.method.name(), definition.path(operation)),
    }
}

/// The file that messages about the definition are about.
pub(super) const DEFINITION: FileRole = FileRole::Definition;
