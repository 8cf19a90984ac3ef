//! Which portions of a definition take most of its text, and where most of its operations are.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use syntax::watch::{self, Asked};
use syntax::{Node, NodeId};

use crate::definition::{Definition, Operation};

/// How the size of a text is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// In bytes, as it is written.
    Bytes,
    /// In characters (UTF-16 code units), without the blanks between tokens.
    Characters,
}

/// An operation, a shared schema, parameter or response, or another member of the root.
#[derive(Clone, Debug)]
pub struct Portion<'d> {
    /// Where it stands.
    pub node: Node<'d>,
    /// What it is called: an operation as by [`Definition::operation_name`], anything else by the way to it from the
    /// root: `definitions/Order`.
    pub name: String,
    /// How much of the text it takes, its key included.
    pub size: u32,
}

/// A portion as it is counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sized {
    pub(crate) node: NodeId,
    /// Index into the definition's operations, if it is one.
    pub(crate) operation: Option<usize>,
    /// See [`Measure::Bytes`].
    pub(crate) bytes: u32,
    /// See [`Measure::Characters`].
    pub(crate) characters: u32,
}

/// Operations whose paths start alike.
#[derive(Clone, Debug)]
pub struct PathGroup<'d> {
    /// The start of their paths.
    pub start: String,
    /// How many operations there are.
    pub operations: u32,
    /// The first of the path items.
    pub first: Node<'d>,
}

/// How many segments all paths may share before groups are made nevertheless.
const SHARED_SEGMENTS: usize = 8;

impl Definition {
    /// The `count` largest portions of the text, the largest first; those of less than a hundredth of the largest are left
    /// out. Costs one pass over the document.
    pub fn largest_portions(&self, measure: Measure, count: usize) -> Vec<Portion<'_>> {
        let portions = self.portions();
        let size = |sized: &Sized| match measure {
            Measure::Bytes => sized.bytes,
            Measure::Characters => sized.characters,
        };
        // The largest so far, the largest first; of portions of one size the first comes first.
        let mut sizes: Vec<(Reverse<u32>, usize)> = Vec::with_capacity(count + 1);
        for (at, sized) in portions.iter().enumerate() {
            let size = Reverse(size(sized));
            let stays_before = |other: &(Reverse<u32>, usize)| other.0 <= size;
            if sizes.len() < count || sizes.last().is_some_and(|last| !stays_before(last)) {
                sizes.insert(sizes.partition_point(stays_before), (size, at));
                sizes.truncate(count);
            }
        }
        let largest = sizes.first().map_or(0, |(size, _)| size.0);
        sizes.retain(|(size, _)| size.0.saturating_mul(100) >= largest);
        let named = sizes.into_iter().map(|(size, at)| {
            let node = self.node(portions[at].node);
            let operation = portions[at].operation.map(|index| &self.operations[index]);
            let name =
                operation.map_or_else(|| self.way_to(node), |operation| self.operation_name(operation));
            Portion { node, name, size: size.0 }
        });
        named.collect()
    }

    /// All portions with their sizes. Computed at the first call: one pass over the document.
    pub(super) fn portions(&self) -> &[Sized] {
        watch::ask(Asked::Text);
        self.portions.get_or_init(|| watch::apart(|| self.read_portions()))
    }

    fn read_portions(&self) -> Vec<Sized> {
        let operations = self
            .operations
            .iter()
            .enumerate()
            .map(|(index, operation)| (self.node(operation.node), Some(index)));
        let shared = ["definitions", "parameters", "responses"];
        let members = self.document.root().members().filter(|member| member.name() != "paths");
        let others = members.flat_map(|member| {
            let is_shared = member.is_object() && shared.contains(&member.name().as_ref());
            let inner = is_shared.then(|| member.members()).into_iter().flatten();
            inner.chain((!is_shared).then_some(member)).map(|node| (node, None))
        });
        let sized = |(node, operation): (Node<'_>, Option<usize>)| Sized {
            node: node.id(),
            operation,
            bytes: node.full_span().len(),
            characters: self.characters(node, &[]),
        };
        operations.chain(others).map(sized).collect()
    }

    /// The `count` groups with most operations, of paths that start with the same segment behind what all paths share.
    /// Groups of one operation are left out.
    pub fn path_groups(&self, count: usize) -> Vec<PathGroup<'_>> {
        let used = self.path_items.iter().filter(|path_item| !path_item.operations.is_empty());
        let paths: Vec<(String, u32, NodeId)> = used
            .map(|path_item| {
                let path = self.node(path_item.node).name().into_owned();
                (path, path_item.operations.len() as u32, path_item.node)
            })
            .collect();
        let Some((first, ..)) = paths.first() else { return Vec::new() };
        let is_shared = |segments: usize| {
            let shared = start(first, segments);
            paths.iter().all(|(path, ..)| path.len() > shared.len() && start(path, segments) == shared)
        };
        let segments = (1..SHARED_SEGMENTS).find(|&segments| !is_shared(segments)).unwrap_or(SHARED_SEGMENTS);
        let mut groups: Vec<PathGroup<'_>> = Vec::new();
        let mut by_start: FxHashMap<&str, usize> = FxHashMap::default();
        for (path, operations, node) in &paths {
            let start = start(path, segments);
            let group = *by_start.entry(start).or_insert_with(|| {
                groups.push(PathGroup { start: start.to_owned(), operations: 0, first: self.node(*node) });
                groups.len() - 1
            });
            groups[group].operations += operations;
        }
        groups.retain(|group| group.operations > 1);
        groups.sort_by_key(|group| std::cmp::Reverse(group.operations));
        groups.truncate(count);
        groups
    }

    /// What an operation is called: its operationId, or method and path if it has none.
    pub fn operation_name(&self, operation: &Operation) -> String {
        operation
            .id
            .as_deref()
            .map_or_else(|| format!("{} {}", operation.method.name(), self.path(operation)), str::to_owned)
    }

    /// The names on the way from the root to a member of it, or to a member of that.
    fn way_to(&self, node: Node<'_>) -> String {
        match node.parent().filter(|parent| parent.id() != self.document.root().id()) {
            Some(section) => format!("{}/{}", section.name(), node.name()),
            None => node.name().into_owned(),
        }
    }
}

/// The first segments of a path, without the slash behind them.
fn start(path: &str, segments: usize) -> &str {
    path.match_indices('/').nth(segments).map_or(path, |(end, _)| &path[..end])
}
