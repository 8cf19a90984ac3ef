//! `x-ms-summary` is the label of an input in the designer. Without it makers look at the raw name, and certification sends
//! the connector back (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! Bodies need no label, since their fields have labels. Inputs that makers do not see need none either: of an internal
//! operation the finding is information only.
//!
//! ## Fix
//!
//! Makes a label from the name.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "description": "How many items to get."
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "",
//!   "description": "How many items to get."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get."
//! }
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::parameters::report_missing;
use crate::places::SIMPLE_PARAMETERS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::SUMMARY_LIMIT;
use crate::{Context, Severity, naming};

pub static RULE: Rule = Rule {
    code: "parameter/summary-missing",
    summary: "A parameter has no label",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredPropertyMissing"],
    check: Check::Places(SIMPLE_PARAMETERS, check),
};

const MEMBER: &str = "x-ms-summary";

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    let finding = report_missing(context, (node, place), MEMBER, |name| {
        format!("'{name}' has no label for the designer. Add '{MEMBER}'.")
    });
    let Some(finding) = finding else { return };
    let draft = node.get("name").and_then(Node::as_str).map(|name| naming::title_case(&name));
    let fits = |label: &String| !label.is_empty() && label.chars().count() <= SUMMARY_LIMIT;
    let Some(draft) = draft.filter(fits) else { return };
    let change = Change::set(node, MEMBER, quote(&draft), Some("name"));
    finding.fix(Fix::unsafe_(format!("Label it '{draft}'"), finding.file, change));
}
