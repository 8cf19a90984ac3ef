//! Shared schemas, parameters and responses that nothing uses.

use connector::definition::Section;
use connector::{Definition, FileRole, UnusedPart};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::{Node, NodeId};

use crate::fix::{Change, Fix, Safety, Step};
use crate::near::{MANY, nearest};
use crate::refs::kind;
use crate::{Context, Tag};

/// Parts in a circle up to this size each offer to remove the circle; of a larger one only the first.
const SMALL: usize = 16;

/// The shared schemas, parameters and responses that nothing uses and that can be removed without a doubt, in document
/// order: no reference that leads nowhere may mean one of them. Empty as long as something cannot be read, since that
/// may refer to them. Of parts with the same name only the last one counts.
pub fn parts(definition: &Definition) -> Vec<UnusedPart> {
    // What cannot be read may hold references.
    let is_readable = |reference: &NodeId| definition.node(*reference).is_string();
    if definition.is_cut_off()
        || !definition.tree().errors().is_empty()
        || !definition.lost_references().iter().all(is_readable)
    {
        return Vec::new();
    }
    let unused = definition.unused_parts();
    if unused.is_empty() {
        return Vec::new();
    }
    let spared = spared(definition, unused);
    // Others of its name have a finding for that, as has what is no object.
    let counts = |node: Node<'_>| {
        let is_last = node.parent().and_then(|section| section.get(&node.name())) == Some(node);
        is_last && node.is_object() && !node.name().is_empty()
    };
    let parts = unused.iter().filter(|part| counts(definition.node(part.node)));
    parts.filter(|part| !spared.contains(&part.node)).copied().collect()
}

/// Reports the parts of these sections that nothing uses.
pub(crate) fn check(context: &mut Context<'_>, sections: &[Section]) {
    let Some(definition) = context.definition() else { return };
    let unused = parts(definition);
    if unused.is_empty() {
        return;
    }
    let mut circles: FxHashMap<u32, Vec<NodeId>> = FxHashMap::default();
    for part in definition.unused_parts() {
        circles.entry(part.circle).or_default().push(part.node);
    }
    for part in &unused {
        let node = definition.node(part.node);
        let section = node.parent().and_then(Node::key);
        let Some(section) =
            sections.iter().find(|known| section.is_some_and(|section| section.is(known.name())))
        else {
            continue;
        };
        let circle = circles.get(&part.circle).map_or(&[][..], Vec::as_slice);
        let name = node.name();
        let kind = kind(*section);
        let message = match (part.is_referred_to, circle.len()) {
            (true, _) => {
                format!("Only what is unused itself refers to the {kind} '{name}'. Remove both, or use it.")
            }
            (false, 2..) => {
                format!(
                    "Only {kind}s that refer to each other refer to '{name}'. Remove all of them, or use one."
                )
            }
            _ => format!("Nothing refers to the {kind} '{name}'. Remove it, or use it."),
        };
        let fix = fix(part, circle, &name);
        let finding = context.on_key(node, message).tagged(Tag::Unnecessary);
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}

/// The parts whose name is near to that in a reference that leads nowhere, and what they lead to: once the reference
/// is corrected, they are used.
fn spared(definition: &Definition, unused: &[UnusedPart]) -> FxHashSet<NodeId> {
    let mut spared = FxHashSet::default();
    let lost = definition.lost_references();
    if lost.is_empty() {
        return spared;
    }
    let names: Vec<_> = unused.iter().map(|part| definition.node(part.node).name()).collect();
    let mut todo = Vec::new();
    for text in lost.iter().take(MANY).filter_map(|lost| definition.node(*lost).as_str()) {
        let name = text.rsplit('/').next().unwrap_or_default();
        let near = nearest(name, names.iter().map(AsRef::as_ref));
        let meant = unused.iter().zip(&names).filter(|(_, name)| near == Some(name.as_ref()));
        todo.extend(meant.map(|(part, _)| definition.node(part.node)));
    }
    while let Some(part) = todo.pop() {
        if !spared.insert(part.id()) {
            continue;
        }
        let inside = (part.id().0..part.after().0).map(|id| definition.node(NodeId(id)));
        let references = inside.filter(|node| node.key().is_some_and(|key| key.is("$ref")));
        todo.extend(references.filter_map(|node| definition.ref_target(&node.as_str()?)));
    }
    spared
}

/// Removes a part, and the others in its circle. Not while something else refers to it: that has to go first.
fn fix(part: &UnusedPart, circle: &[NodeId], name: &str) -> Option<Fix> {
    if part.is_referred_to || circle.len() > SMALL && circle.first() != Some(&part.node) {
        return None;
    }
    let title = match circle.len() {
        2.. => format!("Remove '{name}' and what refers to it in a circle"),
        _ => format!("Remove '{name}'"),
    };
    let steps = circle.iter().map(|node| Step { file: FileRole::Definition, change: Change::Remove(*node) });
    Some(Fix { title, safety: Safety::Safe, steps: steps.collect() })
}
