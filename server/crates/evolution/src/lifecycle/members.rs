//! The lifecycle members of an operation, written where the guide has them: after `operationId` come `deprecated`,
//! `x-ms-visibility` and `x-ms-api-annotation`, and in the latter `status`, `family` and `revision`.

use connector::definition::ANNOTATION;
use connector::{Operation, Status, Visibility};
use syntax::edit::{Value, quote};
use syntax::{JsonEditor, Node, Placement};

const VISIBILITY: &str = "x-ms-visibility";

/// What an annotation says when it is written out in full.
#[derive(Clone, Copy)]
pub(super) struct Annotation<'a> {
    pub(super) status: Status,
    pub(super) family: &'a str,
    pub(super) revision: i64,
}

/// Sets `deprecated`.
pub(super) fn set_deprecated<'t>(editor: &mut JsonEditor<'t>, operation: Node<'t>, deprecated: bool) {
    let value = if deprecated { "true" } else { "false" };
    editor.set_member(operation, "deprecated", value, Placement::After("operationId"));
}

/// Sets `x-ms-visibility`, unless it says the same already in another letter case.
pub(super) fn set_visibility<'t>(editor: &mut JsonEditor<'t>, operation: Node<'t>, visibility: Visibility) {
    let word = match visibility {
        Visibility::Important => "\"important\"",
        Visibility::Normal => "\"\"",
        Visibility::Advanced => "\"advanced\"",
        Visibility::Internal => "\"internal\"",
    };
    if Visibility::of(operation) != visibility {
        editor.set_member(operation, VISIBILITY, word, Placement::After("deprecated"));
    }
}

/// Removes `x-ms-visibility` if it is advanced.
pub(super) fn remove_downplay<'t>(editor: &mut JsonEditor<'t>, operation: Node<'t>) {
    if let Some(visibility) = operation.get(VISIBILITY)
        && Visibility::of(operation) == Visibility::Advanced
    {
        editor.remove(visibility);
    }
}

/// Adds what the annotation of an operation leaves out. `after_visibility`: the operation gets an `x-ms-visibility`.
pub(super) fn complete<'t>(
    editor: &mut JsonEditor<'t>,
    (operation, model): (Node<'t>, &Operation),
    annotation: Annotation<'_>,
    after_visibility: bool,
) {
    let Some(object) = annotation_of(operation) else {
        return write(editor, operation, annotation, after_visibility);
    };
    let is_implied = |name: &str| model.annotation.implied().any(|implied| implied == name);
    if is_implied("status") {
        set_status(editor, object, annotation.status);
    }
    if is_implied("family") {
        set_family(editor, object, annotation.family);
    }
    if is_implied("revision") {
        set_revision(editor, object, annotation.revision);
    }
}

/// Makes the annotation that of a new revision: nothing that the old one said about its end stays.
pub(super) fn renew<'t>(editor: &mut JsonEditor<'t>, operation: Node<'t>, annotation: Annotation<'_>) {
    let Some(object) = annotation_of(operation) else {
        return write(editor, operation, annotation, operation.get(VISIBILITY).is_some());
    };
    set_status(editor, object, annotation.status);
    set_family(editor, object, annotation.family);
    set_revision(editor, object, annotation.revision);
    for name in ["expires", "replacement"] {
        object.members().filter(|member| member.name() == name).for_each(|member| editor.remove(member));
    }
}

/// Sets `status` in an annotation.
pub(super) fn set_status<'t>(editor: &mut JsonEditor<'t>, object: Node<'t>, status: Status) {
    editor.set_member(object, "status", &quote(status.name()), Placement::First);
}

/// Sets `expires`, in the annotation as it is, or in the one that an operation gets.
pub(super) fn set_expires<'t>(editor: &mut JsonEditor<'t>, object: Node<'t>, expires: &str) {
    editor.set_member(object, "expires", &quote(expires), Placement::After("revision"));
}

fn set_family<'t>(editor: &mut JsonEditor<'t>, object: Node<'t>, family: &str) {
    if object.get("family").and_then(Node::as_str).as_deref() != Some(family) {
        editor.set_member(object, "family", &quote(family), Placement::After("status"));
    }
}

fn set_revision<'t>(editor: &mut JsonEditor<'t>, object: Node<'t>, revision: i64) {
    editor.set_member(object, "revision", &revision.to_string(), Placement::After("family"));
}

/// The annotation of an operation, if it is an object.
pub(super) fn annotation_of(operation: Node<'_>) -> Option<Node<'_>> {
    operation.get(ANNOTATION).filter(|annotation| annotation.is_object())
}

/// An annotation as JSON text, to be laid out.
fn json(annotation: Annotation<'_>, expires: Option<&str>) -> String {
    let Annotation { status, family, revision } = annotation;
    let expires = expires.map_or_else(String::new, |expires| format!(",\"expires\":{}", quote(expires)));
    format!(
        "{{\"status\":{},\"family\":{},\"revision\":{revision}{expires}}}",
        quote(status.name()),
        quote(family)
    )
}

fn write<'t>(
    editor: &mut JsonEditor<'t>,
    operation: Node<'t>,
    annotation: Annotation<'_>,
    after_visibility: bool,
) {
    write_with(editor, operation, &json(annotation, None), after_visibility);
}

fn write_with<'t>(editor: &mut JsonEditor<'t>, operation: Node<'t>, json: &str, after_visibility: bool) {
    let anchor = if after_visibility { VISIBILITY } else { "deprecated" };
    editor.set_member(operation, ANNOTATION, json, Placement::After(anchor));
}

/// Adds what the annotation of a deprecated operation leaves out, and the date of its end.
pub(super) fn complete_with_expiry<'t>(
    editor: &mut JsonEditor<'t>,
    (operation, model): (Node<'t>, &Operation),
    annotation: Annotation<'_>,
    expires: Option<&str>,
) {
    let stays = operation.get(VISIBILITY).is_some() && Visibility::of(operation) != Visibility::Advanced;
    match annotation_of(operation) {
        None => write_with(editor, operation, &json(annotation, expires), stays),
        Some(object) => {
            complete(editor, (operation, model), annotation, stays);
            if let Some(expires) = expires {
                set_expires(editor, object, expires);
            }
        }
    }
}

/// Replaces a summary by text that is escaped already.
pub(super) fn set_summary<'t>(editor: &mut JsonEditor<'t>, summary: Node<'t>, escaped: &str) {
    let written = format!("\"{escaped}\"");
    if summary.raw() != written {
        editor.replace(summary, Value::Json(&written));
    }
}
