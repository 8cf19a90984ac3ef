//! A call is matched with its operation by method and path, and a variable matches everything. Where one path has a word
//! and the other a variable, as in `/items/search` and `/items/{id}`, a call can fit both: the item with the id "search"
//! cannot be reached, or the search ends at the wrong operation. Microsoft's validator warns of such pairs
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! If the service has these addresses and no value is ever like the word, nothing can go wrong. Otherwise give one of
//! the operations a path of its own and lead it back with a `routerequesttoendpoint` policy.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1newest/get
//! {
//!   "summary": "Get newest item",
//!   "description": "Gets the item that was added last.",
//!   "operationId": "GetNewestItem",
//!   "responses": {
//!     "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1newest-item/get
//! {
//!   "summary": "Get newest item",
//!   "description": "Gets the item that was added last.",
//!   "operationId": "GetNewestItem",
//!   "responses": {
//!     "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use connector::{Definition, FileRole, Method};
use rustc_hash::{FxHashMap, FxHasher};

use crate::paths::mistake;
use crate::repeats::Marks;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "path/partial-duplicate",
    summary: "A call can fit the paths of two operations",
    levels: Levels::all(Severity::Info),
    fix: FixKind::None,
    microsoft: &["PartialDuplicateOperationPath"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    if !may_meet(definition) {
        return;
    }
    let paths: Vec<Cow<'_, str>> =
        definition.operations.iter().map(|operation| definition.path(operation)).collect();
    let mut tree = PathTree::default();
    for (index, path) in paths.iter().enumerate() {
        if mistake(path).is_none() {
            tree.insert(definition.operations[index].method, path, index);
        }
    }
    for (index, path) in paths.iter().enumerate() {
        let Some((other, level)) = tree.other(definition.operations[index].method, path) else { continue };
        report(context, definition, index, other, level);
    }
}

/// Whether a path may have a word where another one, as long and the same up to there, has a variable, and go on like
/// it. `false` is certain, and what most connectors are told without memory.
fn may_meet(definition: &Definition) -> bool {
    let mut with_variable = Marks::default();
    each_part(definition, |before, part, next| {
        if part.is_variable() {
            with_variable.add(&(before, next));
            with_variable.add(&before);
        }
        false
    });
    each_part(definition, |before, part, next| {
        let goes_on_like = || match next {
            Some(next) if !next.is_variable() => {
                with_variable.may_have(&(before, Some(next)))
                    || with_variable.may_have(&(before, Some(Part(VARIABLE))))
            }
            Some(_) => with_variable.may_have(&before),
            None => with_variable.may_have(&(before, next)),
        };
        !part.is_variable() && goes_on_like()
    })
}

/// Calls `look` with each part of each path until it says yes, and says whether it did: with a number for the method, the
/// path's length and the parts before, with the part, and with the next one.
fn each_part(definition: &Definition, mut look: impl FnMut(u64, Part<'_>, Option<Part<'_>>) -> bool) -> bool {
    definition.operations.iter().any(|operation| {
        let path = definition.path(operation);
        let mut before = FxHasher::default();
        (operation.method, parts(&path).count()).hash(&mut before);
        let mut parts = parts(&path).peekable();
        while let Some(part) = parts.next() {
            if look(before.finish(), part, parts.peek().copied()) {
                return true;
            }
            part.hash(&mut before);
        }
        false
    })
}

/// Reports the operation `index`, which has a word where the path of `other` has a variable.
fn report(context: &mut Context<'_>, definition: &Definition, index: usize, other: usize, level: usize) {
    let (mine, theirs) = (&definition.operations[index], &definition.operations[other]);
    let (path, general) = (definition.path(mine), definition.path(theirs));
    let part = |path: &str| path.trim_matches('/').split('/').nth(level).unwrap_or_default().to_owned();
    let method = mine.method.name();
    let message = format!(
        "{method} '{path}' can be taken for {method} '{general}' with '{}' for '{}'. Change a fixed part of one path, \
         if such a value can occur.",
        part(&path),
        part(&general)
    );
    context.on_key(definition.node(mine.node), message).related(
        FileRole::Definition,
        definition.node(theirs.node).head_span(),
        "The other operation is here.",
    );
}

/// A part of a path that is one variable.
const VARIABLE: &str = "{}";

/// The parts of a path between its slashes.
fn parts(path: &str) -> impl Iterator<Item = Part<'_>> {
    path.trim_matches('/').split('/').map(Part)
}

/// A part of a path, in which the names of variables do not count.
#[derive(Clone, Copy, Debug)]
struct Part<'p>(&'p str);

impl<'p> Part<'p> {
    fn is_variable(self) -> bool {
        let name = self.0.strip_prefix('{');
        name.is_some_and(|name| name.find('}').is_none_or(|end| end + 1 == name.len()))
    }

    /// What stands before, between and behind the variables.
    fn fixed(self) -> impl Iterator<Item = &'p str> {
        let mut rest = Some(self.0);
        std::iter::from_fn(move || {
            let text = rest?;
            let variable = text.split_once('{');
            rest = variable.map(|(_, after)| after.split_once('}').map_or("", |(_, rest)| rest));
            Some(variable.map_or(text, |(fixed, _)| fixed))
        })
    }
}

impl PartialEq for Part<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.fixed().eq(other.fixed())
    }
}

impl Eq for Part<'_> {}

impl Hash for Part<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for fixed in self.fixed() {
            fixed.hash(state);
        }
        state.write_u8(b'/');
    }
}

/// All paths by their parts, so that an operation meets those that are like its own only.
#[derive(Default)]
struct PathTree<'p> {
    nodes: Vec<PathNode<'p>>,
    roots: FxHashMap<Method, usize>,
}

#[derive(Default)]
struct PathNode<'p> {
    words: FxHashMap<Part<'p>, usize>,
    variable: Option<usize>,
    operation: Option<usize>,
}

/// How many nodes are looked at for one operation. No real connector comes near; it bounds what a hostile one costs.
const BUDGET: usize = 512;

impl<'p> PathTree<'p> {
    fn add_node(&mut self) -> usize {
        self.nodes.push(PathNode::default());
        self.nodes.len() - 1
    }

    fn insert(&mut self, method: Method, path: &'p str, operation: usize) {
        let root = self.roots.get(&method).copied();
        let mut at = root.unwrap_or_else(|| {
            let root = self.add_node();
            self.roots.insert(method, root);
            root
        });
        for part in parts(path) {
            let known = self.child(at, part);
            at = known.unwrap_or_else(|| {
                let child = self.add_node();
                if part.is_variable() {
                    self.nodes[at].variable = Some(child);
                } else {
                    self.nodes[at].words.insert(part, child);
                }
                child
            });
        }
        self.nodes[at].operation.get_or_insert(operation);
    }

    fn child(&self, at: usize, part: Part<'_>) -> Option<usize> {
        let node = &self.nodes[at];
        if part.is_variable() { node.variable } else { node.words.get(&part).copied() }
    }

    /// Another operation that a call can fit, with a variable at the first part in which the two paths differ, and the
    /// number of that part (0-based). Of two such operations only one finds the other so.
    fn other(&self, method: Method, path: &str) -> Option<(usize, usize)> {
        let mut at = *self.roots.get(&method)?;
        let mut budget = BUDGET;
        for (level, part) in parts(path).enumerate() {
            if !part.is_variable()
                && let Some(variable) = self.nodes[at].variable
                && let Some(found) = self.fitting(variable, path, level + 1, &mut budget)
            {
                return Some((found, level));
            }
            at = self.child(at, part)?;
        }
        None
    }

    /// An operation below `start` whose parts fit those of `path` from `level` on.
    fn fitting(&self, start: usize, path: &str, level: usize, budget: &mut usize) -> Option<usize> {
        let rest: Vec<Part<'_>> = parts(path).skip(level).collect();
        let mut todo = vec![(start, 0)];
        while let Some((at, depth)) = todo.pop() {
            *budget = budget.checked_sub(1)?;
            let node = &self.nodes[at];
            let Some(part) = rest.get(depth) else {
                if node.operation.is_some() {
                    return node.operation;
                }
                continue;
            };
            if part.is_variable() {
                todo.extend(node.words.values().take(*budget).map(|&child| (child, depth + 1)));
            } else {
                todo.extend(node.words.get(part).map(|&child| (child, depth + 1)));
            }
            todo.extend(node.variable.map(|child| (child, depth + 1)));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of the paths finds which other one, at which part.
    fn found(paths: &[&'static str]) -> Vec<(usize, usize, usize)> {
        let mut tree = PathTree::default();
        for (index, path) in paths.iter().enumerate() {
            tree.insert(Method::Get, path, index);
        }
        let other = |(index, path): (usize, &&str)| {
            tree.other(Method::Get, path).map(|(other, level)| (index, other, level))
        };
        paths.iter().enumerate().filter_map(other).collect()
    }

    #[test]
    fn a_word_can_be_taken_for_a_variable() {
        assert_eq!(found(&["/a/{b}", "/a/c"]), [(1, 0, 1)]);
        assert_eq!(found(&["/a/{b}/", "/a/c", "/a/c/d"]), [(1, 0, 1)]);
        assert_eq!(found(&["/a/{x}/c", "/a/b/{y}"]), [(1, 0, 1)]);
        assert_eq!(found(&["/{x}/b/c", "/a/{y}/{z}"]), [(1, 0, 0)]);
        assert_eq!(found(&["/a/{b}c", "/a/bc", "/a/{b}", "/a/{x}c"]), [(0, 2, 1), (1, 2, 1), (3, 2, 1)]);
        assert_eq!(found(&["/a/{b}", "/a/{c}", "/a/b/c", "/b/c", "/A/b"]), []);
    }

    #[test]
    fn a_part_is_a_variable_if_nothing_stands_around_it() {
        for part in ["{}", "{a}", "{", "{a", "{a{b}", "", "a", "{a}b", "a{b}", "{a}{b}", "{a}}", "}"] {
            assert_eq!(Part(part).is_variable(), Part(part) == Part(VARIABLE), "{part}");
        }
    }

    #[test]
    fn many_like_paths_stay_cheap() {
        let paths: Vec<String> = (0..20_000)
            .map(
                |index| {
                    if index % 2 == 0 { format!("/a{index}/{{y}}/k") } else { format!("/{{x}}/q{index}/z") }
                },
            )
            .collect();
        let mut tree = PathTree::default();
        for (index, path) in paths.iter().enumerate() {
            tree.insert(Method::Get, path, index);
        }
        assert!(paths.iter().all(|path| tree.other(Method::Get, path).is_none()));
    }
}
