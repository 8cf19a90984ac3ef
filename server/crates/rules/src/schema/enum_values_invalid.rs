//! `x-ms-enum-values` gives the values of `enum` the names that makers read in the drop-down list. Each entry has a
//! `value` that `enum` has too, once, and a `displayName`. The platform refuses other entries.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/state/x-ms-enum-values
//! [ { "value": "open" }, { "value": "closed", "displayName": "Closed" } ]
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/state/x-ms-enum-values
//! [ { "value": "open", "displayName": "Open" }, { "value": "Closed", "displayName": "Closed" } ]
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/state/x-ms-enum-values
//! [
//!   { "value": "open", "displayName": "Open" },
//!   { "value": "closed", "displayName": "Closed" },
//!   { "value": "open", "displayName": "Still Open" }
//! ]
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/state/x-ms-enum-values
//! [ "open", "closed" ]
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/x-ms-enum-values
//! [ { "value": "open", "displayName": "Open" }, { "value": "closed", "displayName": "Closed" } ]
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/state/x-ms-enum-values
//! [ { "value": "open", "displayName": "Open" }, { "value": "closed", "displayName": "Closed" } ]
//! ```

use std::borrow::Cow;

use syntax::edit::quote;
use syntax::{Kind, Node};
use vocabulary::Place;

use crate::finding::Finding;
use crate::fix::{Change, Fix};
use crate::near::{hint, nearest};
use crate::places::TYPED;
use crate::repeats::repeats;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::values::is_reference;
use crate::{Context, Severity, naming};

pub static RULE: Rule = Rule {
    code: "schema/enum-values-invalid",
    summary: "A name for an allowed value is incomplete, or is for no allowed value",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[
        "MissingEnumValuesDisplayName",
        "DuplicateEnumValuesInExtension",
        "InvalidEnumValuesExtensionValue",
    ],
    check: Check::Members(TYPED, &["x-ms-enum-values"], check),
};

fn check(context: &mut Context<'_>, names: Node<'_>, _: Place) {
    let Some(object) = names.parent().filter(|object| !is_reference(*object)) else { return };
    if names.kind() == Kind::Missing {
        return;
    }
    if !names.is_array() {
        let message = "'x-ms-enum-values' is a list of objects with 'value' and 'displayName'.";
        let finding = context.on_value(names, message);
        offer_all(finding, object, names);
        return;
    }
    if names.items().any(|entry| !entry.is_object()) {
        let message = "Each entry is an object with 'value' and 'displayName'.";
        for entry in names.items().filter(|entry| !entry.is_object() && entry.kind() != Kind::Missing) {
            let finding = context.on_value(entry, message);
            offer_entry(finding, entry);
        }
        return;
    }
    let list = object.get("enum").filter(|list| list.is_array());
    match list {
        Some(list) => names.items().for_each(|entry| check_value(context, list, entry)),
        None if names.items().next().is_some() && is_whole(object) && object.get("enum").is_none() => {
            report_no_enum(context, object, names);
        }
        None => {}
    }
    names.items().for_each(|entry| check_display_name(context, entry));
    repeats(names.items(), raw_value, |earlier, later| report_repeat(context, earlier, later));
}

/// The entry's value as it is written.
fn raw_value(entry: Node<'_>) -> Option<&str> {
    entry.get("value").map(Node::raw)
}

fn report_no_enum(context: &mut Context<'_>, object: Node<'_>, names: Node<'_>) {
    let message = "There is no 'enum' whose values these names are for. Add it with the same values.";
    let values: Vec<&str> = names.items().filter_map(|entry| entry.get("value")).map(Node::raw).collect();
    let finding = context.on_key(names, message);
    if !values.is_empty() {
        let change = Change::Insert {
            object: object.id(),
            name: "enum".to_owned(),
            value: format!("[{}]", values.join(", ")),
            after: Some("type".to_owned()),
        };
        finding.fix(Fix::unsafe_("Add 'enum' with these values", finding.file, change));
    }
}

/// The value is there, and in the list.
fn check_value(context: &mut Context<'_>, list: Node<'_>, entry: Node<'_>) {
    let file = context.file_of(entry);
    let remove = || Fix::unsafe_("Remove this entry", file, Change::Remove(entry.id()));
    let Some(value) = entry.get("value") else {
        if is_whole(entry) {
            context
                .on_value(entry, "This entry does not say which value it names. Add 'value'.")
                .fix(remove());
        }
        return;
    };
    if value.kind() == Kind::Missing || list.items().any(|allowed| allowed.same_value(value)) {
        return;
    }
    let text = value.as_str();
    let shown = text.as_deref().unwrap_or_else(|| value.raw());
    // The same value in another type is what was meant.
    let twin = list.items().find(|allowed| says(*allowed) == shown);
    let allowed: Vec<Cow<'_, str>> = list.items().filter_map(Node::as_str).collect();
    let near = nearest(shown, allowed.iter().map(AsRef::as_ref));
    let advice = match twin {
        Some(twin) => format!(" Write it as {}.", twin.raw()),
        None if near.is_some() => hint(near),
        None => " Add it there, or remove this entry.".to_owned(),
    };
    let message = format!("'enum' has no value '{shown}'.{advice}");
    let finding = context.on_value(value, message);
    finding.related(file, list.head_span(), "These values are allowed.");
    let json = twin.map(|twin| twin.raw().to_owned()).or_else(|| near.map(quote));
    // A value that has a name already gets no second one.
    let is_named = |json: &str| {
        let entries = entry.parent().into_iter().flat_map(Node::items);
        entries.filter_map(|other| other.get("value")).any(|other| other.raw() == json)
    };
    match json {
        Some(json) if !is_named(&json) => {
            finding.fix(Fix::unsafe_(format!("Change to {json}"), file, Change::Replace(value.id(), json)));
        }
        _ => {
            finding.fix(remove());
        }
    }
}

/// What a scalar says, without quotes.
fn says(value: Node<'_>) -> Cow<'_, str> {
    value.as_str().unwrap_or(Cow::Borrowed(value.raw()))
}

fn check_display_name(context: &mut Context<'_>, entry: Node<'_>) {
    let name = entry.get("displayName");
    let is_name = |name: Node<'_>| name.as_str().is_some_and(|text| !text.trim().is_empty());
    let is_incomplete = !is_whole(entry) || name.is_some_and(|name| name.kind() == Kind::Missing);
    if name.is_some_and(is_name) || is_incomplete {
        return;
    }
    let value = entry.get("value").map(says).unwrap_or_default();
    let message = match name {
        Some(name) if !name.is_string() => {
            "'displayName' must be a text: what makers see for the value.".into()
        }
        Some(_) => "'displayName' is empty. Write what makers see for the value.".to_owned(),
        None => format!("'displayName' is missing. Add what makers see for '{value}'."),
    };
    let finding = match name {
        Some(name) => context.on_value(name, message),
        None => context.on_value(entry, message),
    };
    let label = naming::title_case(&value);
    if label.is_empty() {
        return;
    }
    let change = Change::set(entry, "displayName", quote(&label), Some("value"));
    finding.fix(Fix::unsafe_(format!("Call it '{label}'"), finding.file, change));
}

fn report_repeat(context: &mut Context<'_>, earlier: Node<'_>, later: Node<'_>) {
    let (Some(value), Some(first)) = (later.get("value"), earlier.get("value")) else { return };
    let shown = says(value);
    let file = context.file_of(later);
    context
        .on_value(value, format!("'{shown}' has a name already. Remove one of the two entries."))
        .related(file, first.span(), format!("'{shown}' is named here."))
        .fix(Fix::unsafe_("Remove this entry", file, Change::Remove(later.id())));
}

/// Offers an entry in place of a bare value.
fn offer_entry(finding: &mut Finding, entry: Node<'_>) {
    if let Some(json) = named(entry) {
        let change = Change::Replace(entry.id(), json);
        finding.fix(Fix::unsafe_("Make it an entry with a name", finding.file, change));
    }
}

/// Offers a list with a name for each value of `enum`.
fn offer_all(finding: &mut Finding, object: Node<'_>, names: Node<'_>) {
    let file = finding.file;
    let values = object.get("enum").into_iter().flat_map(Node::items);
    let entries: Vec<String> = values.filter_map(named).collect();
    if entries.is_empty() {
        let change = Change::Remove(names.id());
        finding.fix(Fix::unsafe_("Remove 'x-ms-enum-values'", file, change));
    } else {
        let change = Change::Replace(names.id(), format!("[{}]", entries.join(", ")));
        finding.fix(Fix::unsafe_("Name the values of 'enum'", file, change));
    }
}

/// The entry for a scalar value, named after what it says.
fn named(value: Node<'_>) -> Option<String> {
    let label = naming::title_case(&says(value));
    let is_scalar = matches!(value.kind(), Kind::String | Kind::Number | Kind::Boolean);
    (is_scalar && !label.is_empty())
        .then(|| format!(r#"{{ "value": {}, "displayName": {} }}"#, value.raw(), quote(&label)))
}
