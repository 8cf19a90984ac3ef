//! What an operation leaves out about its family, revision, status and visibility.

use connector::{Connector, Definition, FileRole, Operation};
use evolution::lifecycle::{Plan, Step, plan};
use syntax::{Span, TextEdit};
use vocabulary::lifecycle;

use super::{InlayHint, end_of};

/// Adds the hints of the operations in a range.
pub(super) fn add(hints: &mut Vec<InlayHint>, definition: &Definition, range: Span) {
    let span = |operation: &Operation| definition.node(operation.node).span();
    let first = definition.operations.partition_point(|operation| span(operation).end < range.start);
    let operations = definition.operations.iter().enumerate().skip(first);
    let within = operations.take_while(|(_, operation)| span(operation).start <= range.end);
    hints.extend(within.filter_map(|(index, operation)| hint(definition, index, operation)));
}

/// The edits of the definition that write what an operation implies. Empty if that cannot be done now.
pub fn explicit_edits(connector: &Connector, operation: usize) -> Vec<TextEdit> {
    let files = match plan(connector, operation, &Step::Explicit) {
        Plan::Ready { edits, .. } => edits,
        Plan::Refused { .. } => Vec::new(),
    };
    let definition = files.into_iter().find(|(file, _)| *file == FileRole::Definition);
    definition.map_or_else(Vec::new, |(_, edits)| edits)
}

fn hint(definition: &Definition, index: usize, operation: &Operation) -> Option<InlayHint> {
    let value = |name: &str| match name {
        "family" => operation.id.as_deref().map(|id| format!("family {id}")),
        "revision" => Some(format!("revision {}", operation.revision())),
        _ => Some(definition.effective_status(operation).name().to_owned()),
    };
    let implied = operation.annotation.implied();
    let implied: Vec<(&str, String)> = implied.filter_map(|name| Some((name, value(name)?))).collect();
    if implied.is_empty() {
        return None;
    }
    let mut reasons: Vec<&str> = implied.iter().filter_map(|(name, _)| lifecycle::implied(name)).collect();
    let mut values: Vec<&str> = implied.iter().map(|(_, value)| value.as_str()).collect();
    if definition.node(operation.node).get(VISIBILITY).is_none() {
        values.push("normal visibility");
        reasons.push(lifecycle::NO_VISIBILITY);
    }
    Some(InlayHint {
        offset: place(definition, operation),
        operation: Some(index),
        label: values.join(" · "),
        tooltip: reasons.join("\n"),
    })
}

const VISIBILITY: &str = "x-ms-visibility";

/// Behind the operationId; in an operation without one behind its opening brace.
fn place(definition: &Definition, operation: &Operation) -> u32 {
    let id = operation.id_node.map(|id| definition.node(id)).filter(|id| !id.span().is_empty());
    id.map_or_else(|| definition.node(operation.node).span().start + 1, end_of)
}
