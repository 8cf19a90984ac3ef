//! `x-ms-notification-url` marks the field of a body that receives the platform's address. On an operation that waits
//! for nothing, neither as a trigger nor as an action with `x-ms-notification-content`, nobody listens at that address;
//! and in a response it means nothing. [Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-notification-url)
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "properties": {
//!     "url": {
//!       "type": "string",
//!       "x-ms-summary": "URL",
//!       "description": "Where the events go.",
//!       "x-ms-notification-url": true
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "properties": {
//!     "url": {
//!       "type": "string",
//!       "x-ms-summary": "URL",
//!       "description": "Where the events go."
//!     }
//!   }
//! }
//! ```
//!
//! ## Fix
//!
//! Removes the mark. If the operation is a trigger, give it `x-ms-trigger` instead.

use connector::webhook::{URL, content, is_url};
use connector::{Definition, FileRole};
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/notification-url-without-trigger",
    summary: "An address to call goes to an operation that waits for nothing",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["NotificationUrlNotAllowedInThisPosition"],
    check: Check::Places(PLACES, check),
};

/// Where fields and parameters stand.
const PLACES: &[Place] = &[
    Place::PropertySchema,
    Place::ItemsSchema,
    Place::DefinitionSchema,
    Place::BodySchema,
    Place::ResponseSchema,
    Place::AllOfSchema,
    Place::AdditionalPropertiesSchema,
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::BodyParameter,
];

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(mark) = node.get(URL).filter(|_| is_url(node)) else { return };
    let Some(definition) = context.definition() else { return };
    let message = if is_answer(definition, node) {
        format!("'{URL}' belongs to the body of a request. In an answer it means nothing; remove it.")
    } else {
        let mut users = definition.users(node.id()).map(|user| &definition.operations[user]).peekable();
        // Of something that nothing uses, nothing is known. A trigger of an unknown kind has a finding for that.
        let waits = |operation: &connector::Operation| {
            definition.node(operation.node).get("x-ms-trigger").is_some()
                || content(definition, operation).is_some()
        };
        if users.peek().is_none() || users.any(waits) {
            return;
        }
        "The operation waits for no call, so that nobody listens at this address. Make it a trigger with \
         'x-ms-trigger', or remove the mark."
            .to_owned()
    };
    let change = Change::Remove(mark.id());
    context.on_key(mark, message).fix(Fix::unsafe_(format!("Remove '{URL}'"), FileRole::Definition, change));
}

/// Whether the schema stands in a response, directly or in what is described there.
fn is_answer(definition: &Definition, node: Node<'_>) -> bool {
    node.ancestors().any(|around| definition.document.place(around) == Place::Response)
}
