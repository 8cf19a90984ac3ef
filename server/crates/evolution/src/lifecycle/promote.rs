//! Promoting a revision.

use std::ops::ControlFlow;

use connector::Status;
use syntax::JsonEditor;

use super::members;
use super::plan::{Draft, Outcome, refuse};
use super::subject::{DEFINITION, Subject};

/// Makes a revision ready for production.
pub(super) fn promote(subject: &Subject<'_>) -> Outcome<Draft> {
    if subject.definition.is_in_production(subject.operation) {
        return refuse(format!("'{}' is in Production already.", subject.id));
    }
    promotable(subject)?;
    let mut editor = JsonEditor::new(subject.tree());
    edit(&mut editor, subject);
    let mut draft = Draft::default();
    draft.add(DEFINITION, editor.finish());
    ControlFlow::Continue(draft)
}

/// Refuses what stands against a promotion. Microsoft's validator reports an operation that is ahead of its connector
/// as `OperationStatusAheadOfConnector`.
pub(super) fn promotable(subject: &Subject<'_>) -> Outcome<()> {
    let id = subject.id;
    if subject.definition.status == Some(Status::Preview) {
        return refuse(format!(
            "The connector itself is in Preview, so '{id}' cannot be in Production. Promote the connector first: it \
             is the status under 'info'."
        ));
    }
    if subject.operation.annotation.deprecated {
        return refuse(format!("'{id}' is deprecated. Only an operation with a future is promoted."));
    }
    ControlFlow::Continue(())
}

pub(super) fn edit<'t>(editor: &mut JsonEditor<'t>, subject: &Subject<'t>) {
    match members::annotation_of(subject.node) {
        Some(annotation) => members::set_status(editor, annotation, Status::Production),
        None => members::complete(
            editor,
            (subject.node, subject.operation),
            members::Annotation { status: Status::Production, ..subject.annotation() },
            subject.node.get("x-ms-visibility").is_some(),
        ),
    }
}
