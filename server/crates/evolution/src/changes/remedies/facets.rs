//! What a schema, parameter or operation says about itself, as it was.

use syntax::{Node, pointer};
use vocabulary::Place;

use super::case::Case;
use super::mending::Mending;
use crate::changes::limits;
use crate::changes::view::{CHOICE_FORMS, SCHEMA_FORMS, View};

/// What describes a value. Its type means little without the rest.
const VALUE: [&str; 20] = [
    "type",
    "format",
    "items",
    "properties",
    "additionalProperties",
    "allOf",
    "enum",
    "default",
    "collectionFormat",
    "maximum",
    "maxLength",
    "maxItems",
    "maxProperties",
    "minimum",
    "minLength",
    "minItems",
    "minProperties",
    "multipleOf",
    "pattern",
    "uniqueItems",
];

/// Takes the members back that a kind of change is about; else the whole value.
pub(super) fn restore<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((was, is)) = case.places() else { return Vec::new() };
    let views = (case.old_view(was), case.new_view(is));
    let of = |names: &[&str]| restored(case, &views, names);
    let mut ways = match case.code() {
        "operation-hidden" | "input-field-hidden" | "output-field-hidden" => vec![of(&["x-ms-visibility"])],
        "operation-undeprecated" => vec![of(&["deprecated"])],
        "trigger-kind-changed" => vec![of(&["x-ms-trigger"])],
        "behaviour-hint" => vec![of(&["description"])],
        "body-parameter-renamed" => vec![of(&["name"])],
        "parameter-became-required" => vec![of(&["required"])],
        "parameter-location-changed" => vec![of(&["in"])],
        "parameter-encoding-changed" => vec![of(&["x-ms-url-encoding"])],
        "parameter-collection-format-changed" => vec![of(&["collectionFormat"])],
        "input-type-changed" | "output-type-changed" => vec![of(&VALUE)],
        "input-format-changed" | "output-format-changed" => vec![of(&["format"])],
        "input-enum-added" | "output-enum-removed" => vec![of(&["enum"])],
        "input-default-changed" => vec![of(&["default"])],
        "input-constraint-tightened" => {
            let (narrower, _) = limits::compare(&views.0, &views.1);
            vec![of(&narrower.iter().map(|limit| limit.name).collect::<Vec<_>>())]
        }
        "input-dynamic-removed" | "input-dynamic-added" | "output-dynamic-changed" => {
            vec![
                of(&CHOICE_FORMS),
                of(&SCHEMA_FORMS),
                of(&[&SCHEMA_FORMS[..], &["type", "properties"]].concat()),
            ]
        }
        _ => Vec::new(),
    };
    if case.place(is) != Place::Operation {
        let mut whole = case.mending();
        whole.restore(is, was);
        ways.push(whole);
    }
    ways
}

/// Makes some members what they were, in the part of a schema that has them.
fn restored<'c>(case: &Case<'c>, (old, new): &(View<'c>, View<'c>), names: &[&str]) -> Mending<'c> {
    let mut mending = case.mending();
    for name in names {
        match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) => {
                mending.restore(new, old);
            }
            (None, Some(new)) => {
                mending.remove(new);
            }
            (Some(member), None) => {
                let part = member.parent().map(pointer::pointer);
                let same = |layer: &&Node<'c>| Some(pointer::pointer(**layer)) == part;
                if let Some(into) = new.layers.iter().find(same).copied().or_else(|| new.root()) {
                    mending.put_back(member, into);
                }
            }
            (None, None) => {}
        }
    }
    mending
}

/// Whether two values of a list are the same.
pub(super) fn same_value(old: Node<'_>, new: Node<'_>) -> bool {
    old.same_value(new)
}

/// The lists of allowed values.
pub(super) fn values<'c>(case: &Case<'c>) -> Option<(Node<'c>, Node<'c>)> {
    let (was, is) = case.places()?;
    case.old_view(was).get("enum").zip(case.new_view(is).get("enum"))
}

/// The published values that are gone.
pub(super) fn gone<'c>(old: Node<'c>, new: Node<'c>) -> impl Iterator<Item = Node<'c>> {
    old.items().filter(move |value| !new.items().any(|other| other.same_value(*value)))
}

/// Puts allowed values back at their places.
pub(super) fn put_values_back<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((old, new)) = values(case) else { return Vec::new() };
    let mut mending = case.mending();
    for value in gone(old, new) {
        mending.put_back_item(value, new, same_value);
    }
    vec![mending]
}

/// Removes allowed values that are new.
pub(super) fn take_values_out<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((old, new)) = values(case) else { return Vec::new() };
    let mut mending = case.mending();
    for value in new.items().filter(|value| !old.items().any(|other| other.same_value(*value))) {
        mending.remove(value);
    }
    vec![mending]
}
