//! The comparison of two definitions while it runs: what is compared next, and what was found.

use std::collections::VecDeque;

use connector::{Definition, Operation};
use rustc_hash::FxHashMap;
use syntax::Node;

use super::pairs::{Pair, Pairs};
use super::sameness::Sameness;
use super::sheet::{Draft, Sheet, Spot};
use super::users::{Direction, Unit, Users};
use super::{Kind, words};

/// Two definitions being compared. Schemas that still have to be looked at wait in a list: nothing calls itself, so
/// that neither depth nor circles of a document matter.
pub(super) struct Walk<'c> {
    pub(super) old: &'c Definition,
    pub(super) new: &'c Definition,
    pub(super) sameness: Sameness,
    pub(super) pairs: Pairs,
    /// The new operationId of each operation that has another one now.
    renamed: FxHashMap<Box<str>, Box<str>>,
    pub(super) users: Users,
    pub(super) sheet: Sheet,
    tasks: VecDeque<Task<'c>>,
    /// How many more schemas and properties may be compared: circles of different lengths could otherwise be paired with each
    /// other in as many ways as the product of their lengths.
    pub(super) budget: usize,
}

/// Two schemas to compare.
#[derive(Clone, Copy)]
pub(super) struct Task<'c> {
    pub(super) old: Node<'c>,
    pub(super) new: Node<'c>,
    pub(super) direction: Direction,
    pub(super) unit: Unit,
    /// It is all of what an operation answers, not a part of it.
    pub(super) is_answer: bool,
}

impl<'c> Walk<'c> {
    pub(super) fn new(old: &'c Definition, new: &'c Definition) -> Self {
        let pairs = Pairs::of(old, new);
        Self {
            old,
            new,
            sameness: Sameness::of(old, new),
            renamed: pairs.renamed(old, new),
            users: Users::new(pairs.kept.len()),
            pairs,
            sheet: Sheet::default(),
            tasks: VecDeque::new(),
            budget: 10_000 + 8 * (old.tree().len() + new.tree().len()),
        }
    }

    /// The operations of a pair.
    pub(super) fn operations(&self, pair: Pair) -> (&'c Operation, &'c Operation) {
        (&self.old.operations[pair.old], &self.new.operations[pair.new])
    }

    /// Compares two schemas later, each pair of shared ones once.
    pub(super) fn visit(
        &mut self,
        unit: Unit,
        old: Node<'c>,
        new: Node<'c>,
        direction: Direction,
        is_answer: bool,
    ) {
        if self.sameness.same(old, new) {
            return;
        }
        let (Some(old_target), Some(new_target)) = (self.old.resolve(old), self.new.resolve(new)) else {
            return;
        };
        let is_shared = old_target != old || new_target != new;
        let (unit, is_new) =
            if is_shared { self.shared(unit, old_target, new_target, direction) } else { (unit, true) };
        if is_new && !self.sameness.same(old_target, new_target) {
            self.tasks.push_back(Task { old: old_target, new: new_target, direction, unit, is_answer });
        }
    }

    /// The pair of two shared nodes, and whether it is met for the first time.
    pub(super) fn shared(
        &mut self,
        from: Unit,
        old: Node<'_>,
        new: Node<'_>,
        direction: Direction,
    ) -> (Unit, bool) {
        self.users.shared(from, old.id(), new.id(), direction)
    }

    /// Whether two calls to other operations at design time are the same, also if the operation that they call was
    /// renamed: that is another change.
    pub(super) fn same_call(&self, old: Node<'c>, new: Node<'c>) -> bool {
        let mut todo = vec![(old, new)];
        while let Some((old, new)) = todo.pop() {
            if self.sameness.same(old, new) {
                continue;
            }
            if old.is_object() && new.is_object() && old.members().count() == new.members().count() {
                let twins = old.members().map(|member| Some((member, new.get(&member.name())?)));
                let Some(twins) = twins.collect::<Option<Vec<_>>>() else { return false };
                todo.extend(twins);
                continue;
            }
            let (before, after) = (old.as_str().unwrap_or_default(), new.as_str().unwrap_or_default());
            let now = self.renamed.get(before.as_ref()).map(AsRef::as_ref);
            if old.name() != "operationId" || now != Some(after.as_ref()) {
                return false;
            }
        }
        true
    }

    /// Compares all schemas that wait.
    pub(super) fn run(&mut self) {
        while let Some(task) = self.tasks.pop_front() {
            self.compare_schema(task);
        }
    }

    /// Notes a change of a part of a schema, or of a parameter that is no body.
    pub(super) fn note(
        &mut self,
        kind: &'static Kind,
        task: Task<'c>,
        old: Spot,
        new: Spot,
        detail: u64,
    ) -> Option<&mut Draft> {
        let subject = words::subject(&self.new.document, task.new, task.direction);
        let draft = self.sheet.note(kind, Some(task.unit), Some(old), Some(new), detail)?;
        draft.subject = subject;
        Some(draft)
    }
}
