//! Which operations use what: for every shared schema, parameter and response, the operations that reach it.
//!
//! Shared parts refer to each other, often in circles, so that "who uses this?" is a question about a whole graph.
//! It is answered for all parts at once: parts that reach each other form a group with the same users, and each
//! group hands its users on to the groups it refers to. That costs one pass over the tree, one over the references,
//! and one bit for each operation and group.
//!
//! From the same references it is known which parts nothing uses: those that nothing leads to but each other.

mod graph;

use std::ops::Range;

use rustc_hash::FxHashSet;
use syntax::{Node, NodeId};
use vocabulary::Place;

use self::graph::Graph;
use crate::definition::{Definition, parse_ref};

/// The users of every shared part of a definition. Made by the first call of [`Definition::users`].
#[derive(Debug)]
pub(crate) struct Reach {
    /// The shared parts in document order, each as the ids of its subtree.
    parts: Vec<Range<NodeId>>,
    /// The group of each part.
    groups: Vec<u32>,
    /// The groups that refer to themselves.
    circular: FxHashSet<u32>,
    /// One set of operations after the other, one for each group.
    users: Vec<u64>,
    /// How many words a set has.
    words: usize,
    /// The parts that nothing uses.
    unused: Vec<UnusedPart>,
    /// The `$ref`s that lead nowhere.
    lost: Vec<NodeId>,
}

/// A shared schema, parameter or response that nothing outside of the shared parts leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnusedPart {
    /// The part; its key is the name.
    pub node: NodeId,
    /// Parts with the same number refer to each other, directly or in a circle.
    pub circle: u32,
    /// An unused part outside of its circle refers to it, so that it cannot be removed alone.
    pub is_referred_to: bool,
}

/// Operations, as ascending indexes into [`Definition::operations`](crate::definition::Outline::operations).
#[derive(Clone, Debug)]
pub struct Users<'d> {
    /// What is still to come without looking at a set.
    range: Range<usize>,
    /// The rest of the set that is being read.
    set: &'d [u64],
    /// The word being read, bits already given taken out, and the index of its first operation.
    word: u64,
    first: usize,
}

impl<'d> Users<'d> {
    fn range(range: Range<usize>) -> Self {
        Self { range, set: &[], word: 0, first: 0 }
    }

    fn set(set: &'d [u64]) -> Self {
        let (word, set) = set.split_first().map_or((0, set), |(word, rest)| (*word, rest));
        Self { range: 0..0, set, word, first: 0 }
    }

    /// Whether an operation is among those that are still to come, without going through them.
    pub fn includes(&self, operation: usize) -> bool {
        if self.range.contains(&operation) {
            return true;
        }
        let Some(bit) = operation.checked_sub(self.first) else { return false };
        let word = match bit / 64 {
            0 => Some(&self.word),
            later => self.set.get(later - 1),
        };
        word.is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }
}

impl Iterator for Users<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if let Some(index) = self.range.next() {
            return Some(index);
        }
        while self.word == 0 {
            let (word, rest) = self.set.split_first()?;
            (self.word, self.set) = (*word, rest);
            self.first += 64;
        }
        let index = self.first + self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        Some(index)
    }
}

impl Definition {
    /// The operations that a node takes part in: the one it stands in, all of the path item it stands in, or all
    /// that reach the shared schema, parameter or response it stands in by `$ref`. None for a shared part that
    /// nothing refers to, and for anything else outside of `paths`.
    ///
    /// A `$ref` counts wherever it stands, also below members that the format does not know. The first call for a
    /// shared part looks at the whole document; later ones cost a binary search.
    pub fn users(&self, node: NodeId) -> Users<'_> {
        if let Some(operation) = self.operation_index_around(node) {
            return Users::range(operation..operation + 1);
        }
        if let Some(path_item) = self.path_item_index_around(node) {
            return Users::range(self.path_items[path_item].operations.clone());
        }
        let reach = self.reach();
        match reach.part_around(node) {
            Some(part) => Users::set(reach.set(reach.groups[part] as usize)),
            None => Users::range(0..0),
        }
    }

    /// A number that the nodes of shared parts have in common which lead to each other, and so have the same users;
    /// `None` outside of shared parts.
    pub fn users_group(&self, node: NodeId) -> Option<u32> {
        let is_in_path = self.path_item_index_around(node).is_some();
        let reach = self.reach();
        reach.part_around(node).filter(|_| !is_in_path).map(|part| reach.groups[part])
    }

    /// The shared schemas, parameters and responses that nothing uses, in document order: no operation, path item or
    /// other member of the document leads to them by `$ref`, in however many steps.
    ///
    /// To be on the safe side a part counts as used when a `$ref` that leads nowhere has its name, and when it is a
    /// variant of a used schema with a `discriminator`, which a value may name at run time. The first call looks at
    /// the whole document.
    pub fn unused_parts(&self) -> &[UnusedPart] {
        &self.reach().unused
    }

    /// Whether a shared schema, parameter or response refers to itself, in however many steps. `part` is the part
    /// itself. The first call looks at the whole document.
    pub fn is_circular(&self, part: NodeId) -> bool {
        let reach = self.reach();
        reach.part_around(part).is_some_and(|part| reach.circular.contains(&reach.groups[part]))
    }

    /// The values of `$ref`s that lead to no shared part, wherever they stand, in document order. Not all are strings.
    pub fn lost_references(&self) -> &[NodeId] {
        &self.reach().lost
    }

    fn path_item_index_around(&self, node: NodeId) -> Option<usize> {
        let index = self.path_items.partition_point(|path_item| path_item.node <= node).checked_sub(1)?;
        (node < self.node(self.path_items[index].node).after()).then_some(index)
    }
}

/// Something that refers to a shared part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Referrer {
    Part(u32),
    Operation(u32),
    PathItem(u32),
    /// Any other place in the document.
    Elsewhere,
}

impl Reach {
    pub(crate) fn of(definition: &Definition) -> Self {
        let sections = ["definitions", "parameters", "responses"].into_iter();
        let sections = sections.filter_map(|name| definition.document.root().get(name));
        let mut parts: Vec<Range<NodeId>> =
            sections.flat_map(|section| section.members().map(|part| part.id()..part.after())).collect();
        parts.sort_unstable_by_key(|part| part.start);
        let words = definition.operations.len().div_ceil(64);
        let mut reach = Self {
            groups: Vec::new(),
            circular: FxHashSet::default(),
            users: Vec::new(),
            words,
            parts,
            unused: Vec::new(),
            lost: Vec::new(),
        };
        let References { uses: references, lost, hints, variants } = reach.references(definition);
        reach.lost = lost;
        let steps = references.iter().filter_map(|&(referrer, to)| match referrer {
            Referrer::Part(from) => Some((from, to)),
            _ => None,
        });
        let graph = Graph::new(reach.parts.len(), steps.clone());
        let (groups, count) = graph.groups();
        reach.circular = steps
            .map(|(from, to)| (groups[from as usize], groups[to as usize]))
            .filter_map(|(from, to)| (from == to).then_some(to))
            .collect();
        reach.groups = groups;
        reach.users = vec![0; words * count];
        reach.seed(definition, &references);
        reach.hand_on(&references);
        let outside = references.iter().filter(|(referrer, _)| !matches!(referrer, Referrer::Part(_)));
        let roots = outside.map(|(_, part)| *part).chain(hints).collect();
        let used = graph.reachable(roots, variants);
        reach.unused = reach.unused(&references, &used, count);
        reach
    }

    fn references(&self, definition: &Definition) -> References {
        let mut found = References::default();
        for node in definition.tree().nodes() {
            // A property may be called `$ref`; its value is an object.
            if node.is_object() || !node.key().is_some_and(|key| key.is("$ref")) {
                continue;
            }
            let Some(text) = node.as_str() else {
                found.lost.push(node.id());
                continue;
            };
            let target = parse_ref(&text).and_then(|_| definition.ref_target(&text));
            let Some(target) = target.and_then(|target| self.part_around(target.id())) else {
                found.lost.push(node.id());
                self.hints(definition, &text, &mut found.hints);
                continue;
            };
            let target = target as u32;
            let referrer = if let Some(part) = self.part_around(node.id()) {
                if is_variant_of(definition, node, self.parts[target as usize].start) {
                    found.variants.push((target, part as u32));
                }
                Referrer::Part(part as u32)
            } else if let Some(operation) = definition.operation_index_around(node.id()) {
                Referrer::Operation(operation as u32)
            } else if let Some(path_item) = definition.path_item_index_around(node.id()) {
                Referrer::PathItem(path_item as u32)
            } else {
                Referrer::Elsewhere
            };
            found.uses.push((referrer, target));
        }
        found
    }

    /// The parts that a reference may mean that leads nowhere: those named by its last step, or by the step after the
    /// section.
    fn hints(&self, definition: &Definition, text: &str, hints: &mut Vec<u32>) {
        let last = text.rsplit(['/', '#']).next();
        let first = text.split('/').nth(2);
        let sections = [&definition.schemas, &definition.shared_parameters, &definition.shared_responses];
        for name in [last, first].into_iter().flatten() {
            for names in sections {
                let part = names.get(name).and_then(|node| self.part_around(*node));
                hints.extend(part.map(|part| part as u32));
            }
        }
    }

    /// The parts that are not used, by what refers to them.
    fn unused(&self, references: &[(Referrer, u32)], used: &[bool], groups: usize) -> Vec<UnusedPart> {
        let mut is_referred_to = vec![false; groups];
        for &(referrer, to) in references {
            if let Referrer::Part(from) = referrer
                && self.groups[from as usize] != self.groups[to as usize]
            {
                is_referred_to[self.groups[to as usize] as usize] = true;
            }
        }
        let unused = (0..self.parts.len()).filter(|&part| !used[part]);
        unused
            .map(|part| UnusedPart {
                node: self.parts[part].start,
                circle: self.groups[part],
                is_referred_to: is_referred_to[self.groups[part] as usize],
            })
            .collect()
    }

    /// How many shared parts there are.
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// A shared part.
    pub(crate) fn node(&self, part: usize) -> NodeId {
        self.parts[part].start
    }

    /// The group of a part. Parts that reach each other are in one, and none refers to one with a higher number.
    pub(crate) fn group(&self, part: usize) -> u32 {
        self.groups[part]
    }

    /// The shared part whose subtree holds this node.
    pub(crate) fn part_around(&self, node: NodeId) -> Option<usize> {
        let index = self.parts.partition_point(|part| part.start <= node).checked_sub(1)?;
        self.parts[index].contains(&node).then_some(index)
    }

    fn set(&self, group: usize) -> &[u64] {
        &self.users[group * self.words..(group + 1) * self.words]
    }

    /// Notes the operations that refer to parts directly.
    fn seed(&mut self, definition: &Definition, references: &[(Referrer, u32)]) {
        for &(referrer, part) in references {
            let operations = match referrer {
                Referrer::Part(_) | Referrer::Elsewhere => continue,
                Referrer::Operation(operation) => operation as usize..operation as usize + 1,
                Referrer::PathItem(path_item) => definition.path_items[path_item as usize].operations.clone(),
            };
            let start = self.groups[part as usize] as usize * self.words;
            for operation in operations {
                self.users[start + operation / 64] |= 1 << (operation % 64);
            }
        }
    }

    /// Hands the users of each group on. A group only refers to groups of lower numbers, so that from the highest
    /// down every group has all of its users when its turn comes.
    fn hand_on(&mut self, references: &[(Referrer, u32)]) {
        let group = |part: u32| self.groups[part as usize];
        let between_parts = references.iter().filter_map(|&(referrer, to)| match referrer {
            Referrer::Part(from) if group(from) != group(to) => Some((group(from), group(to))),
            _ => None,
        });
        let mut between: Vec<(u32, u32)> = between_parts.collect();
        between.sort_unstable_by(|one, other| other.cmp(one));
        between.dedup();
        for (from, to) in between {
            let (lower, upper) = self.users.split_at_mut(from as usize * self.words);
            let target = &mut lower[to as usize * self.words..][..self.words];
            for (word, more) in target.iter_mut().zip(&upper[..self.words]) {
                *word |= more;
            }
        }
    }
}

/// Whether the `$ref` stands in the `allOf` of a schema that builds on one with a `discriminator`.
fn is_variant_of(definition: &Definition, reference: Node<'_>, base: NodeId) -> bool {
    let is_part_of_all =
        reference.parent().is_some_and(|object| definition.document.place(object) == Place::AllOfSchema);
    is_part_of_all && definition.node(base).get("discriminator").is_some()
}

/// What the `$ref`s of a document say.
#[derive(Default)]
struct References {
    /// Who refers to which part.
    uses: Vec<(Referrer, u32)>,
    /// The `$ref`s that lead nowhere.
    lost: Vec<NodeId>,
    /// Parts whose name is in one that leads nowhere.
    hints: Vec<u32>,
    /// Parts with a discriminator, and those that build on them.
    variants: Vec<(u32, u32)>,
}

#[cfg(test)]
mod tests;
