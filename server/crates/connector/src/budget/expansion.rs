//! The weights of all shared schemas, and of one schema from them.

use syntax::{Node, NodeId};

use super::{OPERATION_SCHEMAS, Weight, shared_part};
use crate::definition::Definition;
use crate::reach::Reach;

/// How many steps the walks along circles of references may take in one definition.
const MOST_STEPS: u32 = 1 << 22;

/// The schemas in one place of the document.
#[derive(Debug, Default)]
pub(super) struct Schemas {
    /// What they come to, without the references that are still to follow.
    pub(super) weight: Weight,
    /// References to follow, each with the level it stands on: 0 for a schema that is nothing but a reference.
    open: Vec<(u32, u32)>,
}

impl Schemas {
    /// Reads a schema and all that stand in it. `weigh` gives the weight of what a `$ref` names, by its text and the
    /// level it stands on; with `None` the reference counts for nothing here.
    pub(super) fn read(
        definition: &Definition,
        schema: Node<'_>,
        mut weigh: impl FnMut(&str, u32) -> Option<Weight>,
    ) -> Self {
        let mut found = Self::default();
        // Where each of the schemas around the one at hand ends.
        let mut around: Vec<NodeId> = Vec::new();
        let mut next = schema.id();
        while next < schema.after() {
            let node = definition.node(next);
            next = NodeId(next.0 + 1);
            if !node.is_object() {
                continue;
            }
            let is_schema = node.id() == schema.id() || definition.document.place(node).is_schema();
            if !is_schema {
                continue;
            }
            while around.last().is_some_and(|end| *end <= node.id()) {
                around.pop();
            }
            let level = around.len() as u32;
            let reference = node.get("$ref").and_then(Node::as_str);
            let weight = if let Some(text) = &reference {
                // Beside a reference nothing counts.
                next = node.after();
                weigh(text, level)
            } else {
                around.push(node.after());
                Some(Weight::ONE)
            };
            if let Some(weight) = weight {
                let levels = level.saturating_add(weight.levels);
                found.weight = found.weight.and(Weight { levels, ..weight });
            }
        }
        found
    }
}

/// The weight of each shared part, by its place in `reach`. Parts that refer to nothing in their own circle are added
/// up from those that they refer to; a part in a circle is walked.
pub(super) fn weights(definition: &Definition, reach: &Reach) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); reach.len()];
    let mut by_group: Vec<u32> = (0..reach.len() as u32).collect();
    // No group refers to one with a higher number.
    by_group.sort_by_key(|part| reach.group(*part as usize));
    let mut steps = MOST_STEPS;
    let mut schemas: Vec<Schemas> = Vec::new();
    schemas.resize_with(reach.len(), Schemas::default);
    let mut is_open = vec![false; reach.len()];
    let mut at = 0;
    while let Some(&first) = by_group.get(at) {
        let group = reach.group(first as usize);
        let length = by_group[at..].iter().take_while(|part| reach.group(**part as usize) == group).count();
        let members = &by_group[at..at + length];
        at += length;
        let mut is_circle = false;
        for &member in members {
            let node = definition.node(reach.node(member as usize));
            let mut open = Vec::new();
            let mut read =
                Schemas::read(definition, node, |text, level| match shared_part(definition, reach, text) {
                    Some(target) if reach.group(target) == group => {
                        open.push((target as u32, level));
                        None
                    }
                    target => Some(target.map_or(Weight::ONE, |target| weights[target])),
                });
            is_circle |= !open.is_empty();
            read.open = open;
            weights[member as usize] = read.weight;
            schemas[member as usize] = read;
        }
        if is_circle {
            for &member in members {
                weights[member as usize] = walk(member, &schemas, &mut is_open, &mut steps);
            }
        }
    }
    weights
}

/// The weight of a part in a circle: what it comes to along each way that visits no part twice.
fn walk(start: u32, schemas: &[Schemas], is_open: &mut [bool], steps: &mut u32) -> Weight {
    let mut weight = schemas[start as usize].weight;
    // The parts that are being walked: each with the next of its references, and the level that it stands on.
    let mut way: Vec<(u32, usize, u32)> = vec![(start, 0, 0)];
    is_open[start as usize] = true;
    while let Some((part, next, base)) = way.last_mut() {
        let Some(&(target, level)) = schemas[*part as usize].open.get(*next) else {
            is_open[*part as usize] = false;
            way.pop();
            continue;
        };
        if *steps == 0 || weight.schemas > OPERATION_SCHEMAS {
            weight.is_at_least = true;
            break;
        }
        *steps -= 1;
        *next += 1;
        let level = base.saturating_add(level);
        let more = if is_open[target as usize] { Weight::ONE } else { schemas[target as usize].weight };
        weight = weight.and(Weight { levels: level.saturating_add(more.levels), ..more });
        if !is_open[target as usize] {
            is_open[target as usize] = true;
            way.push((target, 0, level));
        }
    }
    for (part, ..) in way {
        is_open[part as usize] = false;
    }
    weight
}
