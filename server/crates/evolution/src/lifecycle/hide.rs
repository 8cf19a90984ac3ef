//! Hiding a deprecated operation.

use connector::Visibility;
use syntax::JsonEditor;

use super::members;
use super::plan::{Draft, Outcome, refuse};
use super::subject::{DEFINITION, Subject};

/// Makes a deprecated operation invisible to makers.
pub(super) fn hide(subject: &Subject<'_>) -> Outcome<Draft> {
    if !subject.operation.annotation.deprecated {
        return refuse(format!("'{}' is not deprecated. Deprecate it first.", subject.id));
    }
    let mut editor = JsonEditor::new(subject.tree());
    members::set_visibility(&mut editor, subject.node, Visibility::Internal);
    let mut draft = Draft::default();
    draft.add(DEFINITION, editor.finish());
    draft.unless_empty(format!("'{}' is hidden already.", subject.id))
}
