//! Removes shared schemas, parameters and responses that nothing uses.

use connector::UnusedPart;
use rules::unused::parts;
use syntax::{JsonEditor, Node, NodeId, TextEdit};
use vocabulary::Place;

use super::{Offer, Refactoring, Site};

pub(super) const REFACTORING: Refactoring = Refactoring { kind: "refactor.rewrite.removeUnused", at };

/// On an unused part: that one, with those of its circle, unless other unused parts need it. There, and on the key of a
/// section that has unused parts: all of them at once. After that nothing is unused, since what only unused parts use
/// counts as unused too.
fn at(site: &Site<'_>) -> Vec<Offer> {
    let place = |node: &Node<'_>| site.definition.document.place(*node);
    let is_section = |node: &Node<'_>| {
        matches!(place(node), Place::Definitions | Place::SharedParameters | Place::SharedResponses)
    };
    let Some(section) = site.around().find(is_section) else { return Vec::new() };
    let unused = parts(site.definition);
    let part = site.around().find(|node| node.parent() == Some(section));
    let here = part.and_then(|part| unused.iter().find(|unused| unused.node == part.id()));
    let concerns = match part {
        Some(_) => here.is_some(),
        None => unused.iter().any(|part| site.definition.node(part.node).parent() == Some(section)),
    };
    if !concerns {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(here) = here.filter(|here| !here.is_referred_to) {
        let circle: Vec<NodeId> =
            unused.iter().filter(|part| part.circle == here.circle).map(|part| part.node).collect();
        let name = site.definition.node(here.node).name();
        let title = match circle.len() {
            2.. => format!("Remove '{name}' and what refers to it in a circle"),
            _ => format!("Remove '{name}'"),
        };
        // A quick fix of the same title may have the same edits, and then is shown only once: they are not put off.
        let mut editor = JsonEditor::new(site.definition.tree());
        for part in circle {
            editor.remove(site.definition.node(part));
        }
        found.extend(Offer::new(title, editor.finish()));
    }
    if unused.len() > 1 {
        let title = title_of_all(site, &unused);
        let all: Vec<NodeId> = unused.iter().map(|part| part.node).collect();
        found.extend(site.offer(title, || removal(site, &all)));
    }
    found
}

/// Names what is removed: only the sections that have some.
fn title_of_all(site: &Site<'_>, unused: &[UnusedPart]) -> String {
    let has = |name: &str| {
        let section = |part: &UnusedPart| site.definition.node(part.node).parent().and_then(Node::key);
        unused.iter().any(|part| section(part).is_some_and(|key| key.is(name)))
    };
    let sections: Vec<&str> =
        ["definitions", "parameters", "responses"].into_iter().filter(|name| has(name)).collect();
    let sections = match sections.as_slice() {
        [first, second, third] => format!("{first}, {second} and {third}"),
        several => several.join(" and "),
    };
    format!("Remove all unused {sections} ({})", unused.len())
}

/// Removes all these parts, and sections of which nothing is left.
fn removal(site: &Site<'_>, parts: &[NodeId]) -> Vec<TextEdit> {
    let mut editor = JsonEditor::new(site.definition.tree());
    let mut sections: Vec<Node<'_>> = Vec::new();
    for part in parts.iter().map(|part| site.definition.node(*part)) {
        editor.remove(part);
        sections.extend(part.parent().filter(|section| sections.last() != Some(section)));
    }
    for section in sections {
        if section.children().all(|part| parts.binary_search(&part.id()).is_ok()) {
            editor.remove(section);
        }
    }
    editor.finish()
}
