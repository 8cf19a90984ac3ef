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
use crate::parameters::{Audience, audience, is_reference, is_visible, name};
use crate::places::SIMPLE_PARAMETERS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{SUMMARY_LIMIT, is_missing};
use crate::unknown::is_misspelt;
use crate::{Context, Severity, naming, underline};

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
    if !is_missing(node, MEMBER)
        || !is_visible(node)
        || is_reference(node)
        || !underline::is_whole(node)
        || is_misspelt(node, place, MEMBER)
    {
        return;
    }
    let audience = audience(context, node);
    if audience == Audience::Nobody {
        return;
    }
    let written = node.get(MEMBER);
    let span = written.map_or_else(|| underline::parameter(node), Node::span);
    let message = format!("'{}' has no label for the designer. Add '{MEMBER}'.", name(node));
    let finding = context.on(node, span, message);
    if audience == Audience::Maintainers {
        finding.at_most(Severity::Info);
    }
    let draft = node.get("name").and_then(Node::as_str).map(|name| naming::title_case(&name));
    let fits = |label: &String| !label.is_empty() && label.chars().count() <= SUMMARY_LIMIT;
    let Some(draft) = draft.filter(fits) else { return };
    let change = match written {
        Some(written) => Change::Replace(written.id(), quote(&draft)),
        None => Change::Insert {
            object: node.id(),
            name: MEMBER.to_owned(),
            value: quote(&draft),
            after: Some("name".to_owned()),
        },
    };
    finding.fix(Fix::unsafe_(format!("Label it '{draft}'"), finding.file, change));
}
