//! Lines above operations: where they stand in their life, who names them, and what has changed since they were
//! published. Above the definition: what has changed in all, and how much of the platform's limits is used.

use connector::{Definition, FileRole, Operation, Target};
use evolution::changes::Update;
use evolution::lifecycle::{Step, Successors};
use rustc_hash::FxHashSet;
use syntax::Span;

use crate::actions::{Outcome, step};
use crate::limits::{LimitUse, heaviest, in_short, limits};
use crate::open_changes::OpenChanges;
use crate::view::View;
use crate::words;

/// A line above a place in the definition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeLens {
    /// What it stands above, in bytes: part of one line.
    pub span: Span,
    /// What it says.
    pub title: String,
    /// What it is about.
    pub subject: LensSubject,
}

/// What a lens is about. Operations are indexes into [`Definition::operations`](connector::definition::Outline::operations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LensSubject {
    /// All changes of the connector since it was published.
    Connector,
    /// The platform's limits that the definition is near to.
    Limits,
    /// Where an operation stands, and how many places name it.
    Operation {
        /// The operation.
        operation: usize,
        /// How many places name it.
        references: usize,
    },
    /// What has changed of an operation since it was published.
    Changes {
        /// The operation.
        operation: usize,
    },
}

/// The lenses of a file, by position; only the definition has any.
pub fn code_lenses(view: &View<'_>, file: FileRole) -> Vec<CodeLens> {
    let Some(definition) = view.connector.definition().filter(|_| file == FileRole::Definition) else {
        return Vec::new();
    };
    let mut lenses = Vec::with_capacity(definition.operations.len() + 2);
    lenses.extend(of_connector(view, definition));
    lenses.extend(of_limits(definition));
    let standings = standings(view, definition);
    let changes = OpenChanges::of_operations(view);
    for (index, operation) in definition.operations.iter().enumerate() {
        let span = definition.node(operation.node).head_span();
        let references = operation.id.as_deref().map_or(0, |id| references(view, id));
        let said = words::count(references, "reference", "references");
        let title =
            standings[index].iter().chain([&said]).map(String::as_str).collect::<Vec<_>>().join(" · ");
        let subject = LensSubject::Operation { operation: index, references };
        lenses.push(CodeLens { span, title, subject });
        if let (Some(open), Some(published)) = (words::open_changes(changes[index]), view.published) {
            let title = format!("{open} since {}", published.label);
            lenses.push(CodeLens { span, title, subject: LensSubject::Changes { operation: index } });
        }
    }
    lenses
}

/// What a step is called for this operation, if it can be taken now.
pub fn title_if_ready(view: &View<'_>, operation: usize, taken: &Step) -> Option<String> {
    let action = step(*view, operation, taken)?;
    matches!(action.outcome, Outcome::Edits(_)).then_some(action.title)
}

/// The places that name an operation: file, and span in bytes.
pub fn places(view: &View<'_>, operation: usize) -> Vec<(FileRole, Span)> {
    let operation = view.connector.definition().and_then(|definition| definition.operations.get(operation));
    let Some(id) = operation.and_then(|operation| operation.id.clone()) else { return Vec::new() };
    let target = Target::Operation(id);
    let found = view.connector.references().to(&target);
    found.map(|reference| (reference.file, reference.span)).collect()
}

/// The heaviest parts of what the lens on limits names: file, and span in bytes.
pub fn heaviest_places(view: &View<'_>) -> Vec<(FileRole, Span)> {
    let Some(definition) = view.connector.definition() else { return Vec::new() };
    let shown = limits(definition).into_iter().filter(LimitUse::is_shown);
    let spans = shown.flat_map(|found| heaviest(definition, found.limit)).map(|part| part.node.head_span());
    let mut seen = FxHashSet::default();
    spans.filter(|span| seen.insert(span.start)).map(|span| (FileRole::Definition, span)).collect()
}

fn references(view: &View<'_>, id: &str) -> usize {
    view.connector.references().to(&Target::Operation(id.into())).count()
}

/// What all changes come to; `None` if nothing published is known or nothing has changed.
fn of_connector(view: &View<'_>, definition: &Definition) -> Option<CodeLens> {
    let published = view.published?;
    let update = match published.comparison.update {
        Update::None => return None,
        update => format!("{} update", update.name()),
    };
    let open = OpenChanges::of_connector(view)?;
    let counts: Vec<String> = [(open.breaking, "breaking"), (open.risky, "risky")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, class)| format!("{count} {class}"))
        .collect();
    let counts = if counts.is_empty() { String::new() } else { format!("{}; ", counts.join(", ")) };
    Some(CodeLens {
        span: definition.document.root().head_span(),
        title: format!("since {}: {counts}{update}", published.label),
        subject: LensSubject::Connector,
    })
}

/// The limits of which about half is used or more; `None` if there are none.
fn of_limits(definition: &Definition) -> Option<CodeLens> {
    let near: Vec<String> = limits(definition)
        .iter()
        .filter(|found| found.is_shown())
        .map(|found| in_short(definition, found))
        .collect();
    let span = definition.document.root().head_span();
    (!near.is_empty()).then(|| CodeLens { span, title: near.join(" · "), subject: LensSubject::Limits })
}

/// Revision, status and stage of each operation, in words.
fn standings(view: &View<'_>, definition: &Definition) -> Vec<Vec<String>> {
    let status = |operation: &Operation| definition.effective_status(operation).name().to_owned();
    // Operations without a name are in no family.
    let alone = |operation: &Operation| vec![format!("revision {}", operation.revision()), status(operation)];
    let mut standings: Vec<Vec<String>> = definition.operations.iter().map(alone).collect();
    for family in &definition.families {
        let highest = family.highest_revision(definition);
        let successors = Successors::of(definition, family);
        for &member in &family.members {
            let operation = &definition.operations[member];
            let revision = operation.revision();
            let mut said = vec![match family.members.len() {
                0 | 1 => format!("revision {revision}"),
                _ => format!("revision {revision} of {highest}"),
            }];
            said.push(status(operation));
            said.extend(successors.stage_of(operation, view.today).map(|stage| stage.name().to_owned()));
            standings[member] = said;
        }
    }
    standings
}
