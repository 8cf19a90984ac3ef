//! Swagger 2.0 took over a part of JSON Schema. Keywords outside of that part, such as `oneOf` and `nullable`, are
//! refused when a connector is validated
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>): designers
//! would not know which input fields to show for them.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/code
//! {
//!   "type": "string",
//!   "x-ms-summary": "Code",
//!   "description": "The code of the item.",
//!   "nullable": true
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/code
//! {
//!   "type": "string",
//!   "x-ms-summary": "Code",
//!   "description": "The code of the item.",
//!   "const": "A"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/code
//! {
//!   "type": "string",
//!   "x-ms-summary": "Code",
//!   "description": "The code of the item.",
//!   "examples": [ "A-17" ]
//! }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/code
//! {
//!   "type": "string",
//!   "x-ms-summary": "Code",
//!   "description": "The code of the item.",
//!   "x-nullable": true
//! }
//! ```

use connector::{Document, FileRole};
use syntax::Node;

use crate::finding::Finding;
use crate::fix::{Change, Fix, Safety};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::{UnknownKind, offer_removal, offer_rename, unknown};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/keyword-unsupported",
    summary: "A keyword of JSON Schema that connectors do not support",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["SwaggerKeywordNotSupported"],
    check: Check::Unknown(check),
};

fn check(context: &mut Context<'_>, document: &Document, node: Node<'_>) {
    let Some(unknown) = unknown(document, node) else { return };
    let UnknownKind::Keyword(keyword) = unknown.kind else { return };
    let message = format!("'{}' is not supported in connectors. {}", unknown.name, keyword.doc);
    let finding = context.on_key(node, message);
    match &*unknown.name {
        // The extension says the same and is passed over by whoever does not know it.
        "nullable" if node.as_bool().is_some() => offer_rename(finding, node, "x-nullable", Safety::Safe),
        "const" if !node.is_container() => replace(finding, node, "enum", format!("[{}]", node.raw())),
        "examples" => {
            if let Some(first) = node.items().next() {
                replace(finding, node, "example", first.raw().to_owned());
            }
        }
        _ => {}
    }
    offer_removal(finding, node);
}

/// Offers another member in place of `node`.
fn replace(finding: &mut Finding, node: Node<'_>, name: &str, value: String) {
    if node.parent().is_some_and(|schema| schema.get(name).is_none()) {
        let rename = Change::Rename(node.id(), name.to_owned());
        let fix = Fix::unsafe_(format!("Change to '{name}'"), FileRole::Definition, rename);
        finding.fix(fix.and(FileRole::Definition, Change::Replace(node.id(), value)));
    }
}
