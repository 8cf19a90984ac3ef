//! Policies, the operations that they are for, and the script.

use ::connector::{Connector, FileRole, Policy};
use syntax::{Node, Span, TextEdit};
use vocabulary::Place;

use super::case::{Case, properties_files};
use super::mending::Mending;

/// Takes a policy, the list of operations that the script handles, or the script back.
pub(super) fn restore<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    if case.change.new.is_some_and(|spot| spot.file == FileRole::Script) {
        return script_back(case).into_iter().collect();
    }
    let Some((was, is)) = case.places() else { return Vec::new() };
    let is_policy = |place: Place| place == Place::PolicyTemplateInstance;
    let (mut list, mut whole) = (case.mending(), case.mending());
    match (is_policy(case.place(was)), is_policy(case.place(is))) {
        (true, true) => {
            if let Some((old, new)) = operations(was).zip(operations(is)) {
                list_back(&mut list, case, old, new);
            }
            whole.restore(is, was);
        }
        (true, false) => {
            let Some(published) = was.parent() else { return Vec::new() };
            // The place is the list of policies, or the object that has none.
            let name = published.name();
            let into = if is.is_array() { Some(is) } else { is.get(&name) };
            match into {
                Some(into) => whole.put_back_item(was, into, same_policy),
                None => whole.put_back(published, is),
            };
        }
        (false, true) => {
            whole.remove_item(is, Some(was));
        }
        (false, false) => {
            if let Some((old, new)) = script_operations(case) {
                list_back(&mut list, case, old, new);
            }
            for (old, new) in properties_files(case.published, case.now) {
                match (
                    old.script_operations.map(|id| old.node(id)),
                    new.script_operations.map(|id| new.node(id)),
                ) {
                    (Some(old), Some(new)) => whole.restore(new, old),
                    (Some(list), None) => match list.parent().zip(new.properties()) {
                        Some((owner, into)) if owner.name() == into.name() => whole.put_back(list, into),
                        _ => &mut whole,
                    },
                    (None, Some(new)) => whole.remove(new),
                    (None, None) => &mut whole,
                };
            }
        }
    }
    vec![list, whole]
}

/// The list of operations of a policy.
fn operations(policy: Node<'_>) -> Option<Node<'_>> {
    policy.get("parameters")?.get(::connector::properties::OPERATION_NAME).filter(|list| list.is_array())
}

fn script_operations<'c>(case: &Case<'c>) -> Option<(Node<'c>, Node<'c>)> {
    properties_files(case.published, case.now)
        .into_iter()
        .find_map(|(old, new)| Some((old.node(old.script_operations?), new.node(new.script_operations?))))
}

/// Makes a list of operations what it was, as far as published operations go: a new revision stays on it.
fn list_back<'c>(mending: &mut Mending<'c>, case: &Case<'c>, old: Node<'c>, new: Node<'c>) {
    let named =
        |list: Node<'c>, name: &str| list.items().any(|item| item.as_str().is_some_and(|text| text == name));
    for item in old.items().filter(|item| item.as_str().is_some_and(|name| !named(new, &name))) {
        mending.put_back_item(item, new, |old, new| old.same_value(new));
    }
    let is_published = |name: &str| {
        case.published.definition().is_none_or(|definition| definition.operation(name).is_some())
    };
    for item in new.items() {
        if item.as_str().is_some_and(|name| is_published(&name) && !named(old, &name)) {
            mending.remove(item);
        }
    }
}

/// Whether two policies do the same for the eye: same template, same title.
fn same_policy(old: Node<'_>, new: Node<'_>) -> bool {
    ["templateId", "title"].into_iter().all(|name| match (old.get(name), new.get(name)) {
        (Some(old), Some(new)) => old.same_value(new),
        (old, new) => old.is_none() && new.is_none(),
    })
}

/// Puts an operation that comes back on the lists that named it when it was published.
pub(super) fn list_again<'c>(
    mending: &mut Mending<'c>,
    published: &'c Connector,
    now: &'c Connector,
    id: &str,
) {
    for (old, new) in properties_files(published, now) {
        let mut lists: Vec<(Node<'c>, Node<'c>)> = Vec::new();
        for policy in &old.policies {
            let before = old.node(policy.node);
            let is_same = |other: &&Policy| same_policy(before, new.node(other.node));
            let twin = new.policies.iter().find(is_same).and_then(|twin| operations(new.node(twin.node)));
            lists.extend(operations(before).zip(twin));
        }
        let script = old.script_operations.zip(new.script_operations);
        lists.extend(script.map(|(before, after)| (old.node(before), new.node(after))));
        for (before, after) in lists {
            let item =
                |list: Node<'c>| list.items().find(|item| item.as_str().is_some_and(|name| name == id));
            if let (Some(item), None) = (item(before), item(after)) {
                mending.put_back_item(item, after, |old, new| old.same_value(new));
            }
        }
    }
}

/// Takes the script back, from the first character that differs to the last.
fn script_back<'c>(case: &Case<'c>) -> Option<Mending<'c>> {
    let text = |connector: &'c Connector| connector.part(FileRole::Script).map(::connector::Part::text);
    let (old, new) = text(case.published).zip(text(case.now))?;
    let same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new);
    let start: usize = same.map(|(old, _)| old.len_utf8()).sum();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let same = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(|(old, new)| old == new);
    let end: usize = same.map(|(old, _)| old.len_utf8()).sum();
    let span = Span::new(start as u32, (new.len() - end) as u32);
    let mut mending = case.mending();
    mending.edit_script(TextEdit::new(span, &old_rest[..old_rest.len() - end]));
    Some(mending)
}
