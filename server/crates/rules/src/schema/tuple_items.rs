//! `items` is one schema for all elements. A list of schemas, one for each position, is JSON Schema; Swagger and the
//! platform do not have it.
//! Source: <https://spec.openapis.org/oas/v2.0.html#schema-object>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/size
//! {
//!   "type": "array",
//!   "items": [ { "type": "number" }, { "type": "string" } ],
//!   "x-ms-summary": "Size",
//!   "description": "How large it is, and in which unit."
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/tags
//! {
//!   "type": "array",
//!   "items": [ { "type": "string" } ],
//!   "x-ms-summary": "Tags",
//!   "description": "Words to find the item by."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/tags
//! {
//!   "type": "array",
//!   "items": { "type": "string" },
//!   "x-ms-summary": "Tags",
//!   "description": "Words to find the item by."
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::SCHEMAS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/tuple-items",
    summary: "An array has a list of schemas for its elements",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["JsonTypeIncorrect"],
    check: Check::Members(SCHEMAS, &["items"], check),
};

fn check(context: &mut Context<'_>, items: Node<'_>, _: Place) {
    if !items.is_array() || items.parent().is_some_and(is_reference) {
        return;
    }
    let message = "'items' is one schema for all elements, not a list. Write the one that fits all of them.";
    let finding = context.on_key(items, message);
    let mut schemas = items.items();
    if let (Some(only), None) = (schemas.next(), schemas.next())
        && only.is_object()
    {
        let change = Change::Replace(items.id(), only.raw().to_owned());
        finding.fix(Fix::unsafe_("Take the schema out of the list", finding.file, change));
    }
}
