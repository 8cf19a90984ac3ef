//! Deprecating an operation as a fix. It changes what the lifecycle's step changes, but for the annotation.

use connector::summary::{DeprecatedSummary, deprecated_summary, summary_of};
use connector::{Definition, FileRole, Operation, Visibility};
use syntax::Node;

use crate::fix::{Change, Fix};

/// A fix that deprecates an operation: flows that use it go on, and nobody finds it for a new one.
pub(crate) fn deprecate(definition: &Definition, operation: &Operation) -> Fix {
    let id = operation.id.as_deref();
    let title = id.map_or_else(|| "Deprecate it".to_owned(), |id| format!("Deprecate '{id}'"));
    let node = definition.node(operation.node);
    let fix = Fix::unsafe_(title, FileRole::Definition, set_flag(node));
    let fix = match mark_summary(node) {
        Some(change) => fix.and(FileRole::Definition, change),
        None => fix,
    };
    match node.get("x-ms-visibility") {
        Some(written) if Visibility::of(node) == Visibility::Advanced => {
            fix.and(FileRole::Definition, Change::Remove(written.id()))
        }
        _ => fix,
    }
}

fn set_flag(operation: Node<'_>) -> Change {
    match operation.get("deprecated") {
        Some(flag) => Change::Replace(flag.id(), "true".to_owned()),
        None => Change::Insert {
            object: operation.id(),
            name: "deprecated".to_owned(),
            value: "true".to_owned(),
            after: Some("operationId".to_owned()),
        },
    }
}

/// Adds "(deprecated)" to a summary that lacks it and has room for it.
pub(crate) fn mark_summary(operation: Node<'_>) -> Option<Change> {
    let (node, text) = summary_of(operation)?;
    match deprecated_summary(text) {
        DeprecatedSummary::Marked(marked) => Some(Change::Replace(node.id(), format!("\"{marked}\""))),
        DeprecatedSummary::Kept | DeprecatedSummary::TooLong => None,
    }
}
