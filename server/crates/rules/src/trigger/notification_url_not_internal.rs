//! The platform fills in the address that a service is to call; makers have nothing to write there. So the field for
//! it, or something around it, has to be hidden with `"x-ms-visibility": "internal"`
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /paths/~1subscriptions/post/parameters/0/schema/properties/callbackUrl
//! {
//!   "type": "string",
//!   "x-ms-summary": "Callback URL",
//!   "description": "Where the events go.",
//!   "x-ms-notification-url": true
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1subscriptions/post/parameters/0/schema/properties/callbackUrl
//! {
//!   "type": "string",
//!   "x-ms-summary": "Callback URL",
//!   "description": "Where the events go.",
//!   "x-ms-visibility": "internal",
//!   "x-ms-notification-url": true
//! }
//! ```

use connector::webhook::NotificationUrl;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::webhooks::{each_url, hide, offer};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/notification-url-not-internal",
    summary: "Makers see the field for the address to call",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["NotificationUrlNotInternal"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    each_url(context, look);
}

fn look(context: &mut Context<'_>, url: &NotificationUrl<'_>) {
    let Some(definition) = context.definition() else { return };
    if url.is_internal(definition) {
        return;
    }
    let message = format!(
        "The platform fills in '{}' itself. Hide it from makers with \"x-ms-visibility\": \"internal\".",
        url.name()
    );
    let finding = context.on_key(url.node(), message);
    offer(finding, "Hide it from makers", vec![hide(url.schema)]);
}
