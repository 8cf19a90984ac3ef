//! The platform writes its address as a text, so the field that is marked `x-ms-notification-url` has to be of type
//! `string` (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /paths/~1subscriptions/post/parameters/0/schema/properties/callbackUrl/type
//! "integer"
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1subscriptions/post/parameters/0/schema/properties/callbackUrl/type
//! "string"
//! ```

use connector::FileRole;
use connector::webhook::is_url;
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::SCHEMAS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/notification-url-not-string",
    summary: "The field for the address to call is no text",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["NotificationUrlNotString"],
    check: Check::Places(SCHEMAS, check),
};

/// The types that a schema can have; a word that is none of them has a finding of its own.
const TYPES: [&str; 6] = ["object", "array", "integer", "number", "boolean", "file"];

fn check(context: &mut Context<'_>, schema: Node<'_>, place: Place) {
    if !is_url(schema) || schema.get("$ref").is_some() {
        return;
    }
    let kind = schema.get("type");
    if kind.is_some_and(|kind| kind.as_str().is_none_or(|word| !TYPES.contains(&word.as_ref()))) {
        return;
    }
    if kind.is_none() && is_misspelt(schema, place, "type") {
        return;
    }
    let file = FileRole::Definition;
    let message = "The address to call is a text. Give this field the type 'string'.";
    if let Some(kind) = kind {
        let change = Change::Replace(kind.id(), "\"string\"".to_owned());
        context.on_value(kind, message).fix(Fix::unsafe_("Change to 'string'", file, change));
    } else {
        let change = Change::InsertFirst {
            object: schema.id(),
            name: "type".to_owned(),
            value: "\"string\"".to_owned(),
        };
        context.on_key(schema, message).fix(Fix::unsafe_("Add the type 'string'", file, change));
    }
}
