//! Operations that are gone or have another name, and what they say of their family.

use connector::definition::ANNOTATION;
use connector::{Definition, Method, Operation, ReferenceKind, Target};
use syntax::edit::{Value, quote};
use syntax::{JsonEditor, Node, TextEdit};

use super::case::{Case, counterpart};
use super::mending::Mending;
use super::policies;
use crate::lifecycle::path_items::copy;

/// Puts an operation back under its path.
pub(super) fn put_back<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    put_back_as(case, None).into_iter().collect()
}

/// The same with another text, if one is given.
pub(super) fn put_back_as<'c>(case: &Case<'c>, text: Option<String>) -> Option<Mending<'c>> {
    let (was, (old, new)) = case.was.zip(case.definitions())?;
    let operation = old.operation_around(was)?;
    let mut mending = case.mending();
    return_to_path(&mut mending, (old, new), operation, text)?;
    if let Some(id) = operation.id.as_deref() {
        policies::list_again(&mut mending, case.published, case.now, id);
    }
    Some(mending)
}

/// Adds a published operation under its path, which may have to come back too. `None` if its place is taken.
pub(super) fn return_to_path<'c>(
    mending: &mut Mending<'c>,
    (old, new): (&'c Definition, &'c Definition),
    operation: &'c Operation,
    text: Option<String>,
) -> Option<()> {
    let (node, path_item) = (old.node(operation.node), old.node(old.path_item(operation).node));
    let text = text.unwrap_or_else(|| node.raw().to_owned());
    let root = new.document.root();
    let Some(paths) = root.get("paths") else {
        let published = path_item.parent()?;
        let mut editor = JsonEditor::new(old.tree());
        published.members().filter(|other| *other != path_item).for_each(|other| editor.remove(other));
        editor.replace(path_item, Value::Written(&copied(path_item, node, &text)));
        mending.put_back_as(published, editor.edited(published), root);
        return Some(());
    };
    match paths.get(&path_item.name()) {
        Some(home) if home.is_object() => {
            let is_taken =
                home.members().any(|member| Method::parse(&member.name()) == Some(operation.method));
            if is_taken {
                return None;
            }
            mending.put_back_as(node, text, home);
        }
        None if paths.is_object() => {
            mending.put_back_as(path_item, copied(path_item, node, &text), paths);
        }
        _ => return None,
    }
    Some(())
}

/// A path item with one of its operations, which gets this text. One that has no other stays as it is.
fn copied(path_item: Node<'_>, operation: Node<'_>, text: &str) -> String {
    let is_other = |member: Node<'_>| member != operation && Method::parse(&member.name()).is_some();
    if text == operation.raw() && !path_item.members().any(is_other) {
        return path_item.raw().to_owned();
    }
    let text_of = |member: Node<'_>| if member == operation { text } else { member.raw() }.to_owned();
    copy(path_item, operation, text_of)
}

/// Gives an operation its published operationId back, and whoever names it the name.
pub(super) fn rename_back<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((was, is)) = case.places() else { return Vec::new() };
    let mut mending = case.mending();
    mending.restore_member(is, was, "operationId");
    let id = |operation: Node<'c>| operation.get("operationId").and_then(Node::as_str);
    if let (Some(published), Some(renamed)) = (id(was), id(is)) {
        let target = Target::Operation(renamed.as_ref().into());
        for found in case.now.references().to(&target) {
            let Some(node) = found.node else {
                mending.edit_script(TextEdit::new(found.span, published.as_ref()));
                continue;
            };
            let names = [
                ReferenceKind::DynamicCall,
                ReferenceKind::Replacement,
                ReferenceKind::Policy,
                ReferenceKind::ScriptOperations,
            ];
            if !names.contains(&found.kind) {
                continue;
            }
            let Some(node) = case.now.document(found.file).map(|document| document.node(node)) else {
                continue;
            };
            let is_listed = node.parent().filter(|list| list.is_array()).is_some_and(|list| {
                list.items().any(|item| item.as_str().is_some_and(|name| name == published))
            });
            if is_listed {
                mending.remove(node)
            } else {
                mending.replace(node, quote(&published))
            };
        }
    }
    vec![mending]
}

/// Takes family, revision and what goes with them back, or the status alone.
pub(super) fn restore_annotation<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((was, is)) = case.places() else { return Vec::new() };
    let names: &[&str] = if case.code() == "status-demoted" {
        &["status"]
    } else {
        &["family", "revision", "expires", "replacement"]
    };
    // The place of the connector's own status is its annotation, or what would hold one.
    let (was, is) = match (was.name() == ANNOTATION, is.name() == ANNOTATION) {
        (false, true) => (Some(was), is.parent()),
        (true, false) => (was.parent(), Some(is)),
        (true, true) => (was.parent(), is.parent()),
        (false, false) => (Some(was), Some(is)),
    };
    let Some((was, is)) = was.zip(is) else { return Vec::new() };
    let (mut members, mut whole) = (case.mending(), case.mending());
    match (was.get(ANNOTATION), is.get(ANNOTATION)) {
        (Some(old), Some(new)) => {
            for name in names {
                members.restore_member(new, old, name);
            }
        }
        (None, Some(new)) => {
            let named = |member: &Node<'_>| names.contains(&member.name().as_ref());
            if new.members().all(|member| named(&member)) {
                members.remove(new);
            } else {
                for member in new.members().filter(named) {
                    members.remove(member);
                }
            }
        }
        _ => {}
    }
    whole.restore_member(is, was, ANNOTATION);
    let mut ways = vec![members, whole];
    // A status that was written at one level and is now at another.
    if let Some(other) = counterpart(case.published, was, case.now).filter(|other| *other != is) {
        let mut elsewhere = case.mending();
        elsewhere.restore_member(other, was, ANNOTATION);
        ways.push(elsewhere);
    }
    ways
}
