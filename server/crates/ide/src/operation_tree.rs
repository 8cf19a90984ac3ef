//! All operations by family, for an outline.

use std::borrow::Cow;

use connector::{Definition, Family, FileRole};
use evolution::lifecycle::{Stage, Step, Successors, TimelineRow, timeline};
use syntax::{Node, Span};

use crate::actions::{Action, step};
use crate::open_changes::OpenChanges;
use crate::tally::Tally;
use crate::view::View;

/// A family with its revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyBranch {
    /// The family's name.
    pub name: Box<str>,
    /// Its revisions, the oldest first.
    pub revisions: Vec<RevisionLeaf>,
}

/// One revision of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionLeaf {
    /// What it says about its life.
    pub row: TimelineRow,
    /// Its summary as makers read it; `None` if it has none.
    pub summary: Option<String>,
    /// `x-ms-trigger` as written; `None` without one.
    pub trigger: Option<String>,
    /// Whether it is a trigger. With a word in `x-ms-trigger` that means nothing it is an action.
    pub is_trigger: bool,
    /// How far it has come on its way out.
    pub stage: Option<Stage>,
    /// The whole operation with its method, in bytes of the definition.
    pub span: Span,
    /// What to select in it: the operationId, else the method.
    pub selection: Span,
    /// What it has open since it was published.
    pub changes: OpenChanges,
    /// What was found in it.
    pub findings: Tally,
}

/// The steps of an operation's life, each as an action that says why it does not apply now, or what it changes.
/// `operation` is an index into [`Definition::operations`](connector::definition::Outline::operations); out of range there are none.
pub fn life_steps(view: &View<'_>, operation: usize) -> Vec<(Step, Action)> {
    let steps = Step::all(None, view.today).into_iter();
    steps
        .filter_map(|taken| {
            let action = step(*view, operation, &taken)?;
            Some((taken, action))
        })
        .collect()
}

/// The families in the order of the definition, then each operation that has neither operationId nor family, as one of
/// its own that is called by its method and path.
pub fn operation_tree(view: &View<'_>) -> Vec<FamilyBranch> {
    let Some(definition) = view.connector.definition() else { return Vec::new() };
    let changes = OpenChanges::of_operations(view);
    let mut is_named = vec![false; definition.operations.len()];
    for &member in definition.families.iter().flat_map(|family| &family.members) {
        is_named[member] = true;
    }
    let nameless = definition.operations.iter().enumerate().filter(|(index, _)| !is_named[*index]);
    let alone = nameless.map(|(index, operation)| {
        let name = format!("{} {}", operation.method.name().to_ascii_uppercase(), definition.path(operation));
        Family { name: name.into(), members: vec![index] }
    });
    let families = definition.families.iter().cloned().chain(alone);
    families.map(|family| branch(view, definition, family, &changes)).collect()
}

fn branch(view: &View<'_>, definition: &Definition, family: Family, changes: &[OpenChanges]) -> FamilyBranch {
    let successors = Successors::of(definition, &family);
    let leaves = timeline(definition, &family).into_iter().map(|row| {
        let operation = &definition.operations[row.operation];
        let node = definition.node(operation.node);
        let trigger = node.get("x-ms-trigger").and_then(Node::as_str);
        let summary = node.get("summary").and_then(Node::as_str);
        let id = operation.id_node.map(|id| definition.node(id)).filter(|_| operation.id.is_some());
        RevisionLeaf {
            summary: summary.filter(|text| !text.trim().is_empty()).map(Cow::into_owned),
            findings: Tally::within(view.findings, FileRole::Definition, node.full_span()),
            trigger: trigger.map(Cow::into_owned),
            is_trigger: operation.trigger.is_some(),
            stage: successors.stage_of(operation, view.today),
            span: node.full_span(),
            selection: id.map_or_else(|| node.head_span(), Node::span),
            changes: changes.get(row.operation).copied().unwrap_or_default(),
            row,
        }
    });
    let revisions = leaves.collect();
    FamilyBranch { name: family.name, revisions }
}
