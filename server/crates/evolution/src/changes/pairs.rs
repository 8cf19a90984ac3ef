//! Which operation of the new definition is which of the published one.

use connector::{Definition, Method, Operation, template};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::Node;

/// How an operation was found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// It has the same operationId.
    Id,
    /// It has another operationId, or lost it, but the same method and path.
    Path,
}

/// An operation before and after, as indexes into the definitions' operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) by: By,
}

/// All operations of both definitions, each once.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// Those that are in both, by their place in the new definition.
    pub(crate) kept: Vec<Pair>,
    /// Those that are gone, each with the later revision that stands in its place, if there is one.
    pub(crate) removed: Vec<(usize, Option<usize>)>,
    /// Those that are new. Not those that stand in the place of a removed one.
    pub(crate) added: Vec<usize>,
}

/// How many operations with one operationId are looked at. There should be one.
const MAX_NAMESAKES: usize = 64;

impl Pairs {
    pub(crate) fn of(old: &Definition, new: &Definition) -> Self {
        let mut matching = Matching {
            old,
            new,
            new_of_old: vec![None; old.operations.len()],
            taken: vec![false; new.operations.len()],
        };
        matching.by_id(true);
        matching.by_id(false);
        let bases = (base_path(old), base_path(new));
        matching.by_path(&bases.0, &bases.1);
        matching.by_path("", "");
        matching.finish()
    }
}

impl Pairs {
    /// The new operationId of each operation that has another one now.
    pub(super) fn renamed(&self, old: &Definition, new: &Definition) -> FxHashMap<Box<str>, Box<str>> {
        let renamed = self.kept.iter().filter(|pair| pair.by == By::Path);
        let ids = renamed.map(|pair| (&old.operations[pair.old].id, &new.operations[pair.new].id));
        ids.filter_map(|(before, after)| before.clone().zip(after.clone())).collect()
    }
}

struct Matching<'c> {
    old: &'c Definition,
    new: &'c Definition,
    new_of_old: Vec<Option<(usize, By)>>,
    taken: Vec<bool>,
}

impl Matching<'_> {
    /// Operations with the same operationId; with `exactly` only those with the same method and path, so that of
    /// namesakes each finds its own.
    fn by_id(&mut self, exactly: bool) {
        for (index, operation) in self.old.operations.iter().enumerate() {
            let (None, Some(id)) = (self.new_of_old[index], &operation.id) else { continue };
            let namesakes = self.new.operations_with_id(id).take(MAX_NAMESAKES);
            let indexes = namesakes.filter_map(|found| self.new.operation_index_around(found.node));
            let found = indexes.into_iter().find(|&found| {
                let candidate = &self.new.operations[found];
                !self.taken[found]
                    && (!exactly
                        || candidate.method == operation.method
                            && self.new.path(candidate) == self.old.path(operation))
            });
            if let Some(found) = found {
                self.take(index, found, By::Id);
            }
        }
    }

    /// Operations that are left over and have the same method and full path, names of variables aside.
    fn by_path(&mut self, old_base: &str, new_base: &str) {
        let mut by_path: FxHashMap<(Method, String), usize> = FxHashMap::default();
        for (index, operation) in self.new.operations.iter().enumerate() {
            if !self.taken[index] {
                let blanked = Template::of(new_base, &self.new.path(operation)).blanked;
                by_path.entry((operation.method, blanked)).or_insert(index);
            }
        }
        if by_path.is_empty() {
            return;
        }
        for (index, operation) in self.old.operations.iter().enumerate() {
            if self.new_of_old[index].is_none() {
                let blanked = Template::of(old_base, &self.old.path(operation)).blanked;
                if let Some(found) = by_path.remove(&(operation.method, blanked)) {
                    self.take(index, found, By::Path);
                }
            }
        }
    }

    fn take(&mut self, old: usize, new: usize, by: By) {
        self.new_of_old[old] = Some((new, by));
        self.taken[new] = true;
    }

    fn finish(mut self) -> Pairs {
        let mut pairs = Pairs::default();
        let mut successors: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (index, operation) in self.new.operations.iter().enumerate() {
            if !self.taken[index] && operation.revision() > 1 {
                successors.entry(operation.family_name().unwrap_or_default()).or_default().push(index);
            }
        }
        for (index, operation) in self.old.operations.iter().enumerate() {
            if let Some((new, by)) = self.new_of_old[index] {
                pairs.kept.push(Pair { old: index, new, by });
                continue;
            }
            let family = operation.family_name().unwrap_or_default();
            let later = successors.get(family).into_iter().flatten().copied();
            let successor = later.into_iter().find(|&found| {
                !self.taken[found] && self.new.operations[found].revision() > operation.revision()
            });
            if let Some(successor) = successor {
                self.taken[successor] = true;
            }
            pairs.removed.push((index, successor));
        }
        pairs.kept.sort_by_key(|pair| pair.new);
        pairs.added = (0..self.taken.len()).filter(|&index| !self.taken[index]).collect();
        pairs
    }
}

/// The `basePath` without a slash at its end; empty if there is none.
pub(super) fn base_path(definition: &Definition) -> String {
    let base = definition.document.root().get("basePath").and_then(Node::as_str).unwrap_or_default();
    base.trim_end_matches('/').to_owned()
}

/// A full path with the names of its variables taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    /// The path with `{}` for every variable.
    pub(super) blanked: String,
    /// The names, in order.
    pub(super) variables: Vec<Box<str>>,
}

impl Template {
    pub(super) fn of(base: &str, path: &str) -> Self {
        let slash = if path.starts_with('/') { "" } else { "/" };
        let blanked = [base, slash, &template::blanked(path)].concat();
        let variables = template::variables(path).map(|variable| variable.name.into()).collect();
        Self { blanked, variables }
    }
}

/// The path names of a definition.
pub(super) fn paths(definition: &Definition) -> FxHashMap<Box<str>, Node<'_>> {
    let nodes = definition.path_items.iter().map(|path_item| definition.node(path_item.node));
    nodes.map(|node| (Box::from(node.name().as_ref()), node)).collect()
}

/// The operationIds of a definition.
pub(super) fn ids(operations: &[Operation]) -> FxHashSet<&str> {
    operations.iter().filter_map(|operation| operation.id.as_deref()).collect()
}
