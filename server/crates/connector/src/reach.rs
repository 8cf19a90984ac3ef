//! Which operations use what: for every shared schema, parameter and response, the operations that reach it.
//!
//! Shared parts refer to each other, often in circles, so that "who uses this?" is a question about a whole graph.
//! It is answered for all parts at once: parts that reach each other form a group with the same users, and each
//! group hands its users on to the groups it refers to. That costs one pass over the tree, one over the references,
//! and one bit for each operation and group.

use std::ops::Range;

use syntax::NodeId;

use crate::definition::{Definition, parse_ref};

/// The users of every shared part of a definition. Made by the first call of [`Definition::users`].
#[derive(Debug)]
pub(crate) struct Reach {
    /// The shared parts in document order, each as the ids of its subtree.
    parts: Vec<Range<NodeId>>,
    /// The group of each part.
    groups: Vec<u32>,
    /// One set of operations after the other, one for each group.
    users: Vec<u64>,
    /// How many words a set has.
    words: usize,
}

/// Operations, as ascending indexes into [`Definition::operations`].
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
}

impl Reach {
    pub(crate) fn of(definition: &Definition) -> Self {
        let sections = ["definitions", "parameters", "responses"].into_iter();
        let sections = sections.filter_map(|name| definition.document.root().get(name));
        let mut parts: Vec<Range<NodeId>> =
            sections.flat_map(|section| section.members().map(|part| part.id()..part.after())).collect();
        parts.sort_unstable_by_key(|part| part.start);
        let words = definition.operations.len().div_ceil(64);
        let mut reach = Self { groups: Vec::new(), users: Vec::new(), words, parts };
        let references = reach.references(definition);
        let graph = Graph::new(reach.parts.len(), &references);
        let (groups, count) = graph.groups();
        reach.groups = groups;
        reach.users = vec![0; words * count];
        reach.seed(definition, &references);
        reach.hand_on(&references);
        reach
    }

    /// Who refers to which part.
    fn references(&self, definition: &Definition) -> Vec<(Referrer, u32)> {
        let mut references = Vec::new();
        for node in definition.tree().nodes() {
            if !node.is_string() || !node.key().is_some_and(|key| key.is("$ref")) {
                continue;
            }
            let Some(text) = node.as_str() else { continue };
            let target = parse_ref(&text).and_then(|_| definition.ref_target(&text));
            let Some(target) = target.and_then(|target| self.part_around(target.id())) else { continue };
            let referrer = if let Some(part) = self.part_around(node.id()) {
                Referrer::Part(part as u32)
            } else if let Some(operation) = definition.operation_index_around(node.id()) {
                Referrer::Operation(operation as u32)
            } else if let Some(path_item) = definition.path_item_index_around(node.id()) {
                Referrer::PathItem(path_item as u32)
            } else {
                continue;
            };
            references.push((referrer, target as u32));
        }
        references
    }

    /// The shared part whose subtree holds this node.
    fn part_around(&self, node: NodeId) -> Option<usize> {
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
                Referrer::Part(_) => continue,
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

/// Which part refers to which, by referring part.
struct Graph {
    /// Where the targets of each part start in `targets`; one more at the end.
    starts: Vec<u32>,
    targets: Vec<u32>,
}

impl Graph {
    fn new(parts: usize, references: &[(Referrer, u32)]) -> Self {
        let mut starts = vec![0; parts + 1];
        for &(referrer, _) in references {
            if let Referrer::Part(from) = referrer {
                starts[from as usize + 1] += 1;
            }
        }
        for part in 0..parts {
            starts[part + 1] += starts[part];
        }
        let mut next = starts.clone();
        let mut targets = vec![0; starts[parts] as usize];
        for &(referrer, to) in references {
            if let Referrer::Part(from) = referrer {
                targets[next[from as usize] as usize] = to;
                next[from as usize] += 1;
            }
        }
        Self { starts, targets }
    }

    /// The group of each part, and how many groups there are: parts that reach each other are in one group, and no
    /// group refers to one with a higher number. (Tarjan's algorithm, with a stack of its own: chains of
    /// references may be as long as the document allows.)
    fn groups(&self) -> (Vec<u32>, usize) {
        const NONE: u32 = u32::MAX;
        let parts = self.starts.len() - 1;
        let mut group = vec![NONE; parts];
        let mut visited = vec![NONE; parts];
        let mut lowest = vec![NONE; parts];
        let mut open = Vec::new();
        let mut path: Vec<(u32, u32)> = Vec::new();
        let (mut visits, mut groups) = (0, 0);
        for root in 0..parts as u32 {
            if visited[root as usize] != NONE {
                continue;
            }
            path.push((root, self.starts[root as usize]));
            while let Some((part, next)) = path.last_mut() {
                let at = *part as usize;
                if visited[at] == NONE {
                    (visited[at], lowest[at]) = (visits, visits);
                    visits += 1;
                    open.push(*part);
                }
                if *next < self.starts[at + 1] {
                    let target = self.targets[*next as usize];
                    *next += 1;
                    if visited[target as usize] == NONE {
                        path.push((target, self.starts[target as usize]));
                    } else if group[target as usize] == NONE {
                        lowest[at] = lowest[at].min(visited[target as usize]);
                    }
                    continue;
                }
                path.pop();
                if let Some(&(before, _)) = path.last() {
                    lowest[before as usize] = lowest[before as usize].min(lowest[at]);
                }
                if lowest[at] == visited[at] {
                    while let Some(member) = open.pop() {
                        group[member as usize] = groups;
                        if member as usize == at {
                            break;
                        }
                    }
                    groups += 1;
                }
            }
        }
        (group, groups as usize)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use super::*;

    fn definition(text: &str) -> Definition {
        Definition::new(Arc::new(syntax::parse(text)))
    }

    fn users(definition: &Definition, schema: &str) -> Vec<usize> {
        definition.users(definition.schemas[schema]).collect()
    }

    #[test]
    fn users_are_found_through_chains_circles_and_path_items() {
        let definition = definition(
            r##"{
              "paths": {
                "/a": {
                  "parameters": [{ "$ref": "#/parameters/P" }],
                  "get": { "responses": { "200": { "schema": { "$ref": "#/definitions/A" } } } },
                  "post": { "responses": { "200": { "$ref": "#/responses/R" } } }
                },
                "/b": { "get": { "responses": { "200": { "schema": { "$ref": "#/definitions/B" } } } } }
              },
              "definitions": {
                "A": { "properties": { "b": { "$ref": "#/definitions/B" } } },
                "B": { "items": { "$ref": "#/definitions/C" } },
                "C": { "properties": { "b": { "$ref": "#/definitions/B" }, "gone": { "$ref": "#/definitions/No" } } },
                "D": { "allOf": [{ "$ref": "#/definitions/A" }, { "$ref": "#/definitions/D" }] },
                "E": { "type": "string" }
              },
              "parameters": { "P": { "in": "body", "schema": { "$ref": "#/definitions/E" } } },
              "responses": { "R": { "schema": { "$ref": "#/definitions/C" } } }
            }"##,
        );
        assert_eq!(users(&definition, "A"), [0]);
        assert_eq!(users(&definition, "B"), [0, 1, 2]);
        assert_eq!(users(&definition, "C"), [0, 1, 2]);
        assert_eq!(users(&definition, "D"), []);
        assert_eq!(users(&definition, "E"), [0, 1]);
        let parameter = definition.node(definition.shared_parameters["P"]).get("in").unwrap();
        assert_eq!(definition.users(parameter.id()).collect::<Vec<_>>(), [0, 1]);
        let in_operation = definition.node(definition.operations[2].node).get("responses").unwrap();
        assert_eq!(definition.users(in_operation.id()).collect::<Vec<_>>(), [2]);
        assert_eq!(definition.users(NodeId(0)).count(), 0);
    }

    #[test]
    fn a_long_chain_and_many_operations_stay_cheap() {
        const COUNT: usize = 3000;
        let mut text = "{\"paths\":{".to_owned();
        for index in 0..COUNT {
            let _ = write!(text, r##""/{index}":{{"get":{{"x":{{"$ref":"#/definitions/D{index}"}}}}}},"##);
        }
        text.push_str("},\"definitions\":{");
        for index in 0..COUNT {
            let next = index + 1;
            let _ = write!(text, r##""D{index}":{{"items":{{"$ref":"#/definitions/D{next}"}}}},"##);
        }
        text.push_str("}}");
        let definition = definition(&text);
        assert_eq!(users(&definition, "D0"), [0]);
        assert_eq!(users(&definition, "D70"), (0..=70).collect::<Vec<_>>());
        assert_eq!(users(&definition, &format!("D{}", COUNT - 1)).len(), COUNT);
    }

    #[test]
    fn every_group_has_the_users_that_a_plain_search_finds() {
        // A fixed pseudo-random graph, compared with a search from each operation.
        let (parts, operations) = (40, 70);
        let mut state = 7_u64;
        let mut random = |limit: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % limit
        };
        let edges: Vec<Vec<usize>> =
            (0..parts).map(|_| (0..random(3)).map(|_| random(parts)).collect()).collect();
        let roots: Vec<usize> = (0..operations).map(|_| random(parts)).collect();
        let list = |targets: &[usize]| -> String {
            let refs = targets.iter().map(|to| format!(r##"{{"$ref":"#/definitions/D{to}"}}"##));
            format!("[{}]", refs.collect::<Vec<_>>().join(","))
        };
        let mut text = "{\"paths\":{".to_owned();
        for (index, root) in roots.iter().enumerate() {
            let _ = write!(text, r#""/{index}":{{"get":{{"x":{}}}}},"#, list(&[*root]));
        }
        text.push_str("},\"definitions\":{");
        for (index, targets) in edges.iter().enumerate() {
            let _ = write!(text, r#""D{index}":{{"allOf":{}}},"#, list(targets));
        }
        text.push_str("}}");
        let definition = definition(&text);
        let mut expected = vec![Vec::new(); parts];
        for (operation, &root) in roots.iter().enumerate() {
            let (mut seen, mut todo) = (vec![false; parts], vec![root]);
            while let Some(part) = todo.pop() {
                if !std::mem::replace(&mut seen[part], true) {
                    expected[part].push(operation);
                    todo.extend(&edges[part]);
                }
            }
        }
        for (part, expected) in expected.iter().enumerate() {
            assert_eq!(&users(&definition, &format!("D{part}")), expected, "D{part}");
        }
    }
}
