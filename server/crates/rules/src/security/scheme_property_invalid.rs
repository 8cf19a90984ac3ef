//! A security definition has the members of its type and no others: `name` and `in` belong to `apiKey`; `flow`, the
//! addresses and `scopes` to `oauth2`; `basic` has none. A key goes into a `header` or the `query`, nowhere else.
//! [The validator](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules)
//! refuses the rest.
//!
//! ## Bad
//!
//! ```json /securityDefinitions/api_key
//! { "type": "apiKey", "in": "header", "name": "X-API-Key", "scopes": {} }
//! ```
//!
//! ## Bad
//!
//! ```json /securityDefinitions/api_key
//! { "type": "apiKey", "in": "Header", "name": "X-API-Key" }
//! ```
//!
//! ## Good
//!
//! ```json /securityDefinitions/api_key
//! { "type": "apiKey", "in": "header", "name": "X-API-Key" }
//! ```

use connector::FileRole;
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::schemes::{KINDS, kind, members};
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "security/scheme-property-invalid",
    summary: "A member of a security definition does not fit its type",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["SecuritySchemePropertyNotValid"],
    check: Check::Places(&[Place::SecurityScheme], check),
};

const LOCATIONS: [&str; 2] = ["header", "query"];

fn check(context: &mut Context<'_>, scheme: Node<'_>, _: Place) {
    let Some(kind) = kind(scheme) else { return };
    for member in scheme.members() {
        let Some(key) = member.key() else { continue };
        if members(kind).iter().any(|name| key.is(name)) {
            if key.is("in") {
                check_location(context, member);
            }
            continue;
        }
        // Members that no security definition has are unknown ones.
        let owner = KINDS.iter().find(|kind| members(kind).iter().any(|name| key.is(name)));
        let Some(owner) = owner else { continue };
        let name = key.text();
        let message = format!(
            "'{name}' belongs to security definitions of type '{owner}', but this is '{kind}'. Remove it."
        );
        let change = Change::Remove(member.id());
        let fix = Fix::unsafe_(format!("Remove '{name}'"), FileRole::Definition, change);
        context.on_key(member, message).fix(fix);
    }
}

fn check_location(context: &mut Context<'_>, node: Node<'_>) {
    let Some(word) = node.as_str() else { return };
    if LOCATIONS.contains(&word.as_ref()) {
        return;
    }
    let message = format!("A key cannot be sent in '{word}'. Use {}.", choice::listed(&LOCATIONS));
    let finding = context.on_value(node, message);
    if let Some(meant) = choice::meant(&word, &LOCATIONS, &[]) {
        choice::offer(finding, FileRole::Definition, node, meant);
    }
}
