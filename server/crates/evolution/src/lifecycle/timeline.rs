//! A family as rows of a table.

use connector::{Definition, Family, Method, Status, Visibility};

/// One revision of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineRow {
    /// Index into [`Definition::operations`](connector::definition::Outline::operations).
    pub operation: usize,
    /// The revision, written or implied.
    pub revision: i64,
    /// The operationId; `None` if it has none.
    pub operation_id: Option<Box<str>>,
    /// The method.
    pub method: Method,
    /// The path as written, without `basePath`.
    pub path: String,
    /// The status, written or implied.
    pub status: Status,
    /// The visibility.
    pub visibility: Visibility,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// `expires` as written.
    pub expires: Option<Box<str>>,
}

/// The members of a family of this definition, oldest revision first.
pub fn timeline(definition: &Definition, family: &Family) -> Vec<TimelineRow> {
    let members = family.members.iter().filter_map(|&index| Some((index, definition.operations.get(index)?)));
    members
        .map(|(index, operation)| TimelineRow {
            operation: index,
            revision: operation.revision(),
            operation_id: operation.id.clone(),
            method: operation.method,
            path: definition.path(operation).into_owned(),
            status: definition.effective_status(operation),
            visibility: operation.annotation.visibility,
            deprecated: operation.annotation.deprecated,
            expires: operation.annotation.expires.clone(),
        })
        .collect()
}
