//! The list of operations, in the order in which clients should show them.

use std::cmp::Reverse;

use connector::{Date, Definition, FileRole, Operation, Status, Trigger, Visibility, webhook};
use evolution::lifecycle::Successors;
use syntax::Node;

use super::fields::Reader;
use super::model::{Card, Firing, Group, Mark, Place};
use super::schemas::DESCRIPTION_LENGTH;
use crate::open_changes::OpenChanges;
use crate::words;

/// How much of a title is shown, in characters.
const TITLE_LENGTH: usize = 200;

/// All operations that makers see, in order: triggers and actions mixed. Each with its index in
/// [`Definition::operations`](connector::definition::Outline::operations).
pub(super) fn read(definition: &Definition, today: Option<Date>) -> Vec<(usize, Card)> {
    let titles: Vec<String> =
        definition.operations.iter().map(|operation| title(definition, operation)).collect();
    let families = Families::of(definition);
    let mut order: Vec<(Standing, usize)> = definition
        .operations
        .iter()
        .enumerate()
        .filter(|(_, operation)| !operation.is_internal())
        .map(|(index, _)| (families.standing(definition, index), index))
        .collect();
    order.sort_unstable();
    let mut reader = Reader::new(definition, titles.clone());
    let cards = order.into_iter().map(|(standing, index)| {
        let operation = &definition.operations[index];
        let node = definition.node(operation.node);
        let newer = families.newer(definition, index).map(|newer| titles[newer].clone());
        let family = families.of_operation.get(index).copied().flatten();
        let successors = family.map(|family| families.successors[family]).unwrap_or_default();
        let card = Card {
            operation_id: operation.id.clone(),
            route: words::route(definition, operation),
            title: titles[index].clone(),
            description: text(node, "description"),
            group: standing.group,
            is_preview: definition.effective_status(operation) == Status::Preview,
            revision: operation.revision(),
            newer,
            stage: successors.stage_of(operation, today),
            expires: operation.annotation.expires.clone().filter(|_| operation.annotation.deprecated),
            firing: firing(definition, operation),
            hint: text(node, "x-ms-trigger-hint").filter(|_| operation.trigger.is_some()),
            inputs: reader.inputs(operation),
            outputs: reader.outputs(operation),
            place: Some(Place {
                file: FileRole::Definition,
                pointer: Some(syntax::pointer::pointer(node)),
                span: node.full_span(),
            }),
            open: OpenChanges::default(),
            mark: Mark::Same,
        };
        (index, card)
    });
    cards.collect()
}

/// Where an operation stands in the list. Smaller is further up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    group: Group,
    /// Where its family begins, so that revisions stand together.
    family: usize,
    /// The newest first.
    revision: Reverse<i64>,
}

/// What the revisions of a family mean for each other.
struct Families {
    /// The family of each operation.
    of_operation: Vec<Option<usize>>,
    successors: Vec<Successors>,
    /// The newest member of each that makers should use.
    newest: Vec<Option<usize>>,
}

impl Families {
    fn of(definition: &Definition) -> Self {
        let mut of_operation = vec![None; definition.operations.len()];
        let mut newest = Vec::new();
        for (number, family) in definition.families.iter().enumerate() {
            for &member in &family.members {
                of_operation[member] = Some(number);
            }
            let is_offered = |member: &&usize| {
                let annotation = &definition.operations[**member].annotation;
                !annotation.deprecated && annotation.visibility != Visibility::Internal
            };
            newest.push(family.members.iter().rev().find(is_offered).copied());
        }
        let successors =
            definition.families.iter().map(|family| Successors::of(definition, family)).collect();
        Self { of_operation, successors, newest }
    }

    /// The member of the family to use in place of this one.
    fn newer(&self, definition: &Definition, index: usize) -> Option<usize> {
        let newest = self.newest[self.of_operation[index]?]?;
        let revision = |index: usize| definition.operations[index].revision();
        (revision(newest) > revision(index)).then_some(newest)
    }

    fn standing(&self, definition: &Definition, index: usize) -> Standing {
        let own = group(&definition.operations[index]);
        // An older revision does not stand above the one to use.
        let newer = self.newer(definition, index).map(|newer| group(&definition.operations[newer]));
        let family =
            self.of_operation[index].and_then(|family| definition.families[family].members.iter().min());
        Standing {
            group: newer.map_or(own, |newer| own.max(newer)),
            family: family.copied().unwrap_or(index),
            revision: Reverse(definition.operations[index].revision()),
        }
    }
}

fn group(operation: &Operation) -> Group {
    match operation.annotation.visibility {
        _ if operation.annotation.deprecated => Group::Deprecated,
        Visibility::Important => Group::Important,
        Visibility::Normal => Group::Normal,
        Visibility::Advanced | Visibility::Internal => Group::Advanced,
    }
}

fn firing(definition: &Definition, operation: &Operation) -> Option<Firing> {
    let trigger = operation.trigger?;
    Some(if webhook::is_webhook_trigger(definition, operation) {
        Firing::Webhook
    } else {
        Firing::Polling { is_batch: trigger == Trigger::Batch }
    })
}

fn title(definition: &Definition, operation: &Operation) -> String {
    let node = definition.node(operation.node);
    let id = || operation.id.as_deref().map(|id| words::cut(id, TITLE_LENGTH));
    let route = || words::cut(&words::route(definition, operation), TITLE_LENGTH);
    text(node, "summary").or_else(id).unwrap_or_else(route)
}

/// A member that is a text and not blank.
pub(super) fn text(node: Node<'_>, name: &str) -> Option<String> {
    let text = node.get(name)?.as_str()?;
    (!text.trim().is_empty()).then(|| words::cut(text.trim(), DESCRIPTION_LENGTH))
}
