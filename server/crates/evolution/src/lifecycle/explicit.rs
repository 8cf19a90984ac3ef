//! Writing what an operation implies.

use connector::revision_mark;
use syntax::JsonEditor;

use super::members;
use super::plan::{Draft, Outcome};
use super::subject::{DEFINITION, Subject};

/// Writes the implied family, revision and status, and that the operation is not deprecated.
pub(super) fn explicit(subject: &Subject<'_>) -> Outcome<Draft> {
    subject.revision()?;
    let mut editor = JsonEditor::new(subject.tree());
    members::set_deprecated(&mut editor, subject.node, subject.operation.annotation.deprecated);
    let visible = subject.node.get("x-ms-visibility").is_some();
    members::complete(&mut editor, (subject.node, subject.operation), subject.annotation(), visible);
    let mut draft = Draft::default();
    draft.add(DEFINITION, editor.finish());
    let (base, mark) = revision_mark(subject.id);
    if let Some(mark) = mark.filter(|&mark| mark > 1)
        && subject.operation.annotation.revision.is_none()
    {
        draft.note(
            format!(
                "'{}' is called like revision {mark} of '{base}'. Correct family and revision if it is.",
                subject.id
            ),
            subject.operation.id_node.map(|id| subject.definition.node(id).span()),
        );
    }
    draft.unless_empty(format!("'{}' says all about its family, revision and status already.", subject.id))
}
