//! When a flow with a webhook trigger is switched off, the platform ends the subscription with a DELETE call to the
//! address that the service gave when it began. Without such an operation subscriptions pile up at the service, which
//! goes on calling addresses where nobody listens.
//! ([How to write one](https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger))
//!
//! Nothing is reported when the definition has any DELETE operation.
//!
//! ## Bad
//!
//! ```json /paths/~1subscriptions~1{subscriptionId}
//! {
//!   "get": {
//!     "summary": "Get subscription",
//!     "description": "Gets a subscription.",
//!     "operationId": "GetSubscription",
//!     "x-ms-visibility": "internal",
//!     "parameters": [
//!       {
//!         "name": "subscriptionId",
//!         "in": "path",
//!         "required": true,
//!         "type": "string",
//!         "x-ms-summary": "Subscription ID",
//!         "description": "The subscription to get.",
//!         "x-ms-url-encoding": "single"
//!       }
//!     ],
//!     "responses": {
//!       "200": {
//!         "description": "The item.",
//!         "schema": { "$ref": "#/definitions/Item" }
//!       },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1subscriptions~1{subscriptionId}/delete/description
//! "Ends a subscription when its flow is switched off."
//! ```
//!
//! ## Fix
//!
//! Adds a hidden DELETE operation below the path of the trigger. Change its path to what the service has.

use std::fmt::Write as _;

use connector::template::variables;
use connector::webhook::is_webhook_trigger;
use connector::{Definition, FileRole, Method, Operation, revision_mark};
use rustc_hash::FxHashMap;
use syntax::Node;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::naming::pascal_case;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/webhook-no-delete",
    summary: "Nothing ends the subscription of a webhook trigger",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    let mut operations = definition.operations.iter();
    if operations.any(|operation| operation.method == Method::Delete) {
        return;
    }
    let mut below: Option<FxHashMap<String, Node<'_>>> = None;
    for operation in &definition.operations {
        if !is_webhook_trigger(definition, operation) {
            continue;
        }
        let below = below.get_or_insert_with(|| paths_of_one(definition));
        let fix = scaffold(definition, operation, below);
        let node = definition.node(operation.node);
        let message = "No operation ends the subscription when the flow is switched off. Add one with the method \
                       'delete'.";
        let finding = context.on_key(node, message);
        if let Some(change) = fix {
            finding.fix(Fix::unsafe_("Add an operation that ends it", FileRole::Definition, change));
        }
    }
}

/// The path items for one of something, such as `/items/{id}`, by the path without the variable.
fn paths_of_one(definition: &Definition) -> FxHashMap<String, Node<'_>> {
    let path_items = definition.path_items.iter().map(|path_item| definition.node(path_item.node));
    let of_one = path_items.filter_map(|path_item| {
        let path = path_item.name();
        let (base, variable) = path.strip_suffix('}')?.rsplit_once("/{")?;
        (!variable.contains(['{', '}', '/'])).then(|| (base.to_owned(), path_item))
    });
    of_one.collect()
}

/// A DELETE operation for one subscription: in the path item for one if there is one, else in a new one.
fn scaffold(
    definition: &Definition,
    operation: &Operation,
    below: &FxHashMap<String, Node<'_>>,
) -> Option<Change> {
    let path_item = definition.node(definition.path_item(operation).node);
    let paths = path_item.parent()?;
    let path = definition.path(operation);
    let existing = below.get(path.trim_end_matches('/'));
    let target = match existing {
        Some(existing) => existing.name().into_owned(),
        None => format!("{}/{{subscriptionId}}", path.trim_end_matches('/')),
    };
    let delete = delete(definition, operation, &target)?;
    Some(match existing {
        Some(existing) => {
            Change::Insert { object: existing.id(), name: "delete".to_owned(), value: delete, after: None }
        }
        None => Change::Insert {
            object: paths.id(),
            name: target,
            value: format!("{{\"delete\":{delete}}}"),
            after: Some(path.into_owned()),
        },
    })
}

fn delete(definition: &Definition, operation: &Operation, path: &str) -> Option<String> {
    let trigger = operation.id.as_deref().map_or("Webhook", |id| revision_mark(id).0);
    let id = (0..).find_map(|count| {
        let end = if count == 0 { String::new() } else { count.to_string() };
        let id = format!("Delete{}Subscription{end}", pascal_case(trigger));
        definition.operation(&id).is_none().then_some(id)
    })?;
    let mut parameters = String::new();
    for variable in variables(path) {
        let comma = if parameters.is_empty() { "" } else { "," };
        let _ = write!(
            parameters,
            "{comma}{{\"name\":{},\"in\":\"path\",\"required\":true,\"type\":\"string\",\"x-ms-summary\":{},\
             \"description\":{},\"x-ms-url-encoding\":\"single\"}}",
            quote(variable.name),
            quote(&crate::naming::title_case(variable.name)),
            quote("A part of the address of the subscription.")
        );
    }
    Some(format!(
        "{{\"summary\":{},\"description\":\"Ends a subscription.\",\"operationId\":{},\"x-ms-visibility\":\"internal\",\
         \"parameters\":[{parameters}],\"responses\":{{\"204\":{{\"description\":\"The subscription has ended.\"}},\
         \"default\":{{\"description\":\"Operation failed.\"}}}}}}",
        quote(&format!("Delete subscription of {trigger}")),
        quote(&id),
    ))
}
