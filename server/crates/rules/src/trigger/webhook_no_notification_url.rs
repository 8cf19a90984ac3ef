//! A webhook trigger tells the service where to call. The platform writes its address into the field of the body that
//! is marked `x-ms-notification-url`; with no field marked, the service never learns it, and [the file is
//! refused](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//!
//! A trigger that asks for lists by POST, and has no `x-ms-notification-content`, polls and needs no address.
//!
//! ## Bad
//!
//! ```json /paths/~1subscriptions/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": ["callbackUrl"],
//!   "properties": {
//!     "callbackUrl": {
//!       "type": "string",
//!       "x-ms-summary": "Callback URL",
//!       "description": "Where the events go."
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1subscriptions/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": ["callbackUrl"],
//!   "properties": {
//!     "callbackUrl": {
//!       "type": "string",
//!       "x-ms-summary": "Callback URL",
//!       "description": "Where the events go.",
//!       "x-ms-visibility": "internal",
//!       "x-ms-notification-url": true
//!     }
//!   }
//! }
//! ```
//!
//! ## Fix
//!
//! Marks the field whose name says that it is for an address, hides it and makes it required.

use connector::webhook::{Link, URL, has_url, is_webhook_trigger};
use connector::{Definition, Operation};
use syntax::Node;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::webhooks::{hide, is_uncertain, offer, require, require_parameter};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/webhook-no-notification-url",
    summary: "A webhook trigger has no field for the address to call",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["WebhookOperationsMissingNotificationUrlProperty"],
    check: Check::Operation(check),
};

/// Parts of the names that fields for addresses have, the surest first.
const NAMES: [&str; 6] = ["callbackurl", "notificationurl", "webhookurl", "callback", "hookurl", "url"];

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let node = definition.node(operation.node);
    if !is_whole(node)
        || !is_webhook_trigger(definition, operation)
        || has_url(definition, operation)
        || is_uncertain(definition, operation)
    {
        return;
    }
    let field = likely_field(definition, operation);
    let advice = match field {
        Some(field) => format!("Mark '{}' with '{URL}'.", field.property.name()),
        None => format!("Add a field to the body and mark it with '{URL}'."),
    };
    let message = format!("The service is not told where to call. {advice}");
    let finding = context.on_key(node, message);
    let (Some(field), Some(body)) = (field, definition.body_parameter(operation)) else { return };
    let property = definition.resolve(field.property).unwrap_or(field.property);
    let mut changes = vec![crate::Change::Insert {
        object: property.id(),
        name: URL.to_owned(),
        value: "true".to_owned(),
        after: None,
    }];
    if connector::Visibility::of(property) != connector::Visibility::Internal {
        changes.push(hide(property));
    }
    if !field.is_required(definition) {
        changes.extend(require(field));
    }
    if !body.required {
        changes.push(require_parameter(definition.parameter_node(body)));
    }
    offer(finding, &format!("Mark '{}' with '{URL}'", field.property.name()), changes);
}

/// The text field of the body whose name is most like that of an address.
fn likely_field<'d>(definition: &'d Definition, operation: &'d Operation) -> Option<Link<'d>> {
    let body = definition.body_parameter(operation)?;
    let schema = definition.parameter_node(body).get("schema")?;
    let object = definition.resolve(schema)?;
    let fields: Vec<Node<'d>> = object.get("properties").into_iter().flat_map(Node::members).collect();
    let is_text = |field: &&Node<'d>| {
        let kind = definition.resolve(**field).and_then(|schema| schema.get("type")).and_then(Node::as_str);
        kind.is_some_and(|kind| kind == "string")
    };
    let plain = |name: &str| name.to_ascii_lowercase().replace(['_', '-'], "");
    let property = NAMES
        .iter()
        .find_map(|part| fields.iter().filter(is_text).find(|field| plain(&field.name()).ends_with(part)))?;
    Some(Link { object, holder: object, property: *property })
}
