//! Properties and allowed values of schemas, and the variables of paths.

use std::borrow::Cow;

use connector::template;
use syntax::Node;
use vocabulary::Place;

use super::super::{Completion, CompletionKind, Subject, answers};
use super::{by_author, copied, listed, text_of};

/// The properties of a schema that are not required yet.
pub(super) fn required(subject: &Subject<'_>, entries: &mut Vec<Completion>, list: Node<'_>) {
    let Some(schema) = list.parent() else { return };
    let listed = listed(subject, list);
    properties(subject, entries, schema, &|property| !listed.contains(property.name().as_ref()));
}

/// The properties that can tell variants of a schema apart: required texts.
pub(super) fn discriminators(subject: &Subject<'_>, entries: &mut Vec<Completion>, schema: Node<'_>) {
    properties(subject, entries, schema, &|property| text_of(property, "type") == "string");
}

fn properties(
    subject: &Subject<'_>,
    entries: &mut Vec<Completion>,
    schema: Node<'_>,
    is_wanted: &dyn Fn(Node<'_>) -> bool,
) {
    let Some(definition) = subject.connector.definition() else { return };
    for property in definition.properties(schema).into_iter().filter(|property| is_wanted(*property)) {
        if property.name().is_empty() {
            continue;
        }
        let entry = subject.string(&property.name(), CompletionKind::Field, 5);
        entries.push(by_author(entry.with_detail(answers::type_of(property)), property, "description"));
    }
}

/// The properties that a schema requires and does not have.
pub(super) fn promised(properties: Node<'_>) -> impl Iterator<Item = String> {
    let schema = properties.parent();
    let required = schema.and_then(|schema| schema.get("required")).into_iter().flat_map(Node::items);
    required.filter_map(Node::as_str).filter(|name| !name.is_empty()).map(Cow::into_owned)
}

/// The values that have a display name and are not allowed yet.
pub(super) fn named_values(subject: &Subject<'_>, entries: &mut Vec<Completion>, list: Node<'_>) {
    let named = list.parent().and_then(|schema| schema.get("x-ms-enum-values"));
    let values = named.into_iter().flat_map(Node::items).filter_map(|named| named.get("value"));
    let others: Vec<Node<'_>> = list.items().filter(|other| !subject.site.replaces(other.span())).collect();
    let absent = values.filter(|value| !others.iter().any(|other| other.same_value(*value)));
    entries.extend(absent.filter_map(|value| copied(subject, value, 5)));
}

/// The allowed values that have no display name yet.
pub(super) fn unnamed_values(subject: &Subject<'_>, entries: &mut Vec<Completion>, entry: Node<'_>) {
    let Some(list) = entry.parent() else { return };
    let Some(allowed) = list.parent().and_then(|schema| schema.get("enum")) else { return };
    let others: Vec<Node<'_>> =
        list.items().filter(|other| *other != entry).filter_map(|other| other.get("value")).collect();
    let unnamed = allowed.items().filter(|value| !others.iter().any(|other| other.same_value(*value)));
    entries.extend(unnamed.filter_map(|value| copied(subject, value, 5)));
}

/// The variables of the path that have no parameter yet.
pub(super) fn path_variables(subject: &Subject<'_>, entries: &mut Vec<Completion>, parameter: Node<'_>) {
    let Some(list) = parameter.parent() else { return };
    let item = list.ancestors().find(|node| subject.document.place(*node) == Place::PathItem);
    let Some(item) = item else { return };
    let path = item.name().into_owned();
    let own = list.items().filter(|other| *other != parameter);
    let of_path = item.get("parameters").into_iter().filter(|other| *other != list).flat_map(Node::items);
    let resolve = |other: Node<'_>| {
        let definition = subject.connector.definition()?;
        let reference = other.get("$ref").and_then(Node::as_str);
        let target = reference.as_deref().and_then(|reference| definition.ref_target(reference));
        target.map(|target| text_of(target, "name"))
    };
    let others = own.chain(of_path).map(|other| resolve(other).unwrap_or_else(|| text_of(other, "name")));
    let others: Vec<String> = others.collect();
    for variable in template::variables(&path) {
        if !others.iter().any(|other| other == variable.name) {
            let entry = subject.string(variable.name, CompletionKind::Field, 0);
            entries.push(entry.with_detail("path variable"));
        }
    }
}
