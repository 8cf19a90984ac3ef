//! Parameters that came and went.

use connector::Definition;
use syntax::Node;
use vocabulary::Place;

use super::case::Case;
use super::mending::Mending;
use super::paths;

/// The member that lists parameters.
const PARAMETERS: &str = "parameters";

/// Puts a parameter back into the list of its operation, or of its path.
pub(super) fn put_back<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    with_path(case, case.published.definition(), case.was, put_back_as(case, None))
}

/// The same with another text, if one is given.
pub(super) fn put_back_as<'c>(case: &Case<'c>, text: Option<String>) -> Option<Mending<'c>> {
    let (was, is) = case.places()?;
    // The place is the list, or the operation that has none.
    let owner = if case.place(is) == Place::Parameters { is.parent()? } else { is };
    let is_shared = case.place(was.parent()?.parent()?) == Place::PathItem;
    let owner = match case.place(owner) {
        Place::Operation if is_shared => owner.parent()?,
        _ => owner,
    };
    let mut mending = case.mending();
    return_usage(case, &mut mending, (was, text), owner);
    Some(mending)
}

/// Puts an entry back into the list of `owner`, an operation or path item; with another text, if one is given.
pub(super) fn return_usage<'c>(
    case: &Case<'c>,
    mending: &mut Mending<'c>,
    (was, text): (Node<'c>, Option<String>),
    owner: Node<'c>,
) {
    let (Some((old, new)), Some(published)) = (case.definitions(), was.parent()) else { return };
    let text = text.unwrap_or_else(|| was.raw().to_owned());
    match owner.get(PARAMETERS).filter(|list| list.is_array()) {
        Some(list) => {
            let key = |definition: &'c Definition, usage: Node<'c>| {
                let node = definition.resolve(usage)?;
                Some((node.get("name")?.as_str()?, node.get("in")?.as_str()?))
            };
            mending.put_back_item_as(was, text, list, |before, after| {
                before.same_value(after) || key(old, before).is_some_and(|name| key(new, after) == Some(name))
            });
        }
        None if published.items().count() == 1 && text == was.raw() => {
            mending.put_back(published, owner);
        }
        None => {
            mending.insert(owner, PARAMETERS, format!("[{text}]"), Some("description"));
        }
    }
}

/// Removes a new parameter.
pub(super) fn take_out<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((was, is)) = case.places() else { return Vec::new() };
    // The published place is the list, or the operation that had none.
    let owner = if case.place(was) == Place::Parameters { was.parent() } else { Some(was) };
    let mut mending = case.mending();
    mending.remove_item(is, owner);
    with_path(case, case.now.definition(), Some(is), Some(mending))
}

/// The same together with the path, where the parameter is a variable of it: one without the other is no use.
fn with_path<'c>(
    case: &Case<'c>,
    definition: Option<&'c Definition>,
    usage: Option<Node<'c>>,
    alone: Option<Mending<'c>>,
) -> Vec<Mending<'c>> {
    let parameter = definition.zip(usage).and_then(|(definition, usage)| definition.resolve(usage));
    let place = parameter.and_then(|parameter| parameter.get("in")).and_then(Node::as_str);
    let in_path = place.is_some_and(|place| place == "path");
    let both = if in_path { paths::back_with_variables(case) } else { None };
    both.into_iter().chain(alone).collect()
}

/// The parameter itself, behind a reference if the list has one.
pub(super) fn described<'c>(definition: &'c Definition, usage: Node<'c>) -> Node<'c> {
    definition.resolve(usage).unwrap_or(usage)
}
