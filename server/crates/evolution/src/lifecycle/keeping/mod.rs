//! Starting a revision from an edit of a published operation.
//!
//! The author has changed an operation that flows already use. The published operation comes back byte for byte, and
//! what the author wrote becomes the next revision. Shared definitions that the edit changed come back too; the new
//! revision gets forks of them.
//!
//! - `twin`: which published operation the edited one was
//! - `parts`: shared definitions and who refers to them
//! - `forks`: what becomes of them
//! - `place`: where the two operations stand

mod forks;
pub(crate) mod parts;
mod place;
mod twin;

use std::ops::ControlFlow;

use connector::{Connector, ReferenceKind, Target, revision_mark};
use syntax::edit::quote;
use syntax::{JsonEditor, Node};

pub use twin::Twins;

use super::path_items::{SHARED, same_member};
use super::plan::{Draft, Outcome, Plan, refuse};
use super::policies::{self, Joining};
use super::start::{NewRevision, free_id, note_users};
use super::subject::{DEFINITION, Subject};
use forks::Forks;
use place::Places;

/// What it takes to keep an operation as it is `published` and to make of its state in `edited` (where it is the
/// operation with this index) the next revision. The edits are edits of `edited`.
///
/// With `same_backend` a policy sends the calls of the new revision to the path of the published one, unless the edit
/// gave it a path of its own.
pub fn start_keeping_published(
    published: &Connector,
    edited: &Connector,
    operation: usize,
    same_backend: bool,
) -> Plan {
    Plan::of(draft(published, edited, operation, same_backend))
}

/// A published operation and what the author has made of it.
#[derive(Clone, Copy)]
struct Pair<'c> {
    old: Subject<'c>,
    new: Subject<'c>,
}

fn draft(published: &Connector, edited: &Connector, operation: usize, same_backend: bool) -> Outcome<Draft> {
    let pair = pair(published, edited, operation)?;
    let Pair { old, new } = pair;
    let revision = newest_revision(pair)?;
    let next = NewRevision::after(&old, revision)?;
    free_id(edited, &next.id, Some(new.index))?;
    free_id(published, &next.id, Some(old.index))?;
    let forks = Forks::between((old.definition, roots(&old)), (new.definition, roots(&new)), next.revision);
    if is_unchanged(pair) && forks.is_empty() {
        return refuse(format!("'{}' is as it is published. There is nothing to keep.", new.id));
    }

    let mut draft = Draft::default();
    let places = Places::find(pair, next.revision, &mut draft)?;
    let mut editor = JsonEditor::new(new.tree());
    let mark = revision_mark(new.id).1;
    if places.is_in_place() {
        next.apply(&mut editor, new.node, mark, &mut draft);
        rename_calls(&mut editor, pair, &next.id, true);
        forks.retarget(&mut editor, new.node);
    } else {
        let mut copy = JsonEditor::new(new.tree());
        next.apply(&mut copy, new.node, mark, &mut draft);
        rename_calls(&mut copy, pair, &next.id, true);
        forks.retarget(&mut copy, new.node);
        let copied = copy.edited(new.node);
        places.put(&mut editor, |member| {
            if member == new.node {
                return copied.clone();
            }
            let mut copy = JsonEditor::new(new.tree());
            forks.retarget(&mut copy, member);
            copy.edited(member)
        });
    }
    places.restore(&mut editor, &mut draft);
    forks.apply(&mut editor);
    take_along(&mut editor, pair, &forks);
    for part in forks.dropped() {
        let message =
            format!("'{}' comes back as published, and the new revision does not use it.", part.name());
        draft.note(message, Some(part.head_span()));
    }
    rename_calls(&mut editor, pair, old.id, false);
    draft.add(DEFINITION, editor.finish());

    let route = places.base().filter(|_| same_backend);
    policies::join(&new, Joining { listed: new.id, kept: old.id, new: &next.id, route }, &mut draft)?;
    if new.id == old.id {
        note_users(&new, &next.id, &mut draft);
    }
    ControlFlow::Continue(draft)
}

/// The edited operation and its published twin.
fn pair<'c>(published: &'c Connector, edited: &'c Connector, operation: usize) -> Outcome<Pair<'c>> {
    let new = Subject::of(edited, operation)?;
    let twin = published.definition().and_then(|old| Twins::of(old, new.definition).published(operation));
    let Some(twin) = twin else {
        return refuse(format!("'{}' is not published yet. It may change freely.", new.id));
    };
    match Subject::of(published, twin) {
        ControlFlow::Continue(old) => ControlFlow::Continue(Pair { old, new }),
        ControlFlow::Break(_) => {
            refuse(format!("The published definition is damaged, so '{}' cannot be taken from it.", new.id))
        }
    }
}

/// The revision of the published operation, if no newer one is in either state of the connector.
fn newest_revision(Pair { old, new }: Pair<'_>) -> Outcome<i64> {
    let revision = old.revision()?;
    let family = old.family_name();
    let in_edit = new.definition.family(family).map_or(&[][..], |family| &family.members).iter();
    let in_edit =
        in_edit.filter(|&&member| member != new.index).map(|&member| &new.definition.operations[member]);
    match old.siblings().chain(in_edit).find(|member| member.revision() > revision) {
        None => ControlFlow::Continue(revision),
        Some(newer) => refuse(format!(
            "'{family}' has a newer revision already: {}, revision {}. Make the change there.",
            newer.id.as_deref().map_or_else(|| "one without operationId".to_owned(), |id| format!("'{id}'")),
            newer.revision()
        )),
    }
}

/// Whether the operation itself and what its path item says are as published.
fn is_unchanged(Pair { old, new }: Pair<'_>) -> bool {
    old.node.same_value(new.node)
        && old.operation.method == new.operation.method
        && old.path() == new.path()
        && SHARED.iter().all(|name| same_member(old.path_item_node(), new.path_item_node(), name))
}

/// The nodes that say what an operation is: its own, and what its path item shares.
fn roots<'c>(subject: &Subject<'c>) -> Vec<Node<'c>> {
    let path_item = subject.path_item_node();
    let shared = SHARED.iter().filter_map(|name| path_item.get(name));
    std::iter::once(subject.node).chain(shared).collect()
}

/// Lets what is not published yet go on using what the edit made of the shared parts: new operations, and what the
/// operations under a new path share.
fn take_along<'c>(editor: &mut JsonEditor<'c>, Pair { old, new }: Pair<'c>, forks: &Forks<'c>) {
    let (published, edited) = (old.definition, new.definition);
    let is_published = |path: &str| {
        published
            .path_items
            .iter()
            .any(|known| published.node(known.node).key().is_some_and(|key| key.is(path)))
    };
    for path_item in edited.path_items.iter().map(|path_item| edited.node(path_item.node)) {
        if !is_published(&path_item.name()) {
            let shared = SHARED.iter().filter_map(|name| path_item.get(name));
            shared.for_each(|shared| forks.retarget(editor, shared));
        }
    }
    let twins = Twins::of(published, edited);
    for (index, operation) in edited.operations.iter().enumerate() {
        if index != new.index && twins.published(index).is_none() {
            forks.retarget(editor, edited.node(operation.node));
        }
    }
}

/// Gives calls of the edited operation another name: those in the operation itself, or those elsewhere if the edit
/// renamed it.
fn rename_calls<'c>(editor: &mut JsonEditor<'c>, Pair { old, new }: Pair<'c>, id: &str, inside: bool) {
    if !inside && old.id == new.id {
        return;
    }
    let target = Target::Operation(new.id.into());
    for found in new.connector.references().to(&target) {
        let calls = matches!(found.kind, ReferenceKind::DynamicCall | ReferenceKind::Replacement);
        let Some(node) = found.node.filter(|_| calls) else { continue };
        if (new.node.id() <= node && node < new.node.after()) == inside {
            editor.replace(new.definition.node(node), &quote(id));
        }
    }
}
