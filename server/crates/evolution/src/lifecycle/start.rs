//! Starting a revision.

use std::ops::ControlFlow;

use connector::summary::{SUMMARY_LIMIT, is_too_long, summary_of};
use connector::{Connector, ReferenceKind, Status, Target, Visibility, revision_mark};
use syntax::{JsonEditor, Node};

use super::members::{self, Annotation};
use super::names::{self, revision_path};
use super::path_items::{self, site};
use super::plan::{Draft, Outcome, refuse};
use super::policies::{self, Joining};
use super::subject::{Subject, called};

/// Adds the next revision as a copy of this one, which moves to the background.
pub(super) fn start(subject: &Subject<'_>, same_backend: bool) -> Outcome<Draft> {
    let revision = subject.revision()?;
    let family = subject.family_name();
    if let Some(newer) = subject.newer().map(|newer| &subject.definition.operations[newer]) {
        return refuse(format!(
            "'{family}' has a newer revision already: {}, revision {}. Start the next one from there.",
            called(subject.definition, newer),
            newer.revision()
        ));
    }
    let new = NewRevision::after(subject, revision)?;
    let next = new.revision;
    free_id(subject.connector, &new.id, None)?;
    let mut draft = Draft::default();
    let base = base_path(subject, &subject.path(), &mut draft);
    let path = revision_path(&base, next);
    let site = site(subject.definition, &path, subject.operation.method, subject.path_item_node(), None)?;

    let mut copy = JsonEditor::new(subject.tree());
    new.apply(&mut copy, subject.node, revision_mark(subject.id).1, &mut draft);
    let copied = copy.edited(subject.node);
    let mut editor = JsonEditor::new(subject.tree());
    path_items::put(&mut editor, site, &path, subject.node, |member| {
        if member == subject.node { copied.clone() } else { member.raw().to_owned() }
    });
    downplay(&mut editor, subject);
    draft.add(super::subject::DEFINITION, editor.finish());

    let route = same_backend.then_some(base.as_str());
    let joining = Joining { listed: subject.id, kept: subject.id, new: &new.id, route };
    policies::join(subject, joining, &mut draft)?;
    note_users(subject, &new.id, &mut draft);
    ControlFlow::Continue(draft)
}

/// What makes a copy of an operation a revision of its own.
pub(super) struct NewRevision<'a> {
    pub(super) id: String,
    pub(super) family: &'a str,
    pub(super) revision: i64,
}

impl<'a> NewRevision<'a> {
    /// The revision after `revision`, that of `subject`.
    pub(super) fn after(subject: &Subject<'a>, revision: i64) -> Outcome<Self> {
        let (base, mark) = revision_mark(subject.id);
        if let Some(mark) = mark.filter(|&mark| mark > 1)
            && subject.operation.annotation.revision.is_none()
        {
            return refuse(format!(
                "'{}' is called like revision {mark}, but does not say of which family. Write its family and \
                 revision first.",
                subject.id
            ));
        }
        match revision.checked_add(1) {
            Some(next) => ControlFlow::Continue(Self {
                id: format!("{base}_V{next}"),
                family: subject.family_name(),
                revision: next,
            }),
            None => refuse(format!("There is no number after {revision}.")),
        }
    }

    /// Turns an operation into the new revision. `mark` is the number that the operationId of the old one ends in.
    pub(super) fn apply<'t>(
        &self,
        editor: &mut JsonEditor<'t>,
        operation: Node<'t>,
        mark: Option<i64>,
        draft: &mut Draft,
    ) {
        editor.set_member(
            operation,
            "operationId",
            &syntax::edit::quote(&self.id),
            syntax::Placement::After("description"),
        );
        if let Some((node, summary)) = summary_of(operation)
            && !summary.trim().is_empty()
        {
            let renamed = format!("{} (V{})", names::unmarked(summary, mark).trim_end(), self.revision);
            if is_too_long(&renamed) && !is_too_long(summary) {
                draft.note(
                    format!(
                        "The summary of '{}' is longer than {} characters now. Shorten it.",
                        self.id, SUMMARY_LIMIT
                    ),
                    Some(node.span()),
                );
            }
            members::set_summary(editor, node, &renamed);
        }
        members::set_deprecated(editor, operation, false);
        let annotation = Annotation { status: Status::Preview, family: self.family, revision: self.revision };
        members::renew(editor, operation, annotation);
    }
}

/// Moves an operation to the background, now that there is a newer one.
fn downplay<'t>(editor: &mut JsonEditor<'t>, subject: &Subject<'t>) {
    let operation = subject.node;
    let deprecated = subject.operation.annotation.deprecated;
    members::set_deprecated(editor, operation, deprecated);
    // A deprecated operation is in the background already, and an internal one is not shown at all.
    let downplays = !deprecated && subject.operation.annotation.visibility != Visibility::Internal;
    if downplays {
        members::set_visibility(editor, operation, Visibility::Advanced);
    }
    members::complete(
        editor,
        (operation, subject.operation),
        subject.annotation(),
        downplays || operation.get("x-ms-visibility").is_some(),
    );
}

/// The path that revisions of the family have in common: that of revision 1, or `own`, the path that the copied
/// operation has, without the revision before it. The path of a first revision that has other variables cannot serve.
pub(super) fn base_path(subject: &Subject<'_>, own: &str, draft: &mut Draft) -> String {
    let revision = subject.operation.revision();
    if revision == 1 {
        return own.to_owned();
    }
    let own_base = names::path_base(own, revision);
    let first = subject.siblings().find(|sibling| sibling.revision() == 1);
    let Some(first) = first.map(|first| subject.definition.path(first)) else { return own_base.to_owned() };
    if names::variables(&first) != names::variables(own) {
        return own_base.to_owned();
    }
    if own_base != first {
        let message = format!(
            "The new path is made from '{first}', that of revision 1. '{}' is at '{own}'.",
            subject.id
        );
        draft.note(message, None);
    }
    first.into_owned()
}

/// Refuses an operationId that is taken, letter case aside. `leaving` is an operation that gets another one.
pub(super) fn free_id(connector: &Connector, id: &str, leaving: Option<usize>) -> Outcome<()> {
    let Some(definition) = connector.definition() else { return ControlFlow::Continue(()) };
    let stays = |&(index, _): &(usize, _)| Some(index) != leaving;
    let operations = definition.operations.iter().enumerate();
    let mut others = operations.filter(stays).map(|(_, operation)| operation);
    let same = |other: &&connector::Operation| {
        other.id.as_deref().is_some_and(|other| other.eq_ignore_ascii_case(id))
    };
    match others.find(same) {
        None => ControlFlow::Continue(()),
        Some(other) => refuse(format!(
            "The operationId '{id}' is taken: {} '{}' is called {}.",
            other.method.name(),
            definition.path(other),
            called(definition, other)
        )),
    }
}

/// Says who goes on using the old revision.
pub(super) fn note_users(subject: &Subject<'_>, new: &str, draft: &mut Draft) {
    let id = subject.id;
    let target = Target::Operation(id.into());
    let references = || subject.connector.references().to(&target);
    let outside = |node| !(subject.node.id() <= node && node < subject.node.after());
    let mut calls = references()
        .filter(|found| found.kind == ReferenceKind::DynamicCall && found.node.is_some_and(outside));
    if let Some(first) = calls.next() {
        let places = match calls.count() {
            0 => "in 1 place".to_owned(),
            more => format!("in {} places", more + 1),
        };
        let message = format!(
            "'{id}' is still called at design time {places}. Let '{new}' be called once it is ready."
        );
        draft.note_in(first.file, message, Some(first.span));
    }
    if let Some(first) = references().find(|found| found.kind == ReferenceKind::ScriptText) {
        draft.note_in(
            first.file,
            format!("The script treats '{id}' by name. Teach it '{new}' too."),
            Some(first.span),
        );
    }
}
