//! What the parts of a definition share: schemas, parameters, responses, tags, MIME types.

use std::borrow::Cow;

use connector::Target;
use rustc_hash::FxHashSet;
use syntax::Node;
use syntax::pointer::escape_token;
use vocabulary::Place;

use super::super::{Completion, CompletionKind, Subject};
use super::affinity::Affinity;
use super::{by_author, in_order, listed, text_of};

/// The shared parts that a `$ref` at this place can name, the likely ones first.
pub(super) fn refs(subject: &Subject<'_>, entries: &mut Vec<Completion>, place: Place) {
    let Some(definition) = subject.connector.definition() else { return };
    let (section, names) = if place == Place::Response {
        ("responses", &definition.shared_responses)
    } else if place.is_parameter() {
        ("parameters", &definition.shared_parameters)
    } else if place.is_schema() {
        ("definitions", &definition.schemas)
    } else {
        return;
    };
    let affinity = Affinity::of(subject);
    // A parameter is listed once.
    let list = subject.site.container.filter(|_| place.is_parameter()).and_then(Node::parent);
    let listed = list.into_iter().flat_map(Node::items).filter_map(|usage| usage.get("$ref"));
    let listed: FxHashSet<_> = listed
        .filter(|reference| !subject.site.replaces(reference.span()))
        .filter_map(|reference| Some(definition.ref_target(&reference.as_str()?)?.id()))
        .collect();
    let mut parts: Vec<Node<'_>> =
        in_order(definition, names.values()).filter(|part| !listed.contains(&part.id())).collect();
    parts.sort_by_cached_key(|part| affinity.distance(&part.name()));
    entries.extend(parts.into_iter().map(|node| {
        let pointer = format!("#/{section}/{}", escape_token(&node.name()));
        let entry = subject.string(&pointer, CompletionKind::Shared, 5);
        by_author(entry.with_detail(text_of(node, "type")), node, "description")
    }));
}

/// The names that something refers to and that this section does not have.
pub(super) fn awaited(subject: &Subject<'_>, section: Place, present: &FxHashSet<Box<str>>) -> Vec<String> {
    let mut seen = FxHashSet::default();
    let mut names = Vec::new();
    for reference in subject.connector.references().iter() {
        let ((Place::Definitions, Target::Schema(name))
        | (Place::SharedParameters, Target::SharedParameter(name))
        | (Place::SharedResponses, Target::SharedResponse(name))
        | (Place::SecurityDefinitions, Target::SecurityScheme(name))
        | (Place::ConnectionParameters, Target::ConnectionParameter(name))) = (section, &reference.target)
        else {
            continue;
        };
        if !name.is_empty() && !present.contains(name) && seen.insert(name.clone()) {
            names.push(name.to_string());
        }
    }
    names
}

/// The tags that the definition declares, then those that other operations have.
pub(super) fn tags(subject: &Subject<'_>, entries: &mut Vec<Completion>, list: Node<'_>) {
    let Some(definition) = subject.connector.definition() else { return };
    let mut seen = listed(subject, list);
    let declared = definition.document.root().get("tags").into_iter().flat_map(Node::items);
    for tag in declared {
        let name = text_of(tag, "name");
        if !name.is_empty() && seen.insert(Box::from(name.as_str())) {
            entries.push(by_author(subject.string(&name, CompletionKind::Value, 4), tag, "description"));
        }
    }
    for name in used_tags(subject) {
        if seen.insert(Box::from(name.as_str())) {
            entries.push(subject.string(&name, CompletionKind::Value, 6));
        }
    }
}

/// The tags that operations have and that the definition does not declare.
pub(super) fn undeclared_tags(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    let Some(definition) = subject.connector.definition() else { return };
    let declared = definition.document.root().get("tags").into_iter().flat_map(Node::items);
    let names = declared.filter_map(|tag| tag.get("name"));
    let others = names.filter(|name| !subject.site.replaces(name.span()));
    let mut seen: FxHashSet<Box<str>> =
        others.filter_map(|name| Some(Box::from(name.as_str()?.as_ref()))).collect();
    for name in used_tags(subject) {
        if seen.insert(Box::from(name.as_str())) {
            entries.push(subject.string(&name, CompletionKind::Value, 5));
        }
    }
}

/// The tags of all operations, the one under the cursor left out; each as often as it is used.
fn used_tags(subject: &Subject<'_>) -> Vec<String> {
    let Some(definition) = subject.connector.definition() else { return Vec::new() };
    let lists =
        definition.operations.iter().filter_map(|operation| definition.node(operation.node).get("tags"));
    strings(subject, lists.flat_map(Node::items))
}

/// The MIME types that other lists of the definition have, beside those that the tables know.
pub(super) fn mime_types(subject: &Subject<'_>, entries: &mut Vec<Completion>, list: Node<'_>) {
    let Some(definition) = subject.connector.definition() else { return };
    let mut seen = listed(subject, list);
    let objects = definition.operations.iter().map(|operation| definition.node(operation.node));
    let objects = objects.chain([definition.document.root()]);
    let lists = objects.flat_map(|object| [object.get("consumes"), object.get("produces")]).flatten();
    for name in strings(subject, lists.flat_map(Node::items)) {
        let is_known = vocabulary::MIME_TYPES.iter().any(|known| known.value == name);
        if !is_known && seen.insert(Box::from(name.as_str())) {
            entries.push(subject.string(&name, CompletionKind::Value, 15));
        }
    }
}

fn strings<'t>(subject: &Subject<'_>, nodes: impl Iterator<Item = Node<'t>>) -> Vec<String> {
    let others = nodes.filter(|node| !subject.site.replaces(node.span()));
    others.filter_map(Node::as_str).filter(|text| !text.is_empty()).map(Cow::into_owned).collect()
}
