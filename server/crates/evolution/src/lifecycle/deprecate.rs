//! Deprecating an operation, alone or in favour of a newer revision.

use std::ops::ControlFlow;

use connector::summary::{DeprecatedSummary, SUMMARY_LIMIT, deprecated_summary, summary_of};
use connector::{Date, Operation, Visibility};
use syntax::JsonEditor;

use super::members;
use super::names;
use super::plan::{Draft, Outcome, refuse};
use super::promote;
use super::subject::{DEFINITION, Subject, called};

/// Marks an operation as deprecated.
pub(super) fn deprecate(subject: &Subject<'_>, expires: Option<&str>) -> Outcome<Draft> {
    subject.revision()?;
    refuse_bad_date(expires)?;
    if subject.newer().is_none() && !subject.operation.annotation.deprecated {
        let active = |sibling: &&Operation| !sibling.annotation.deprecated;
        if let Some(older) = subject.siblings().find(active) {
            return refuse(format!(
                "'{}' is the newest revision, and {} before it is still active. Deprecate the older one first.",
                subject.id,
                called(subject.definition, older)
            ));
        }
    }
    let mut draft = Draft::default();
    let mut editor = JsonEditor::new(subject.tree());
    edit(&mut editor, subject, expires, &mut draft);
    draft.add(DEFINITION, editor.finish());
    draft.unless_empty(format!("'{}' is deprecated already.", subject.id))
}

/// Refuses a date that nobody could read.
fn refuse_bad_date(expires: Option<&str>) -> Outcome<()> {
    match expires.filter(|expires| Date::parse(expires).is_none()) {
        Some(expires) => refuse(format!("'{expires}' is no date. Write it as 2027-06-30.")),
        None => ControlFlow::Continue(()),
    }
}

fn edit<'t>(editor: &mut JsonEditor<'t>, subject: &Subject<'t>, expires: Option<&str>, draft: &mut Draft) {
    let operation = subject.node;
    members::set_deprecated(editor, operation, true);
    if let Some((node, summary)) = summary_of(operation) {
        match deprecated_summary(summary) {
            DeprecatedSummary::Kept => {}
            DeprecatedSummary::Marked(marked) => members::set_summary(editor, node, &marked),
            DeprecatedSummary::TooLong => draft.note(
                format!(
                    "The summary of '{}' has no room for '(deprecated)': it may have {} characters. Shorten it and \
                     add the word.",
                    subject.id,
                    SUMMARY_LIMIT
                ),
                Some(node.span()),
            ),
        }
    }
    members::remove_downplay(editor, operation);
    members::complete_with_expiry(editor, (operation, subject.operation), subject.annotation(), expires);
}

/// Deprecates an operation and puts the newest revision of its family in its place.
pub(super) fn supersede(subject: &Subject<'_>, expires: Option<&str>) -> Outcome<Draft> {
    subject.revision()?;
    refuse_bad_date(expires)?;
    let Some(newer) = subject.newer() else {
        return refuse(format!(
            "There is no newer revision than '{}' that could take its place. Start one first.",
            subject.id
        ));
    };
    let newer = Subject::of(subject.connector, newer)?;
    newer.revision()?;
    if newer.operation.annotation.deprecated {
        return refuse(format!("'{}', the newest revision, is deprecated itself.", newer.id));
    }
    let promotes = !newer.definition.is_in_production(newer.operation);
    if promotes {
        promote::promotable(&newer)?;
    }
    let mut draft = Draft::default();
    let mut editor = JsonEditor::new(subject.tree());
    edit(&mut editor, subject, expires, &mut draft);
    if promotes {
        promote::edit(&mut editor, &newer);
    }
    if let Some((node, summary)) = summary_of(newer.node) {
        let plain = names::without_revision(summary, None);
        match other_of_that_name(subject, &newer, plain) {
            Some(other) => draft.note(
                format!(
                    "The summary of '{}' keeps its mark, since {} is called '{plain}' too.",
                    newer.id,
                    called(subject.definition, other)
                ),
                Some(node.span()),
            ),
            None if !plain.is_empty() => members::set_summary(&mut editor, node, plain),
            None => {}
        }
    }
    draft.add(DEFINITION, editor.finish());
    draft.unless_empty(format!("'{}' has taken the place of '{}' already.", newer.id, subject.id))
}

/// Another operation that makers see under this summary, the superseded one aside.
fn other_of_that_name<'c>(old: &Subject<'c>, newer: &Subject<'c>, summary: &str) -> Option<&'c Operation> {
    let operations = old.definition.operations.iter().enumerate();
    let mut others = operations.filter(|(index, _)| *index != old.index && *index != newer.index);
    let is_seen = |operation: &Operation| {
        !operation.annotation.deprecated && operation.annotation.visibility != Visibility::Internal
    };
    let found = others.find(|(_, operation)| {
        is_seen(operation)
            && summary_of(old.definition.node(operation.node)).is_some_and(|(_, other)| other == summary)
    });
    found.map(|(_, operation)| operation)
}
