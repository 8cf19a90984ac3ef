//! What may take the place of a deprecated operation.

use connector::summary::{summary_of, unmarked};
use connector::{Definition, Operation, revision_mark};
use rustc_hash::FxHashMap;

use crate::revisions::ANNOTATION;

/// The operations that makers may use, by what they are recognised by.
pub(crate) struct Candidates<'d> {
    definition: &'d Definition,
    /// The index of the only operation that has this; `None`: several have.
    by_mark: FxHashMap<String, Option<usize>>,
}

impl<'d> Candidates<'d> {
    /// Those of a definition.
    pub(crate) fn of(definition: &'d Definition) -> Self {
        let mut by_mark: FxHashMap<String, Option<usize>> = FxHashMap::default();
        for (index, operation) in definition.operations.iter().enumerate() {
            if operation.annotation.deprecated || operation.is_internal() {
                continue;
            }
            for mark in marks(definition, operation) {
                by_mark
                    .entry(mark)
                    .and_modify(|known| *known = known.filter(|known| *known == index))
                    .or_insert(Some(index));
            }
        }
        Self { definition, by_mark }
    }

    /// The operationId of the only operation that surely does what `deprecated` did: it has the same operationId, the
    /// same path with the same method, or the same summary, marks of revisions and deprecation aside. `None` if there is
    /// none, or more than one.
    pub(crate) fn replacing(&self, deprecated: &Operation) -> Option<&'d str> {
        let marks = marks(self.definition, deprecated);
        let mut found = marks.iter().filter_map(|mark| self.by_mark.get(mark));
        let first = *found.next()?;
        let index = first.filter(|_| found.all(|other| *other == first))?;
        self.definition.operations[index].id.as_deref()
    }
}

/// What an operation is recognised by: each a text that says what it is, so that none is taken for another.
fn marks(definition: &Definition, operation: &Operation) -> Vec<String> {
    let (id, number) = operation.id.as_deref().map_or(("", None), revision_mark);
    let summary = summary_of(definition.node(operation.node)).map_or("", |(_, summary)| summary);
    let summary = unmarked(summary, number).trim();
    let named = [("id", id), ("summary", summary)].into_iter().filter(|(_, text)| !text.is_empty());
    let mut marks: Vec<String> =
        named.map(|(what, text)| format!("{what} {}", text.to_ascii_lowercase())).collect();
    let mut path = format!("{:?}", operation.method);
    for segment in segments(&definition.path(operation)) {
        path.push('/');
        path.push_str(segment);
    }
    marks.push(path);
    marks
}

/// The segments of a path without those that are a version: `v2`, `v1.0`.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty() && !is_version(segment))
}

fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix(['v', 'V']);
    digits.is_some_and(|digits| {
        digits.starts_with(|first: char| first.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    })
}

/// What a replacement in this file calls its API: what others in it do, else the title in small letters and digits, as
/// the platform names connectors. `None` if neither says anything.
pub(crate) fn api(definition: &Definition) -> Option<String> {
    let written = definition.operations.iter().find_map(|operation| {
        let annotation = definition.node(operation.node).get(ANNOTATION)?;
        let api = annotation.get("replacement")?.get("api")?.as_str()?.trim().to_owned();
        (!api.is_empty()).then_some(api)
    });
    let of_title = || {
        let title = definition.document.root().get("info")?.get("title")?.as_str()?;
        let name: String = title
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|character| character.to_ascii_lowercase())
            .collect();
        (!name.is_empty()).then_some(name)
    };
    written.or_else(of_title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_no_part_of_what_a_path_is_about() {
        let same = |one: &str, another: &str| segments(one).eq(segments(another));
        assert!(same("/v1/items/{id}", "/V2.1/items/{id}"));
        assert!(same("/items", "/v2/items/"));
        assert!(!same("/items", "/items/{id}"));
        assert!(!same("/visits", "/items"));
    }
}
