//! What the rules on webhook operations share: how each address is visited, and how the way to it is corrected.

use connector::webhook::{Link, NotificationUrl, is_unclear, is_webhook_part, urls};
use connector::{Definition, Operation, Parameter};
use syntax::Node;

use crate::Context;
use crate::finding::Finding;
use crate::fix::{Change, Fix, Safety, Step};

/// Lists a property under `required` of its object; `None` where something else stands there.
pub(crate) fn require(link: Link<'_>) -> Option<Change> {
    let name = syntax::edit::quote(&link.property.name());
    match link.holder.get("required") {
        Some(list) if list.is_array() => Some(Change::Append(list.id(), name)),
        Some(_) => None,
        None => Some(Change::Insert {
            object: link.holder.id(),
            name: "required".to_owned(),
            value: format!("[{name}]"),
            after: Some("type".to_owned()),
        }),
    }
}

/// Makes a parameter required.
pub(crate) fn require_parameter(parameter: Node<'_>) -> Change {
    match parameter.get("required") {
        Some(written) => Change::Replace(written.id(), "true".to_owned()),
        None => Change::Insert {
            object: parameter.id(),
            name: "required".to_owned(),
            value: "true".to_owned(),
            after: Some("in".to_owned()),
        },
    }
}

/// Hides a field from makers.
pub(crate) fn hide(schema: Node<'_>) -> Change {
    match schema.get("x-ms-visibility") {
        Some(written) => Change::Replace(written.id(), "\"internal\"".to_owned()),
        None => Change::Insert {
            object: schema.id(),
            name: "x-ms-visibility".to_owned(),
            value: "\"internal\"".to_owned(),
            after: None,
        },
    }
}

/// Offers several changes to the definition as one.
pub(crate) fn offer(finding: &mut Finding, title: &str, changes: Vec<Change>) {
    if changes.is_empty() {
        return;
    }
    let file = connector::FileRole::Definition;
    let steps = changes.into_iter().map(|change| Step { file, change }).collect();
    finding.fix(Fix { title: title.to_owned(), safety: Safety::Unsafe, steps });
}

/// Calls `look` for every field that receives an address in a webhook operation, each field once.
pub(crate) fn each_url(
    context: &mut Context<'_>,
    mut look: impl FnMut(&mut Context<'_>, &NotificationUrl<'_>),
) {
    // What is said about an address may stand in the part that is still missing.
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    // Addresses in other operations have a finding of their own.
    for operation in definition.operations.iter().filter(|operation| is_webhook_part(definition, operation)) {
        for url in urls(definition, operation).filter(|url| url.is_first_in(operation)) {
            look(context, &url);
        }
    }
}

/// Whether anything about the inputs of an operation is unknown, so that an address may be there unseen.
pub(crate) fn is_uncertain(definition: &Definition, operation: &Operation) -> bool {
    const OPEN: [&str; 2] = ["x-ms-dynamic-schema", "x-ms-dynamic-properties"];
    let unknown_schema = |body: &Parameter| match definition.parameter_node(body).get("schema") {
        None => true,
        Some(schema) => {
            definition.resolve(schema).is_none_or(|schema| OPEN.iter().any(|name| schema.get(name).is_some()))
        }
    };
    is_unclear(definition, operation)
        || definition.parameters(operation).iter().any(|parameter| parameter.is_unresolved)
        || definition.body_parameter(operation).is_some_and(unknown_schema)
}
