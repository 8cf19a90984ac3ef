//! `x-ms-connector-metadata` is a list of objects with a `propertyName` and a `propertyValue` each. In any other form the facts
//! in it are not found
//! ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission)).
//!
//! ## Bad
//!
//! ```json /x-ms-connector-metadata
//! [
//!   { "PropertyName": "Website", "PropertyValue": "https://www.contoso.com" },
//!   { "propertyName": "Privacy policy", "propertyValue": "https://www.contoso.com/privacy" },
//!   { "propertyName": "Categories", "value": "Commerce;Productivity" }
//! ]
//! ```
//!
//! ## Bad
//!
//! ```json /x-ms-connector-metadata
//! {
//!   "Website": "https://www.contoso.com",
//!   "Privacy policy": "https://www.contoso.com/privacy",
//!   "Categories": "Commerce;Productivity"
//! }
//! ```
//!
//! ## Good
//!
//! ```json /x-ms-connector-metadata
//! [
//!   { "propertyName": "Website", "propertyValue": "https://www.contoso.com" },
//!   { "propertyName": "Privacy policy", "propertyValue": "https://www.contoso.com/privacy" },
//!   { "propertyName": "Categories", "propertyValue": "Commerce;Productivity" }
//! ]
//! ```

use connector::FileRole;
use syntax::{Kind, Node};
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety, Step};
use crate::metadata::{PARTS, entry_of, fact, misnamed};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/metadata-malformed",
    summary: "The metadata are no list of names and values",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["JsonTypeIncorrect"],
    check: Check::Members(&[Place::Root], &["x-ms-connector-metadata"], check),
};

fn check(context: &mut Context<'_>, metadata: Node<'_>, _: Place) {
    match metadata.kind() {
        Kind::Array => metadata.items().for_each(|entry| check_entry(context, entry)),
        // What is being typed, or could not be read.
        Kind::Missing => {}
        _ => {
            let message =
                "The metadata are no list. Write a list of objects with 'propertyName' and 'propertyValue'.";
            let finding = context.on_key(metadata, message);
            if let Some(list) = as_list(metadata) {
                let change = Change::Replace(metadata.id(), list);
                finding.fix(Fix::unsafe_(
                    "Change to a list of names and values",
                    FileRole::Definition,
                    change,
                ));
            }
        }
    }
}

/// An object of facts as the list that belongs there; `None` if one of its members is no fact.
fn as_list(metadata: Node<'_>) -> Option<String> {
    let entry = |member: Node<'_>| Some(entry_of(fact(&member.name())?, &member.as_str()?));
    let entries: Option<Vec<String>> = metadata.members().map(entry).collect();
    let entries = entries.filter(|entries| !entries.is_empty())?;
    Some(format!("[{}]", entries.join(",")))
}

fn check_entry(context: &mut Context<'_>, entry: Node<'_>) {
    if entry.kind() == Kind::Missing {
        return;
    }
    if !entry.is_object() {
        let message =
            "This entry of the metadata is no object. Write one with 'propertyName' and 'propertyValue'.";
        context.on_value(entry, message);
        return;
    }
    if !is_whole(entry) {
        return;
    }
    for part in PARTS {
        if let Some(value) = entry.get(part) {
            let is_right = value.is_string()
                || value.kind() == Kind::Missing
                || part == "propertyValue" && value.kind() == Kind::Null;
            if !is_right {
                context.on_value(value, format!("'{part}' must be a text."));
            }
        }
    }
    let lacking = || PARTS.into_iter().filter(|part| entry.get(part).is_none());
    let Some(first) = lacking().next() else { return };
    let renamed: Vec<Step> = lacking()
        .filter_map(|part| {
            let change = Change::Rename(misnamed(entry, part)?.id(), part.to_owned());
            Some(Step { file: FileRole::Definition, change })
        })
        .collect();
    let what = if lacking().count() == 2 {
        "'propertyName' and 'propertyValue'".to_owned()
    } else {
        format!("'{first}'")
    };
    let message =
        format!("This entry of the metadata has no {what}, and is not found. Write an object with both.");
    let at = misnamed(entry, first).unwrap_or(entry);
    let is_mended = renamed.len() == lacking().count();
    let finding = context.on_key(at, message);
    if is_mended {
        finding.fix(Fix {
            title: "Rename to 'propertyName' and 'propertyValue'".to_owned(),
            safety: Safety::Unsafe,
            steps: renamed,
        });
    }
}
