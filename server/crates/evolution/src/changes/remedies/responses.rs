//! Responses, what they describe, and content types.

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use super::case::Case;
use super::facets;
use super::mending::Mending;
use crate::changes::responses::NOTIFICATION;

/// Puts a success response back: under its code again, or at its place in the list.
pub(super) fn put_back<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((was, is)) = case.places() else { return Vec::new() };
    let mut mending = case.mending();
    match case.place(is) {
        Place::Responses => {
            mending.put_back(was, is);
        }
        // The operation has no responses at all any more.
        Place::Operation => {
            let Some(list) = was.parent() else { return Vec::new() };
            mending.put_back(list, is);
        }
        _ => {
            mending.rename(is, &was.name());
        }
    }
    vec![mending]
}

/// Removes a new success response.
pub(super) fn take_out<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some(is) = case.is else { return Vec::new() };
    let mut mending = case.mending();
    mending.remove(is);
    vec![mending]
}

/// Takes the shape of the answer back, or a new response that the designer takes it from.
pub(super) fn restore_shape<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    if case.is.is_some_and(|is| case.place(is) == Place::Response) {
        return take_out(case);
    }
    let mut whole = case.mending();
    if let Some((was, is)) = case.places() {
        whole.restore(is, was);
    }
    vec![whole]
}

/// Describes outputs again: of a response, of a notification, of the elements of a list.
pub(super) fn put_schema_back<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((was, is)) = case.places() else { return Vec::new() };
    let (mut member, mut notification, mut whole) = (case.mending(), case.mending(), case.mending());
    let is_element = matches!(case.place(was), Place::ItemsSchema | Place::AdditionalPropertiesSchema);
    match case.place(is) {
        // The notification is gone with its schema.
        Place::PathItem => {
            if let Some(content) = was.parent().filter(|content| content.name() == NOTIFICATION) {
                notification.put_back(content, is);
            }
        }
        // Elements of a list, values of an open object, or what a response describes.
        _ if is_element || !case.place(is).is_schema() => {
            member.restore_member(is, was.parent().unwrap_or(was), &was.name());
        }
        _ => {}
    }
    if case.place(is).is_schema() {
        whole.restore(is, was);
    }
    vec![member, notification, whole]
}

/// No longer describes outputs that were not described.
pub(super) fn take_schema_out<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((was, is)) = case.places() else { return Vec::new() };
    let (mut whole, mut member) = (case.mending(), case.mending());
    if case.place(was).is_schema() && was.name() == is.name() {
        whole.restore(is, was);
    }
    // The whole notification is new if its path had none.
    let content = is.parent().filter(|content| content.name() == NOTIFICATION);
    let is_new = case.place(was) == Place::PathItem;
    member.remove(content.filter(|_| is_new).unwrap_or(is));
    vec![whole, member]
}

/// Takes the list of content types back, of the operation or of the document.
pub(super) fn restore_media<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((name, operations, roots)) = media(case) else { return Vec::new() };
    let (mut own, mut shared) = (case.mending(), case.mending());
    own.restore_member(operations.1, operations.0, name);
    shared.restore_member(roots.1, roots.0, name);
    vec![own, shared]
}

/// A node before and after.
type Both<'c> = (Node<'c>, Node<'c>);

/// The member that lists content types, the operations and the documents.
fn media<'c>(case: &Case<'c>) -> Option<(&'static str, Both<'c>, Both<'c>)> {
    let name = if case.code() == "consumes-changed" { "consumes" } else { "produces" };
    let ((old, new), (before, after)) = case.definitions().zip(case.operation())?;
    let operations = (old.node(before.node), new.node(after.node));
    Some((name, operations, (old.document.root(), new.document.root())))
}

/// Takes the published content types beside the new ones.
pub(super) fn take_published_too<'c>(case: &Case<'c>) -> Option<(String, Mending<'c>)> {
    let (name, operations, roots) = media(case)?;
    let list = |(old, new): Both<'c>| old.get(name).zip(new.get(name));
    let (old, new) = list(operations).or_else(|| list(roots))?;
    let missing: Vec<Node<'c>> = facets::gone(old, new).filter(|value| value.is_string()).collect();
    let mut mending = case.mending();
    for value in &missing {
        mending.append(new, quote(&value.as_str()?));
    }
    let names: Vec<_> = missing.iter().filter_map(|value| value.as_str()).collect();
    Some((format!("Take {} again", names.join(", ")), mending))
}
