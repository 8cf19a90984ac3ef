//! Each type of security definition needs certain members: an `apiKey` its `name` and where it goes (`in`), an
//! `oauth2` its `flow`, the addresses of the flow, and `scopes`, even if there are none. Without them [the file is
//! refused](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//!
//! ## Bad
//!
//! ```json /securityDefinitions/api_key
//! { "type": "apiKey", "name": "X-API-Key" }
//! ```
//!
//! ## Bad
//!
//! ```json /securityDefinitions/api_key
//! { "in": "header", "name": "X-API-Key" }
//! ```
//!
//! ## Good
//!
//! ```json /securityDefinitions/api_key
//! { "type": "apiKey", "in": "header", "name": "X-API-Key" }
//! ```
//!
//! ## Fix
//!
//! Adds what there is only one good value for: a type that follows from the other members, `"in": "header"`, the
//! flow `accessCode`, and an empty object of scopes.

use connector::FileRole;
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety, Step};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::schemes::{kind, required};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "security/scheme-property-missing",
    summary: "A security definition lacks a member that its type needs",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["SecuritySchemePropertyRequired"],
    check: Check::Places(&[Place::SecurityScheme], check),
};

fn check(context: &mut Context<'_>, scheme: Node<'_>, place: Place) {
    // An unknown type has a finding of its own.
    if !is_whole(scheme) || scheme.get("type").is_some() && kind(scheme).is_none() {
        return;
    }
    let is_missing = |name: &&&str| scheme.get(name).is_none() && !is_misspelt(scheme, place, name);
    if required(scheme).iter().find(is_missing).is_none() {
        return;
    }
    let missing: Vec<&str> = required(scheme).iter().filter(is_missing).copied().collect();
    let names = missing.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
    let (what, it) = if missing.len() == 1 { ("member", "it") } else { ("members", "them") };
    let message = match kind(scheme) {
        Some(kind) => format!("A security definition of type '{kind}' needs the {what} {names}. Add {it}."),
        None => "A security definition needs a 'type'. Add 'basic', 'apiKey' or 'oauth2'.".to_owned(),
    };
    let fix = fix(scheme, &missing, &names);
    let finding = context.on_key(scheme, message);
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

fn fix(scheme: Node<'_>, missing: &[&str], names: &str) -> Option<Fix> {
    let steps = missing.iter().map(|name| {
        let value = value(scheme, name)?.to_owned();
        let name = (*name).to_owned();
        let change = match &*name {
            "type" => Change::InsertFirst { object: scheme.id(), name, value },
            _ => Change::Insert { object: scheme.id(), name, value, after: None },
        };
        Some(Step { file: FileRole::Definition, change })
    });
    let steps = steps.collect::<Option<Vec<Step>>>()?;
    Some(Fix { title: format!("Add {names}"), safety: Safety::Unsafe, steps })
}

/// The value that most likely belongs there.
fn value(scheme: Node<'_>, name: &str) -> Option<&'static str> {
    let has = |name: &str| scheme.get(name).is_some();
    match name {
        "in" => Some("\"header\""),
        "flow" => Some("\"accessCode\""),
        "scopes" => Some("{}"),
        "type" if has("flow") || has("authorizationUrl") || has("tokenUrl") => Some("\"oauth2\""),
        "type" if has("in") && has("name") => Some("\"apiKey\""),
        _ => None,
    }
}
