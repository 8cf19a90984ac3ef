//! Which operations feel a change that was found in a shared part.

use rustc_hash::FxHashMap;
use syntax::NodeId;

/// How many operations a change names at most. Beyond, the list would be longer than anyone reads, and a document made
/// of many shared parts that all refer to each other would make it as long as the square of its size.
pub(super) const MAX_USERS: usize = 1000;

/// A pair of nodes, one of each definition, that is compared once, whoever leads there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Unit(u32);

/// Whether a shared part is looked at as something that flows send or that they receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    /// Flows send it.
    Input,
    /// Flows receive it.
    Output,
}

/// The pairs that are compared, and which leads to which. The first ones are the operations.
pub(super) struct Users {
    operations: usize,
    leads_to: Vec<Vec<Unit>>,
    known: FxHashMap<(NodeId, NodeId, Direction), Unit>,
}

impl Users {
    /// The pairs of so many operations.
    pub(super) fn new(operations: usize) -> Self {
        Self { operations, leads_to: vec![Vec::new(); operations], known: FxHashMap::default() }
    }

    /// The pair of operations with this number.
    pub(super) fn operation(number: usize) -> Unit {
        Unit(number as u32)
    }

    /// The pair of these shared nodes, reached from `from`, and whether it is met for the first time.
    pub(super) fn shared(
        &mut self,
        from: Unit,
        old: NodeId,
        new: NodeId,
        direction: Direction,
    ) -> (Unit, bool) {
        let next = Unit(self.leads_to.len() as u32);
        let unit = *self.known.entry((old, new, direction)).or_insert(next);
        let is_new = unit == next;
        if is_new {
            self.leads_to.push(Vec::new());
        }
        let targets = &mut self.leads_to[from.0 as usize];
        if targets.last() != Some(&unit) && unit != from {
            targets.push(unit);
        }
        (unit, is_new)
    }

    /// For each pair the operations that lead to it, ascending, at most [`MAX_USERS`]. What so many operations lead to
    /// already is not gone into again, so that the work stays in proportion to the references.
    pub(super) fn operations(&self) -> Vec<Vec<u32>> {
        let mut users: Vec<Vec<u32>> = vec![Vec::new(); self.leads_to.len()];
        let mut todo = Vec::new();
        for operation in 0..self.operations as u32 {
            todo.push(Unit(operation));
            while let Some(unit) = todo.pop() {
                let found = &mut users[unit.0 as usize];
                if found.last() == Some(&operation) || found.len() >= MAX_USERS {
                    continue;
                }
                found.push(operation);
                todo.extend(&self.leads_to[unit.0 as usize]);
            }
        }
        users
    }

    /// The number of this pair in [`Self::operations`].
    pub(super) fn number(unit: Unit) -> usize {
        unit.0 as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_are_found_through_circles() {
        let mut users = Users::new(3);
        let [one, two, three] = [0, 1, 2].map(Users::operation);
        let node = NodeId;
        let (a, is_new) = users.shared(one, node(1), node(1), Direction::Output);
        assert!(is_new);
        let (b, _) = users.shared(a, node(2), node(2), Direction::Output);
        assert_eq!(users.shared(b, node(1), node(1), Direction::Output), (a, false));
        assert_eq!(users.shared(two, node(2), node(2), Direction::Output), (b, false));
        let (c, is_new) = users.shared(three, node(2), node(2), Direction::Input);
        assert!(is_new);
        let operations = users.operations();
        let of = |unit: Unit| operations[Users::number(unit)].clone();
        assert_eq!((of(a), of(b), of(c)), (vec![0, 1], vec![0, 1], vec![2]));
    }

    #[test]
    fn a_long_chain_that_all_use_stays_in_proportion() {
        const COUNT: u32 = 5000;
        let mut users = Users::new(COUNT as usize);
        for operation in 0..COUNT {
            users.shared(Users::operation(operation as usize), NodeId(0), NodeId(0), Direction::Input);
        }
        let mut last = users.shared(Users::operation(0), NodeId(0), NodeId(0), Direction::Input).0;
        for part in 1..COUNT {
            last = users.shared(last, NodeId(part), NodeId(part), Direction::Input).0;
        }
        assert_eq!(users.operations()[Users::number(last)].len(), MAX_USERS);
    }
}
