//! Shared parts: schemas, parameters and responses under a name. What the refactorings on them have in common.

use std::borrow::Cow;

use connector::Definition;
use connector::definition::{Names, Section};
use connector::fingerprint::Fingerprints;
use syntax::edit::{Value, quote};
use syntax::{JsonEditor, Node, NodeId, Placement};

/// The names in a section.
pub(super) fn names(definition: &Definition, section: Section) -> &Names {
    match section {
        Section::Definitions => &definition.schemas,
        Section::Parameters => &definition.shared_parameters,
        Section::Responses => &definition.shared_responses,
    }
}

/// A name that no part of the section has: the first of `wanted` that is free, else the last one with a number. A name
/// that a reference has which leads nowhere is not free: it would lead to something else than was meant.
pub(super) fn free_name(definition: &Definition, section: Section, wanted: &[String]) -> String {
    let taken = names(definition, section);
    let lost: Vec<Cow<'_, str>> =
        definition.lost_references().iter().filter_map(|lost| definition.node(*lost).as_str()).collect();
    let is_free = |name: &str| {
        !taken.contains_key(name) && !lost.iter().any(|text| text.rsplit('/').next() == Some(name))
    };
    if let Some(free) = wanted.iter().find(|name| is_free(name)) {
        return free.clone();
    }
    let base = wanted.last().map_or("Shared", String::as_str);
    let mut numbered = (2_usize..).map(|number| format!("{base}{number}"));
    numbered.find(|name| is_free(name)).unwrap_or_else(|| base.to_owned())
}

/// The JSON of a reference to a part.
pub(super) fn reference(section: Section, name: &str) -> String {
    format!("{{ \"$ref\": {} }}", quote(&reference_text(section, name)))
}

/// What a reference to a part says.
pub(super) fn reference_text(section: Section, name: &str) -> String {
    format!("#/{}/{}", section.name(), syntax::pointer::escape_token(name))
}

/// Whether a part can be added to the section. Not if it may stand in a part of the text that is missing.
pub(super) fn has_room(definition: &Definition, section: Section) -> bool {
    let root = definition.document.root();
    match root.get(section.name()) {
        Some(known) => known.is_object(),
        None => root.is_object() && !definition.is_cut_off(),
    }
}

/// Adds a copy of `part` at the end of the section; a section that is missing is added where it usually stands.
pub(super) fn add<'t>(
    editor: &mut JsonEditor<'t>,
    root: Node<'t>,
    section: Section,
    name: &str,
    part: Node<'t>,
) {
    if let Some(known) = root.get(section.name()) {
        editor.insert_member(known, name, Value::Copy(part), Placement::Last);
        return;
    }
    let before = ["parameters", "definitions", "paths"];
    let before = before.into_iter().find(|name| *name != section.name() && root.get(name).is_some());
    let before = if section == Section::Definitions { Some("paths") } else { before };
    let placement = before.map_or(Placement::Last, Placement::After);
    let json = format!("{{ {}: {} }}", quote(name), part.raw());
    editor.insert_member(root, section.name(), &json, placement);
}

/// Whether a value or member can be moved as it is: it ends where it seems to, and nothing in it is damaged.
pub(super) fn is_sound(definition: &Definition, node: Node<'_>) -> bool {
    let span = node.full_span();
    let errors = definition.tree().errors();
    let next = errors.partition_point(|error| error.span.end < span.start);
    node.is_closed()
        && !node.is_inferred()
        && errors[next..].iter().take_while(|error| error.span.start <= span.end).next().is_none()
}

/// The nodes among `candidates` that say the same as `node` and are not damaged. Only those of its size are looked at
/// closely.
pub(super) fn alike<'d>(
    definition: &Definition,
    node: Node<'d>,
    candidates: impl Iterator<Item = Node<'d>>,
) -> Vec<Node<'d>> {
    let mut found: Vec<Node<'d>> = candidates.filter(|other| size(*other) == size(node)).collect();
    if found.iter().all(|other| *other == node) {
        return found;
    }
    let print = |node: Node<'d>| Fingerprints::within(node).get(node);
    let wanted = print(node);
    found.retain(|other| {
        let says_the_same = || print(*other) == wanted && other.same_value(node);
        *other == node || says_the_same() && is_sound(definition, *other)
    });
    found
}

/// The part of a section that says the same as `node`, if a reference can name it; of several the first.
pub(super) fn twin<'d>(definition: &'d Definition, section: Section, node: Node<'d>) -> Option<Node<'d>> {
    let parts = definition.document.root().get(section.name())?.members();
    // Not of parts with the same name before the last one, nor where signs in the name mean something in a reference.
    let counts =
        |part: &Node<'_>| definition.ref_target(&reference_text(section, &part.name())) == Some(*part);
    alike(definition, node, parts).into_iter().find(counts)
}

/// How many values stand in a value, itself included.
fn size(node: Node<'_>) -> u32 {
    let (NodeId(first), NodeId(after)) = (node.id(), node.after());
    after - first
}
