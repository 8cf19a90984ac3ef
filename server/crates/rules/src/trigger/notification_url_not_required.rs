//! The address that a service is to call must reach it every time. So the field for it has to be required, and each
//! object around it, and the body itself. [The
//! validator](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules) looks
//! at the whole chain.
//!
//! ## Bad
//!
//! ```json /paths/~1subscriptions/post/parameters/0/schema/properties/event
//! { "type": "string", "x-ms-summary": "Event", "description": "What is told of." }
//! ```
//!
//! ```json /paths/~1subscriptions/post/parameters/0/schema/required
//! ["event"]
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1subscriptions/post/parameters/0/required
//! false
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1subscriptions/post/parameters/0/schema/required
//! ["callbackUrl"]
//! ```

use connector::webhook::NotificationUrl;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::webhooks::{each_url, offer, require, require_parameter};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/notification-url-not-required",
    summary: "The field for the address to call, or something around it, is optional",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["NotificationUrlNotRequired"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    each_url(context, look);
}

fn look(context: &mut Context<'_>, url: &NotificationUrl<'_>) {
    let Some(definition) = context.definition() else { return };
    let is_optional = |link: &connector::webhook::Link<'_>| !link.is_required(definition);
    let mut optional = Vec::new();
    let mut changes = Vec::new();
    let mut can_fix = true;
    if !url.body.required {
        let parameter = definition.parameter_node(url.body);
        // `"required": "true"` has a finding of its own.
        if parameter.get("required").is_some_and(|required| required.as_bool().is_none()) {
            return;
        }
        optional.push(format!("the body '{}'", url.body.name.as_deref().unwrap_or("body")));
        changes.push(require_parameter(parameter));
    }
    for link in url.way().filter(is_optional) {
        optional.push(format!("'{}'", link.property.name()));
        match require(link) {
            Some(change) => changes.push(change),
            None => can_fix = false,
        }
    }
    let Some((last, others)) = optional.split_last() else { return };
    let listed = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
    let message =
        format!("The service always needs the address in '{}'. Make {listed} required.", url.name());
    let finding = context.on_key(url.node(), message);
    if can_fix {
        offer(finding, &format!("Make {listed} required"), changes);
    }
}
