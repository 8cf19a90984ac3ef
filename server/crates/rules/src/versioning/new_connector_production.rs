//! Every connector that is certified starts in Preview. Microsoft sets it to Production later, when it has proved itself;
//! one that is submitted with Production comes back from the review.
//! Source: <https://github.com/microsoft/PowerPlatformConnectors/pull/1864>.
//!
//! No file says whether a connector is published already. Deprecated operations, later revisions and a version from 2 on
//! are taken as signs that it is; without any, look whether it is new. The rule is off for custom connectors: only for who
//! submits a connector is there someone who sets it to Production.
//!
//! ## Bad
//!
//! ```json /info/x-ms-api-annotation
//! { "status": "Production" }
//! ```
//!
//! ## Good
//!
//! ```json /info/x-ms-api-annotation
//! { "status": "Preview" }
//! ```
//!
//! ## Good
//!
//! ```json /info/x-ms-api-annotation
//! { "status": "Production" }
//! ```
//!
//! ```json /info/version
//! "2.1"
//! ```

use connector::summary::{is_marked_deprecated, summary_of};
use connector::{Definition, Operation, Status};
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::revisions::{connector_status, marked, status};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/new-connector-production",
    summary: "A connector that may be new is in Production",
    // Only whoever submits a connector has someone who sets it to Production.
    levels: Levels { custom: None, certified: Some(Severity::Info), independent: Some(Severity::Info) },
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    let Some((node, Status::Production)) = connector_status(definition) else { return };
    if has_history(definition) {
        return;
    }
    let file = context.file_of(node);
    let preview = || quote(Status::Preview.name());
    let mut fix = Fix::unsafe_("Change to 'Preview'", file, Change::Replace(node.id(), preview()));
    let ahead = |operation: &&Operation| operation.annotation.status == Some(Status::Production);
    for operation in definition.operations.iter().filter(ahead) {
        let written = status(definition, operation);
        fix.steps
            .extend(written.map(|node| crate::Step { file, change: Change::Replace(node.id(), preview()) }));
    }
    let message = "A new connector starts in Preview, and Microsoft sets it to Production later. If this one is not \
                   published yet, write 'Preview'.";
    context.on_value(node, message).fix(fix);
}

/// Whether something says that makers have used the connector for a while.
fn has_history(definition: &Definition) -> bool {
    let version = definition.document.root().get("info").and_then(|info| info.get("version")?.as_str());
    let digits = version.as_deref().map(|version| {
        let digits = version.trim_start_matches(['v', 'V']);
        &digits[..digits.find(|character: char| !character.is_ascii_digit()).unwrap_or(digits.len())]
    });
    let is_later = digits.and_then(|digits| digits.parse().ok()).is_some_and(|major: u32| major > 1);
    is_later || definition.operations.iter().any(|operation| is_old(definition, operation))
}

fn is_old(definition: &Definition, operation: &Operation) -> bool {
    let annotation = &operation.annotation;
    annotation.deprecated
        || operation.revision() > 1
        || marked(operation).is_some_and(|mark| mark > 1)
        || summary_of(definition.node(operation.node)).is_some_and(|(_, text)| is_marked_deprecated(text))
}
