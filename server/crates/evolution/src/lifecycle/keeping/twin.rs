//! Which published operation an edited one was.

use connector::{Definition, Operation};

use crate::lifecycle::names::same_route;

/// The published operation that an edited one was, as an index into the operations of `published`: the one with the
/// same operationId, else one with the same method and path whose operationId is gone from `edited`. `None` if there
/// is none: the operation is new.
pub fn published_twin(published: &Definition, edited: &Definition, operation: usize) -> Option<usize> {
    let subject = edited.operations.get(operation)?;
    let find = |matches: &dyn Fn(&Operation) -> bool| published.operations.iter().position(matches);
    if let Some(id) = subject.id.as_deref()
        && let Some(same) = find(&|old| old.id.as_deref() == Some(id))
    {
        return Some(same);
    }
    let is_gone = |old: &Operation| old.id.as_deref().is_none_or(|id| edited.operation(id).is_none());
    let path = edited.path(subject);
    let at_path =
        |old: &Operation| old.method == subject.method && published.path(old) == path && is_gone(old);
    let at_route = |old: &Operation| {
        old.method == subject.method && same_route(&published.path(old), &path) && is_gone(old)
    };
    find(&at_path).or_else(|| find(&at_route))
}
