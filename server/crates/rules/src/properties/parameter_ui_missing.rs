//! Whoever makes a connection fills in a form with one field for each connection parameter. Without a display name the
//! field has a technical name, and without a description nobody knows what to write into it or where to find it.
//! Reviewers ask for both.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission))
//!
//! Hidden parameters and sign-ins have no field. In a set of connection parameters, a description may stand under
//! `schema` of the field too.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters/shop
//! {
//!   "type": "string",
//!   "uiDefinition": {
//!     "displayName": "Shop",
//!     "tooltip": "You find the name in the address of the shop.",
//!     "constraints": { "required": "true", "tabIndex": 3 }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters/shop
//! { "type": "string" }
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/connectionParameters/shop
//! {
//!   "type": "string",
//!   "uiDefinition": {
//!     "displayName": "Shop",
//!     "description": "The name of your shop.",
//!     "constraints": { "required": "true", "tabIndex": 3 }
//!   }
//! }
//! ```
//!
//! ## Fix
//!
//! Makes a display name from the name, and a description from the tooltip or the name.

use std::borrow::Cow;

use syntax::edit::quote;
use syntax::{Kind, Node};
use vocabulary::Place;

use crate::fix::{Change, Fix, Step};
use crate::naming::{phrase, title_case, words};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/parameter-ui-missing",
    summary: "A field of the connection form has no display name or no description",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::ConnectionParameter], check),
};

/// The types that have a field in the form.
const WITH_FIELD: [&str; 4] = ["string", "securestring", "int", "bool"];

fn check(context: &mut Context<'_>, parameter: Node<'_>, _: Place) {
    let Some(kind) = parameter.get("type").and_then(Node::as_str) else { return };
    let has_field = WITH_FIELD.iter().any(|known| known.eq_ignore_ascii_case(&kind));
    let definition = parameter.get("uiDefinition").filter(|definition| definition.kind() != Kind::Null);
    if !has_field || is_supplied(parameter) || definition.is_some_and(|definition| !is_readable(definition)) {
        return;
    }
    if !is_whole(parameter) {
        return;
    }
    let text = |name: &str| definition.and_then(|definition| text(definition, name));
    let has_name = text("displayName").or_else(|| text("displayname")).is_some();
    let schema = definition.and_then(|definition| definition.get("schema"));
    let has_description = text("description").is_some()
        || schema.is_some_and(|schema| self::text(schema, "description").is_some());
    let missing = match (has_name, has_description) {
        (true, true) => return,
        (false, false) => "a display name and a description",
        (false, true) => "a display name",
        (true, false) => "a description",
    };
    let name = parameter.name();
    let message = format!(
        "The field of '{name}' in the connection form lacks {missing}. Add what makers should read there."
    );
    let fix = fix(context, parameter, definition, (has_name, has_description));
    let finding = context.on_key(definition.unwrap_or(parameter), message);
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

/// Whether the platform offers the value by itself, as it does for the directories of a user.
fn is_supplied(parameter: Node<'_>) -> bool {
    parameter.get("metadata").is_some_and(|metadata| metadata.get("sourceType").is_some())
}

/// Whether the field is shown and its definition can be read to the end.
fn is_readable(definition: Node<'_>) -> bool {
    let hidden = definition.get("constraints").and_then(|constraints| constraints.get("hidden"));
    let is_hidden = hidden.is_some_and(|hidden| {
        let is_text = || hidden.as_str().is_some_and(|text| text.eq_ignore_ascii_case("true"));
        hidden.as_bool() == Some(true) || is_text()
    });
    definition.is_object() && is_whole(definition) && !is_hidden
}

/// The text of this member, if there is something to read.
fn text<'n>(object: Node<'n>, name: &str) -> Option<Cow<'n, str>> {
    object.get(name)?.as_str().filter(|text| !text.trim().is_empty())
}

/// `None` if the name has no word to make texts of.
fn fix(
    context: &Context<'_>,
    parameter: Node<'_>,
    definition: Option<Node<'_>>,
    (has_name, has_description): (bool, bool),
) -> Option<Fix> {
    let file = context.file_of(parameter);
    let name = parameter.name();
    let bare = name.rsplit_once(':').map_or(&*name, |(_, bare)| bare);
    words(bare).next()?;
    let label = quote(&title_case(bare));
    let tooltip = definition.and_then(|definition| text(definition, "tooltip"));
    let description = quote(&tooltip.unwrap_or_else(|| format!("The {}.", phrase(bare)).into()));
    let title = "Add texts for the connection form";
    let Some(definition) = definition else {
        let value = format!("{{\"displayName\":{label},\"description\":{description}}}");
        let change = match parameter.get("uiDefinition") {
            Some(null) => Change::Replace(null.id(), value),
            None => insertion(parameter, "uiDefinition", value, None),
        };
        return Some(Fix::unsafe_(title, file, change));
    };
    let mut fix = Fix { title: title.to_owned(), safety: crate::Safety::Unsafe, steps: Vec::new() };
    let mut write = |name: &str, value: String, after: Option<&str>| {
        let change = match definition.get(name) {
            Some(blank) => Change::Replace(blank.id(), value),
            None => insertion(definition, name, value, after),
        };
        fix.steps.push(Step { file, change });
    };
    if !has_name {
        write("displayName", label, None);
    }
    if !has_description {
        let after = definition.get("displayName").map(|_| "displayName");
        write("description", description, after);
    }
    Some(fix)
}

fn insertion(object: Node<'_>, name: &str, value: String, after: Option<&str>) -> Change {
    Change::Insert { object: object.id(), name: name.to_owned(), value, after: after.map(str::to_owned) }
}
