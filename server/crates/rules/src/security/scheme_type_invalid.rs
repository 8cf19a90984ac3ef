//! A security definition is of type `basic`, `apiKey` or `oauth2`
//! (<https://spec.openapis.org/oas/v2.0.html#security-scheme-object>). Other types, such as OpenAPI 3's `http` and
//! `openIdConnect`, are refused.
//!
//! ## Bad
//!
//! ```json /securityDefinitions/api_key
//! { "type": "apikey", "in": "header", "name": "X-API-Key" }
//! ```
//!
//! ## Bad
//!
//! ```json /securityDefinitions/api_key
//! { "type": "bearer" }
//! ```
//!
//! ## Good
//!
//! ```json /securityDefinitions/api_key
//! { "type": "apiKey", "in": "header", "name": "X-API-Key" }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::schemes::KINDS;
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "security/scheme-type-invalid",
    summary: "The type of a security definition is unknown",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonValueNotInEnum"],
    check: Check::Places(&[Place::SecurityScheme], check),
};

const SYNONYMS: [(&str, &str); 4] =
    [("oauth", "oauth2"), ("openidconnect", "oauth2"), ("key", "apiKey"), ("api_key", "apiKey")];

fn check(context: &mut Context<'_>, scheme: Node<'_>, _: Place) {
    let Some(node) = scheme.get("type") else { return };
    let Some(word) = node.as_str() else { return };
    if KINDS.contains(&word.as_ref()) {
        return;
    }
    let file = context.file_of(node);
    let meant = choice::meant(&word, &KINDS, &SYNONYMS);
    let message = match meant {
        Some(meant) => format!("'{word}' is no type of security definition. Did you mean '{meant}'?"),
        None => format!("'{word}' is no type of security definition. Use {}.", choice::listed(&KINDS)),
    };
    let finding = context.on_value(node, message);
    if let Some(meant) = meant {
        choice::offer(finding, file, node, meant);
    }
}
