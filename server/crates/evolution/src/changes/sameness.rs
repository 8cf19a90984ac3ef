//! Which parts of two definitions mean the same, shared parts that they refer to included.

use std::ops::Range;

use connector::Definition;
use connector::definition::{Section, parse_ref};
use connector::fingerprint::Fingerprints;
use rustc_hash::FxHashMap;
use syntax::{Node, NodeId, Tree};

/// Answers in one step whether two nodes mean the same, so that a comparison only looks at what differs.
///
/// Two nodes mean the same if they say the same and nothing that they refer to, however far, says something else. For
/// the second half, every node is marked that holds a reference to a shared part which changed or refers on to one
/// that did.
pub(super) struct Sameness {
    pub(super) old: Fingerprints,
    pub(super) new: Fingerprints,
    old_leads_to_change: Vec<bool>,
    new_leads_to_change: Vec<bool>,
}

impl Sameness {
    pub(super) fn of(old: &Definition, new: &Definition) -> Self {
        let prints = (Fingerprints::of(old.tree()), Fingerprints::of(new.tree()));
        let mut names = Names::default();
        let old_parts = parts(old, &mut names);
        let new_parts = parts(new, &mut names);
        let old_references = references(old.tree(), &mut names);
        let new_references = references(new.tree(), &mut names);
        let changed = changed_parts(&names, (&old_parts, &prints.0), (&new_parts, &prints.1));
        let leads = names.leading_to(changed, [(&old_parts, &old_references), (&new_parts, &new_references)]);
        Self {
            old_leads_to_change: holders(old.tree(), &old_references, &leads),
            new_leads_to_change: holders(new.tree(), &new_references, &leads),
            old: prints.0,
            new: prints.1,
        }
    }

    /// Whether a node of the old definition and one of the new mean the same.
    pub(super) fn same(&self, old: Node<'_>, new: Node<'_>) -> bool {
        self.old.get(old) == self.new.get(new)
            && !self.old_leads_to_change.get(old.id().index()).is_some_and(|leads| *leads)
            && !self.new_leads_to_change.get(new.id().index()).is_some_and(|leads| *leads)
    }

    /// [`Self::same`] for what may be absent.
    pub(super) fn same_or_absent(&self, old: Option<Node<'_>>, new: Option<Node<'_>>) -> bool {
        match (old, new) {
            (Some(old), Some(new)) => self.same(old, new),
            (None, None) => true,
            _ => false,
        }
    }
}

const SECTIONS: [Section; 3] = [Section::Definitions, Section::Parameters, Section::Responses];

/// Numbers for the names of shared parts, the same in both definitions.
#[derive(Default)]
struct Names {
    numbers: [FxHashMap<Box<str>, usize>; 3],
    count: usize,
}

impl Names {
    fn number(&mut self, section: Section, name: &str) -> usize {
        let numbers = &mut self.numbers[section as usize];
        if let Some(&number) = numbers.get(name) {
            return number;
        }
        numbers.insert(Box::from(name), self.count);
        self.count += 1;
        self.count - 1
    }

    /// The parts that are marked, and all that refer to one of those.
    fn leading_to(&self, mut marked: Vec<bool>, sides: [(&Parts, &Vec<(NodeId, usize)>); 2]) -> Vec<bool> {
        let mut referrers: Vec<Vec<usize>> = vec![Vec::new(); self.count];
        for (parts, references) in sides {
            for &(node, target) in references {
                if let Some(part) = parts.around(node) {
                    referrers[target].push(part);
                }
            }
        }
        let mut todo: Vec<usize> = (0..self.count).filter(|&part| marked[part]).collect();
        while let Some(part) = todo.pop() {
            for &referrer in &referrers[part] {
                if !std::mem::replace(&mut marked[referrer], true) {
                    todo.push(referrer);
                }
            }
        }
        marked
    }
}

/// The shared parts of one definition in document order, each with the ids of its subtree and its number.
struct Parts<'d> {
    ranges: Vec<(Range<NodeId>, usize)>,
    definition: &'d Definition,
}

impl Parts<'_> {
    fn around(&self, node: NodeId) -> Option<usize> {
        let index = self.ranges.partition_point(|(range, _)| range.start <= node).checked_sub(1)?;
        self.ranges[index].0.contains(&node).then_some(self.ranges[index].1)
    }
}

fn parts<'d>(definition: &'d Definition, names: &mut Names) -> Parts<'d> {
    let mut ranges = Vec::new();
    for section in SECTIONS {
        let members = definition.document.root().get(section.name()).into_iter().flat_map(Node::members);
        ranges.extend(members.map(|part| (part.id()..part.after(), names.number(section, &part.name()))));
    }
    ranges.sort_unstable_by_key(|(range, _)| range.start);
    Parts { ranges, definition }
}

/// Every reference to a shared part: its node and the number of the part.
fn references(tree: &Tree, names: &mut Names) -> Vec<(NodeId, usize)> {
    let nodes = tree.nodes().filter(|node| node.is_string() && node.key().is_some_and(|key| key.is("$ref")));
    nodes
        .filter_map(|node| {
            let text = node.as_str()?;
            let target = parse_ref(&text)?;
            Some((node.id(), names.number(target.section, &target.name)))
        })
        .collect()
}

/// Which parts say something else, or are there on one side only. Of duplicates the last counts.
fn changed_parts(
    names: &Names,
    old: (&Parts<'_>, &Fingerprints),
    new: (&Parts<'_>, &Fingerprints),
) -> Vec<bool> {
    let prints = |(parts, prints): (&Parts<'_>, &Fingerprints)| {
        let mut found = vec![None; names.count];
        for (range, part) in &parts.ranges {
            found[*part] = Some(prints.get(parts.definition.node(range.start)));
        }
        found
    };
    prints(old).iter().zip(prints(new)).map(|(old, new)| *old != new).collect()
}

/// Marks all nodes that hold a reference to a marked part.
fn holders(tree: &Tree, references: &[(NodeId, usize)], marked: &[bool]) -> Vec<bool> {
    let mut holds = vec![false; tree.len()];
    for &(reference, target) in references {
        if !marked[target] {
            continue;
        }
        let mut node = Some(tree.node(reference));
        while let Some(holder) = node {
            if std::mem::replace(&mut holds[holder.id().index()], true) {
                break;
            }
            node = holder.parent();
        }
    }
    holds
}
