//! Operations that are revisions of one another by their names only.

use connector::{Definition, Operation, revision_mark};

use crate::revisions::{ANNOTATION, has_misspelt};
use crate::underline::is_whole;

/// The operation that this one, by its operationId, is a newer revision of, and the number in the operationId, if
/// nothing else says so: `GetItems` and 2 for a `GetItems_V2` without family and revision.
pub(crate) fn unannotated_first<'d>(
    definition: &'d Definition,
    operation: &Operation,
) -> Option<(&'d Operation, i64)> {
    let id = operation.id.as_deref()?;
    let (base, Some(number)) = revision_mark(id) else { return None };
    let first = definition.operation(base).filter(|_| number > 1)?;
    let node = definition.node(operation.node);
    // Of an id that is used twice, only the first counts.
    let is_repeated = definition.operation(id).is_none_or(|found| found.node != operation.node);
    (!is_repeated && !is_address_family(base, number) && is_bare(node)).then_some((first, number))
}

/// Whether the mark may be part of a word: `GetNetworkByIP_V4`.
fn is_address_family(base: &str, number: i64) -> bool {
    let end = base.len().checked_sub(2).and_then(|at| base.get(at..));
    matches!(number, 4 | 6) && end.is_some_and(|end| end.eq_ignore_ascii_case("ip"))
}

/// Whether an operation says nothing of family and revision, be it in a way that cannot be read.
pub(crate) fn is_bare(operation: syntax::Node<'_>) -> bool {
    let says =
        |annotation: syntax::Node<'_>, name| annotation.get(name).is_some() || has_misspelt(annotation, name);
    match operation.get(ANNOTATION) {
        Some(annotation) => {
            annotation.is_object() && !says(annotation, "family") && !says(annotation, "revision")
        }
        None => is_whole(operation) && !has_misspelt(operation, ANNOTATION),
    }
}
