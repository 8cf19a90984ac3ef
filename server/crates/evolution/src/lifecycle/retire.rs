//! Removing an operation at its end.

use std::ops::ControlFlow;

use connector::webhook::is_webhook_trigger;
use connector::{Date, Method, Operation, Reference, ReferenceKind, Script, Target};
use syntax::{JsonEditor, Node};

use super::plan::{Draft, Outcome, refuse};
use super::policies;
use super::subject::{DEFINITION, Subject, called};

/// Removes a deprecated operation whose date has passed.
pub(super) fn retire(subject: &Subject<'_>, today: Option<Date>) -> Outcome<Draft> {
    let id = subject.id;
    let annotation = &subject.operation.annotation;
    if !annotation.deprecated {
        return refuse(format!("'{id}' is not deprecated. Deprecate it first, with the date of its end."));
    }
    let Some(expires) = annotation.expires.as_deref() else {
        return refuse(format!("'{id}' has no date of its end. Write 'expires' into its annotation first."));
    };
    let Some(end) = Date::parse(expires) else {
        return refuse(format!("The end of '{id}', '{expires}', is no date. Write it as 2027-06-30."));
    };
    let Some(today) = today else {
        return refuse("The clock of this machine gives no date of today. Set it, and try again.");
    };
    if end >= today {
        return refuse(format!("'{id}' is supported until {end}. Remove it after that day."));
    }
    unreferenced(subject)?;
    unneeded_by_webhooks(subject)?;
    let mut draft = Draft::default();
    let mut editor = JsonEditor::new(subject.tree());
    let path_item = subject.path_item_node();
    let is_other = |member: &Node<'_>| *member != subject.node && Method::parse(&member.name()).is_some();
    if path_item.members().any(|member| is_other(&member)) {
        editor.remove(subject.node);
    } else {
        editor.remove(path_item);
    }
    draft.add(DEFINITION, editor.finish());
    policies::withdraw(subject, &mut draft)?;
    note_leftovers(subject, &mut draft);
    ControlFlow::Continue(draft)
}

/// Refuses as long as something else in the definition needs the operation.
fn unreferenced(subject: &Subject<'_>) -> Outcome<()> {
    let definition = subject.definition;
    let target = Target::Operation(subject.id.into());
    let needs = |found: &&Reference| {
        let is_need = matches!(found.kind, ReferenceKind::DynamicCall | ReferenceKind::Replacement);
        let outside = |node| !(subject.node.id() <= node && node < subject.node.after());
        is_need && found.node.is_some_and(outside)
    };
    let users: Vec<&Reference> = subject.connector.references().to(&target).filter(needs).collect();
    let Some(first) = users.first() else { return unscripted(subject) };
    let node = first.node.map(|node| definition.node(node));
    let by = match node.and_then(|node| definition.operation_around(node)) {
        Some(operation) => called(definition, operation),
        None => node.map_or_else(String::new, |node| format!("'{}'", syntax::pointer::pointer(node))),
    };
    let others = match users.len() {
        1 => String::new(),
        2 => " and 1 other place".to_owned(),
        more => format!(" and {} other places", more - 1),
    };
    let what =
        if first.kind == ReferenceKind::Replacement { "named as a replacement by" } else { "called by" };
    refuse(format!("'{}' is still {what} {by}{others}. Let them use another operation first.", subject.id))
}

/// Refuses as long as the script compares the running operation with this one.
fn unscripted(subject: &Subject<'_>) -> Outcome<()> {
    let names = |script: &Script| {
        let mut literals = script.literals.iter();
        literals.any(|literal| literal.names_operation && script.literal_text(literal) == subject.id)
    };
    if subject.connector.script().is_some_and(names) {
        return refuse(format!(
            "The script still treats '{}' by name. Take that out of the script first.",
            subject.id
        ));
    }
    ControlFlow::Continue(())
}

/// Refuses to remove the last operation that can end the subscriptions of webhook triggers. No name leads to it: the
/// service gives its address when a subscription begins.
fn unneeded_by_webhooks(subject: &Subject<'_>) -> Outcome<()> {
    let definition = subject.definition;
    let deletes = |operation: &&Operation| operation.method == Method::Delete;
    if subject.operation.method != Method::Delete || definition.operations.iter().filter(deletes).count() > 1
    {
        return ControlFlow::Continue(());
    }
    let mut triggers = definition.operations.iter();
    let Some(trigger) = triggers.find(|trigger| is_webhook_trigger(definition, trigger)) else {
        return ControlFlow::Continue(());
    };
    refuse(format!(
        "'{}' is the only operation that can end subscriptions of {}. Add another one first.",
        subject.id,
        called(definition, trigger)
    ))
}

/// Says what the operation leaves behind.
fn note_leftovers(subject: &Subject<'_>, draft: &mut Draft) {
    let definition = subject.definition;
    let target = Target::Operation(subject.id.into());
    let in_script = |found: &&Reference| found.kind == ReferenceKind::ScriptText;
    if let Some(found) = subject.connector.references().to(&target).find(in_script) {
        draft.note_in(found.file, format!("The script still names '{}'.", subject.id), Some(found.span));
    }
    let shared = [&definition.schemas, &definition.shared_parameters, &definition.shared_responses]
        .into_iter()
        .flatten();
    let mut unused: Vec<Node<'_>> = shared
        .map(|(_, &id)| definition.node(id))
        .filter(|part| definition.users(part.id()).eq([subject.index]))
        .collect();
    unused.sort_unstable_by_key(|part| part.id());
    if let Some(first) = unused.first() {
        let names: Vec<String> = unused.iter().map(|part| format!("'{}'", part.name())).collect();
        draft.note(format!("Nothing else uses {}.", names.join(", ")), Some(first.head_span()));
    }
}
