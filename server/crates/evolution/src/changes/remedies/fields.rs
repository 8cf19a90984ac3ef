//! Properties that came and went, and whether they are required.

use connector::Definition;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use super::case::Case;
use super::mending::{Mending, with_only};
use crate::changes::view::View;

/// Puts a property back, and on the list of required ones if it was there; else all that were lost with it.
pub(super) fn put_back<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let mut all = case.mending();
    if let Some((old, new)) = owners(case).filter(|(_, new)| new.get("properties").is_none()) {
        all.restore_member(new, old, "properties");
    }
    put_back_as(case, None).into_iter().chain([all]).collect()
}

/// The schemas that had and should have a property that is gone.
fn owners<'c>(case: &Case<'c>) -> Option<(Node<'c>, Node<'c>)> {
    let (was, is) = case.places()?;
    let published = was.parent().filter(|parent| case.place(*parent) == Place::SchemaProperties)?;
    let is_list = case.place(is) == Place::SchemaProperties;
    published.parent().zip(if is_list { is.parent() } else { Some(is) })
}

/// The same with another text, if one is given.
pub(super) fn put_back_as<'c>(case: &Case<'c>, text: Option<String>) -> Option<Mending<'c>> {
    let (was, is) = case.places()?;
    let mut mending = case.mending();
    let published = was.parent().filter(|parent| case.place(*parent) == Place::SchemaProperties);
    let Some(published) = published else {
        // The body lost its schema, and with it all fields.
        mending.restore_member(is, was, "schema");
        return Some(mending);
    };
    let is_list = case.place(is) == Place::SchemaProperties;
    let into = if is_list { Some(is) } else { is.get("properties").filter(|list| list.is_object()) };
    match into {
        Some(into) => mending.put_back_as(was, text.unwrap_or_else(|| was.raw().to_owned()), into),
        None => mending.put_back_as(published, with_only(published, |member| member == was), is),
    };
    if let Some((old, new)) = owners(case)
        && let Some(item) = required_item(old, &was.name())
    {
        require(&mut mending, item, new);
    }
    Some(mending)
}

/// Removes a new property, and its name from the lists of required ones.
pub(super) fn take_out<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((was, is)) = case.places() else { return Vec::new() };
    let Some(list) = is.parent() else { return Vec::new() };
    let mut mending = make_optional(case).pop().unwrap_or_else(|| case.mending());
    let stays = list.members().any(|member| member != is) || was.get("properties").is_some();
    mending.remove(if stays { is } else { list });
    vec![mending]
}

/// Takes a property off the lists of required ones.
pub(super) fn make_optional<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let (Some(is), Some((_, new))) = (case.is, case.definitions()) else { return Vec::new() };
    let Some(owner) = is.parent().and_then(Node::parent) else { return Vec::new() };
    let mut mending = case.mending();
    for list in required_lists(new, owner, &is.name()) {
        let named: Vec<Node<'c>> =
            list.items().filter(|item| item.as_str().is_some_and(|text| text == is.name())).collect();
        if named.len() == list.items().count() {
            // An empty list is not allowed.
            mending.remove(list);
        } else {
            for item in named {
                mending.remove(item);
            }
        }
    }
    vec![mending]
}

/// Puts a property back on the list of required ones.
pub(super) fn make_required<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((was, is)) = case.places() else { return Vec::new() };
    let owner = |property: Node<'c>| property.parent().and_then(Node::parent);
    let (Some((old, _)), Some(before), Some(new)) = (case.definitions(), owner(was), owner(is)) else {
        return Vec::new();
    };
    let lists = required_lists(old, before, &was.name());
    let item = lists.first().and_then(|list| required_item(list.parent()?, &was.name()));
    let Some(item) = item else { return Vec::new() };
    let mut mending = case.mending();
    require(&mut mending, item, new);
    vec![mending]
}

/// Puts the published `item` of a list of required properties on the list of `schema`.
fn require<'c>(mending: &mut Mending<'c>, item: Node<'c>, schema: Node<'c>) {
    let Some(published) = item.parent() else { return };
    if required_item(schema, &item.as_str().unwrap_or_default()).is_some() {
        return;
    }
    match schema.get("required").filter(|list| list.is_array()) {
        Some(list) => mending.put_back_item(item, list, |old, new| old.same_value(new)),
        None if published.items().count() == 1 => mending.put_back(published, schema),
        None => {
            mending.put_back_as(published, format!("[{}]", quote(&item.as_str().unwrap_or_default())), schema)
        }
    };
}

/// The entry of a property on the `required` list of its schema.
pub(super) fn required_item<'c>(schema: Node<'c>, name: &str) -> Option<Node<'c>> {
    let list = schema.get("required")?;
    list.items().find(|item| item.as_str().is_some_and(|text| text == name))
}

/// The lists that name a property of `owner` as required: its own, and those of schemas that it is a part of.
fn required_lists<'c>(definition: &'c Definition, owner: Node<'c>, name: &str) -> Vec<Node<'c>> {
    let lists = definition.document.at_place(Place::Required);
    let named = lists.filter(|list| list.items().any(|item| item.as_str().is_some_and(|text| text == name)));
    let is_about = |list: &Node<'c>| {
        list.parent()
            .is_some_and(|schema| schema == owner || View::of(definition, schema).layers.contains(&owner))
    };
    named.filter(is_about).collect()
}
