//! Each entry of `security` is an object that names security definitions and gives each a list: the scopes for
//! `oauth2`, and an empty list for the other types, which have no scopes. Anything else is
//! [refused](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//!
//! ## Bad
//!
//! ```json /security
//! [{ "api_key": null }]
//! ```
//!
//! ## Bad
//!
//! ```json /security
//! [{ "api_key": ["read"] }]
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/security
//! ["api_key"]
//! ```
//!
//! ## Good
//!
//! ```json /security
//! [{ "api_key": [] }]
//! ```

use connector::FileRole;
use syntax::edit::quote;
use syntax::{Kind, Node};
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::schemes::{kind, named};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "security/requirement-value-invalid",
    summary: "A security requirement is no list of scopes, or lists some where there are none",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["SecurityRequirementMustHaveValue", "SecurityRequirementMustHaveEmptyValue"],
    check: Check::Places(&[Place::SecurityRequirements], check),
};

fn check(context: &mut Context<'_>, requirements: Node<'_>, _: Place) {
    for requirement in requirements.items() {
        if requirement.is_object() {
            requirement.members().for_each(|entry| check_entry(context, entry));
        } else if !matches!(requirement.kind(), Kind::Missing | Kind::Invalid) {
            check_form(context, requirement);
        }
    }
}

/// An entry that is no object; often only the name.
fn check_form(context: &mut Context<'_>, requirement: Node<'_>) {
    let name = requirement.as_str();
    let message = match &name {
        Some(name) => format!("A security requirement is an object. Write {{\"{name}\": []}}."),
        None => "A security requirement is an object with the name of a security definition. Write it as in \
                 {\"name\": []}."
            .to_owned(),
    };
    let finding = context.on_value(requirement, message);
    if let Some(name) = name {
        let change = Change::Replace(requirement.id(), format!("{{{}:[]}}", quote(&name)));
        finding.fix(Fix::unsafe_("Make it an object", FileRole::Definition, change));
    }
}

fn check_entry(context: &mut Context<'_>, entry: Node<'_>) {
    let scheme = context.definition().and_then(|definition| named(definition, &entry.name()));
    let kind = scheme.and_then(kind);
    let name = entry.name();
    let message = match entry.kind() {
        Kind::Array if kind.is_some_and(|kind| kind != "oauth2") && entry.items().next().is_some() => {
            format!(
                "'{name}' is of type '{}', which has no scopes. Use an empty list.",
                kind.unwrap_or_default()
            )
        }
        Kind::Missing | Kind::Invalid | Kind::Array => return,
        found => format!(
            "'{name}' needs a list of scopes, but this is {}. Use an empty list.",
            with_article(found)
        ),
    };
    let change = Change::Replace(entry.id(), "[]".to_owned());
    context.on_value(entry, message).fix(Fix::unsafe_("Change to '[]'", FileRole::Definition, change));
}

fn with_article(kind: Kind) -> String {
    match kind {
        Kind::Null => "null".to_owned(),
        Kind::Object => "an object".to_owned(),
        kind => format!("a {}", kind.name()),
    }
}
