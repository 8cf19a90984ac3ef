//! References that lead to another shared part than before, or a shape that was written out and is shared now.

use connector::definition::{Section, parse_ref};
use syntax::{Node, NodeId};

use super::case::{Case, counterpart};
use super::mending::Mending;

/// Takes the references back that make the difference: the one that the place lies in, or all that lead to the part
/// that it lies in.
pub(super) fn restore<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some(((was, is), (_, new))) = case.places().zip(case.definitions()) else { return Vec::new() };
    let (old_part, new_part) = (part_of(was), part_of(is));
    if old_part == new_part {
        return Vec::new();
    }
    let (mut around, mut leading) = (case.mending(), case.mending());
    if let Some(part) = &old_part {
        let mut enclosing = std::iter::once(is).chain(is.ancestors());
        let reference = enclosing.find_map(|usage| {
            let before = counterpart(case.now, usage, case.published)?;
            leads_to(before, part).then_some((usage, before))
        });
        if let Some((usage, before)) = reference {
            around.restore(usage, before);
        }
    }
    if let Some(part) = &new_part {
        let nodes = (0..new.tree().len() as u32).map(|id| new.node(NodeId(id)));
        for usage in nodes.filter(|node| leads_to(*node, part)) {
            let Some(before) = counterpart(case.now, usage, case.published) else { continue };
            let is_it = match &old_part {
                Some(part) => leads_to(before, part),
                // What was written out lies in there.
                None => before.id() <= was.id() && was.id() < before.after(),
            };
            if is_it {
                leading.restore(usage, before);
            }
        }
    }
    vec![around, leading]
}

/// The section and name of the shared part that a node lies in.
fn part_of(node: Node<'_>) -> Option<(Section, Box<str>)> {
    let around = std::iter::once(node).chain(node.ancestors());
    let part = around.into_iter().find(|node| {
        node.parent().is_some_and(|section| section.parent().is_some_and(|root| root.parent().is_none()))
    })?;
    let section = part.parent()?.name();
    let sections = [Section::Definitions, Section::Parameters, Section::Responses];
    let section = sections.into_iter().find(|known| known.name() == section)?;
    Some((section, part.name().as_ref().into()))
}

/// Whether a node is a reference to this part.
fn leads_to(node: Node<'_>, (section, name): &(Section, Box<str>)) -> bool {
    let text = node.get("$ref").and_then(Node::as_str);
    let target = text.as_deref().and_then(parse_ref);
    target.is_some_and(|target| target.section == *section && *target.name == **name)
}
