//! A paged operation names the field of its answer that holds the address of the next page. The platform follows two
//! names only: `nextLink` and `@odata.nextLink`. With any other it refuses the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! The answer itself must have the field under that name. If the service calls it otherwise, a script can rename it.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/x-ms-pageable
//! { "nextLinkName": "nextlink" }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/x-ms-pageable
//! { "nextLinkName": "continuation" }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/x-ms-pageable
//! { "nextLinkName": "nextLink" }
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "operation/next-link-name-invalid",
    summary: "Paging follows a field that the platform does not know",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["InvalidNextLinkNameValue"],
    check: Check::Places(&[Place::Pageable], check),
};

const NAMES: [&str; 2] = ["nextLink", "@odata.nextLink"];
const SYNONYMS: [(&str, &str); 3] =
    [("odata.nextLink", "@odata.nextLink"), ("next_link", "nextLink"), ("nextPageLink", "nextLink")];

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(value) = node.get("nextLinkName") else { return };
    let Some(name) = value.as_str() else { return };
    if NAMES.contains(&name.as_ref()) {
        return;
    }
    let file = context.file_of(value);
    let meant = choice::meant(&name, &NAMES, &SYNONYMS);
    let hint = crate::near::hint(meant);
    let message =
        format!("Paging cannot follow '{name}'. The field must be called {}.{hint}", choice::listed(&NAMES));
    let finding = context.on_value(value, message);
    if let Some(meant) = meant {
        // Unsafe even for letter case: the answer may have the field as it is written.
        let change = Change::Replace(value.id(), quote(meant));
        finding.fix(Fix::unsafe_(format!("Change to '{meant}'"), file, change));
    }
}
