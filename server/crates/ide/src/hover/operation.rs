//! An operation: what it is called, its family, what it has open, who names it.

use std::ops::Range;

use connector::{Connector, Definition, Operation, ReferenceKind, Target};
use evolution::lifecycle::Successors;
use syntax::Node;
use vocabulary::lifecycle;

use super::member::text_of;
use super::{outline, timeline};
use crate::markup::{Line, Markup};
use crate::open_changes::{OpenChanges, of_operation};
use crate::view::View;
use crate::words;

/// How many open changes are told in full.
const MAX_CHANGES: usize = 5;
/// How much of a summary is shown, in characters.
const SUMMARY_LENGTH: usize = 120;
/// How much of a description is shown, in characters.
const DESCRIPTION_LENGTH: usize = 200;
/// How many inputs and outputs are named.
const MAX_NAMES: usize = 8;

/// All about the operation with this index.
pub(super) fn text(view: &View<'_>, index: usize) -> Option<Markup> {
    let definition = view.connector.definition()?;
    let mut text = Markup::default();
    text.paragraph(line(definition, index)?);
    add_contract(&mut text, definition, definition.operations.get(index)?);
    if let Some(stage) = stage(view, definition, index) {
        text.paragraph(stage);
    }
    add_family(&mut text, definition, index);
    add_changes(&mut text, view, index);
    let id = definition.operations.get(index)?.id.as_deref();
    text.paragraph(id.map_or_else(|| "No operationId".to_owned(), |id| references(view.connector, id)));
    Some(text)
}

/// Adds what an author says about an operation, what it takes, and what it gives.
fn add_contract(text: &mut Markup, definition: &Definition, operation: &Operation) {
    if let Some(description) = text_of(definition.node(operation.node), "description") {
        text.paragraph(words::cut(&description, DESCRIPTION_LENGTH));
    }
    let mut inputs: Vec<&str> = Vec::new();
    let parameters =
        definition.parameters(operation).iter().filter_map(|parameter| parameter.name.as_deref());
    inputs.extend(parameters);
    let outputs = definition.success_schema(operation).map_or_else(Vec::new, |answer| {
        let fields = outline::elements(definition, answer);
        fields.map_or_else(Vec::new, |fields| definition.properties(fields))
    });
    let outputs: Vec<_> = outputs.into_iter().map(Node::name).collect();
    if !inputs.is_empty() {
        text.paragraph(words::codes(Line::from("Takes "), &inputs, MAX_NAMES));
    }
    if !outputs.is_empty() {
        text.paragraph(words::codes(Line::from("Gives "), &outputs, MAX_NAMES));
    }
}

/// Several operations, each on a line.
pub(super) fn list(definition: &Definition, operations: Range<usize>) -> Markup {
    let mut text = Markup::default();
    text.list(operations.filter_map(|index| line(definition, index)).collect());
    text
}

/// An operation in one line.
fn line(definition: &Definition, index: usize) -> Option<Line> {
    let operation = definition.operations.get(index)?;
    let id = operation.id.as_deref().map_or_else(Line::default, |id| Line::default().strong(id).text(" · "));
    let line = id.code(words::route(definition, operation));
    let summary = definition.node(operation.node).get("summary").and_then(Node::as_str);
    Some(match summary.filter(|summary| !summary.trim().is_empty()) {
        Some(summary) => line.text(format!(" · {}", words::cut(summary.trim(), SUMMARY_LENGTH))),
        None => line,
    })
}

/// An operation after a few words, in short.
pub(super) fn in_words(line: Line, definition: &Definition, operation: &Operation) -> Line {
    let route = words::route(definition, operation);
    match operation.id.as_deref() {
        Some(id) => line.strong(id).text(" · ").code(route),
        None => line.code(route),
    }
}

/// How far an operation has come on its way out, and what that means.
pub(super) fn stage(view: &View<'_>, definition: &Definition, index: usize) -> Option<Line> {
    let operation = definition.operations.get(index)?;
    let family = operation.family_name().and_then(|name| definition.family(name));
    let successors = family.map(|family| Successors::of(definition, family)).unwrap_or_default();
    let stage = successors.stage_of(operation, view.today)?.name();
    Some(stage_line(stage, lifecycle::stage(stage)?))
}

/// A stage and what it means.
pub(super) fn stage_line(stage: &str, meaning: &str) -> Line {
    Line::default().strong(stage).text(format!(": {meaning}"))
}

/// Adds the family's table.
pub(super) fn add_family(text: &mut Markup, definition: &Definition, index: usize) {
    let name = definition.operations.get(index).and_then(|operation| operation.family_name());
    if let Some(family) = name.and_then(|name| definition.family(name)) {
        timeline::add(text, definition, family, index);
    }
}

fn add_changes(text: &mut Markup, view: &View<'_>, index: usize) {
    let changes = of_operation(view, index);
    let total = OpenChanges::sum(changes.iter().map(|change| change.class));
    let (Some(total), Some(published)) = (words::open_changes(total), view.published) else { return };
    text.paragraph(Line::default().strong(format!("{total} since {}", published.label)));
    let told = changes.iter().take(MAX_CHANGES).map(|change| {
        let name = change.kind.code.trim_start_matches("change/");
        Line::default().code(name).text(format!(": {} {}", change.message, change.remedy))
    });
    let more = changes.len().checked_sub(MAX_CHANGES).filter(|&more| more > 0);
    let more = more.map(|more| Line::from(format!("{more} more")));
    text.list(told.chain(more).collect());
}

/// How often an operation is named, and where.
fn references(connector: &Connector, id: &str) -> String {
    const KINDS: [(ReferenceKind, &str); 5] = [
        (ReferenceKind::DynamicCall, "in design-time calls"),
        (ReferenceKind::Policy, "in policies"),
        (ReferenceKind::ScriptOperations, "in scriptOperations"),
        (ReferenceKind::ScriptText, "in the script"),
        (ReferenceKind::Replacement, "as a replacement"),
    ];
    let target = Target::Operation(id.into());
    let total = words::count(connector.references().to(&target).count(), "reference", "references");
    let of_kind = |kind| connector.references().to(&target).filter(|found| found.kind == kind).count();
    let parts: Vec<String> = KINDS
        .iter()
        .map(|&(kind, place)| (of_kind(kind), place))
        .filter(|&(number, _)| number > 0)
        .map(|(number, place)| format!("{number} {place}"))
        .collect();
    if parts.is_empty() { total } else { format!("{total}: {}", parts.join(", ")) }
}
