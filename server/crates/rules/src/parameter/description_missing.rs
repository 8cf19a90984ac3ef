//! The description tells makers what to enter. Certification sends a connector back whose visible inputs have none
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! Bodies need no description, since their fields have some. Of an internal operation the finding is information only.
//!
//! ## Fix
//!
//! Adds a first draft made from the label. Say what the input means, and give an example.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "Top Count"
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
//!   "x-ms-summary": "Top Count",
//!   "description": ""
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
use crate::parameters::{name, report_missing};
use crate::places::SIMPLE_PARAMETERS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{same, text_of};
use crate::{Context, Severity, naming};

pub static RULE: Rule = Rule {
    code: "parameter/description-missing",
    summary: "A parameter has no description",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredPropertyMissing"],
    check: Check::Places(SIMPLE_PARAMETERS, check),
};

const MEMBER: &str = "description";

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    let finding = report_missing(context, (node, place), MEMBER, |name| {
        format!("'{name}' has no description. Tell makers what to enter.")
    });
    let Some(finding) = finding else { return };
    let label = text_of(node, "x-ms-summary");
    let words = naming::phrase(label.as_ref().map_or(&name(node), |label| &label.text));
    let draft = format!("The {words}.");
    if words.is_empty() || label.is_some_and(|label| same(&label.text, &draft)) {
        return;
    }
    let change = Change::set(node, MEMBER, quote(&draft), Some("x-ms-summary"));
    finding.fix(Fix::unsafe_(format!("Describe it '{draft}'"), finding.file, change));
}
