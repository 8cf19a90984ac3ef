//! `default` stands for errors and everything unforeseen. A schema belongs on the response that is expected, such as
//! `200`: makers see the outputs of that one, and certification refuses a schema on `default`.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Fix
//!
//! Beside a response for success the schema is removed. Where there is none, `default` becomes `200`, and a plain
//! `default` is added.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/responses/default
//! {
//!   "description": "Operation failed.",
//!   "schema": {
//!     "type": "object",
//!     "properties": {
//!       "message": { "type": "string", "x-ms-summary": "Message", "description": "What went wrong." }
//!     }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /responses/Failure
//! { "description": "Operation failed.", "schema": { "type": "string" } }
//! ```
//!
//! ```json /paths/~1items~1{id}/get/responses/default
//! { "$ref": "#/responses/Failure" }
//! ```
//!
//! ## Bad
//!
//! ```json /responses/Text
//! { "description": "A text.", "schema": { "type": "string" } }
//! ```
//!
//! ```json /paths/~1items~1{id}/get/responses/default
//! { "$ref": "#/responses/Text" }
//! ```
//!
//! ```json /paths/~1items~1{id}/get/responses/200
//! { "$ref": "#/responses/Text" }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/responses/default
//! { "description": "Operation failed." }
//! ```

use connector::Target;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::finding::Finding;
use crate::fix::{Change, Fix};
use crate::phrases::FAILED;
use crate::responses;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "response/default-has-schema",
    summary: "The default response has a schema",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["DefaultResponseHasSchema"],
    check: Check::Members(&[Place::Responses], &["default"], check),
};

fn check(context: &mut Context<'_>, default: Node<'_>, _: Place) {
    let (Some(definition), Some(list)) = (context.definition(), default.parent()) else { return };
    let Some(response) = definition.resolve(default) else { return };
    // An empty one has a finding of its own.
    let schema = response.get("schema").filter(|schema| schema.members().next().is_some());
    let Some(schema) = schema else { return };
    let has_success = responses::of(list).any(|response| response.name().starts_with('2'));
    let message = if has_success {
        "The default response is for errors and has no schema. Remove it."
    } else {
        "The default response is for errors and has no schema. Describe what success gives under '200'."
    };
    let is_own = response == default;
    let reference = default.get("$ref").filter(|_| !is_own);
    let is_for_errors_only = !is_own && is_default_only(context, response);
    let finding = match reference {
        Some(reference) => context.on_value(reference, message),
        None => context.on_key(schema, message),
    };
    if !is_own {
        finding.related(finding.file, schema.head_span(), "The schema is here.");
    }
    if has_success {
        offer_removal(finding, default, response, schema, is_own || is_for_errors_only);
    } else {
        offer_success(finding, default, list);
    }
}

/// Whether nothing but default responses refers to a shared response.
fn is_default_only(context: &Context<'_>, shared: Node<'_>) -> bool {
    let target = Target::SharedResponse(shared.name().into());
    let mut uses = context.connector().references().to(&target);
    uses.all(|used| {
        let reference = used.node.map(|node| shared.tree().node(node));
        let response = reference.and_then(Node::parent).and_then(Node::key);
        response.is_some_and(|key| key.is("default"))
    })
}

fn offer_removal(
    finding: &mut Finding,
    default: Node<'_>,
    response: Node<'_>,
    schema: Node<'_>,
    may_change: bool,
) {
    let file = finding.file;
    let change = if may_change {
        Change::Remove(schema.id())
    } else {
        // Others share the response and keep its schema: this one gets its own.
        let description = response.get("description").filter(|text| text.is_string());
        let description = description.map_or_else(|| quote(FAILED), |text| text.raw().to_owned());
        Change::Replace(default.id(), format!(r#"{{ "description": {description} }}"#))
    };
    finding.fix(Fix::unsafe_("Remove the schema from 'default'", file, change));
}

fn offer_success(finding: &mut Finding, default: Node<'_>, list: Node<'_>) {
    let file = finding.file;
    let bare = Change::Insert {
        object: list.id(),
        name: "default".to_owned(),
        value: format!(r#"{{ "description": {} }}"#, quote(FAILED)),
        after: None,
    };
    let rename = Change::Rename(default.id(), "200".to_owned());
    finding.fix(Fix::unsafe_("Make 'default' the response '200'", file, rename).and(file, bare));
}
