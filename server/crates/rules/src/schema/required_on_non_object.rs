//! `required` names properties, which only objects have. On an array or a text it has no effect; what the elements of an
//! array must have is said in `items`. The wizard for custom connectors writes `"required": ["items"]` on arrays, which
//! means nothing either.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! { "type": "array", "required": [ "items" ], "items": { "$ref": "#/definitions/Item" } }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "array",
//!   "required": [ "title" ],
//!   "items": {
//!     "type": "object",
//!     "properties": {
//!       "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." }
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "array",
//!   "items": {
//!     "type": "object",
//!     "required": [ "title" ],
//!     "properties": {
//!       "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." }
//!     }
//!   }
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::required::{Lookup, is_no_object};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, Tag};

pub static RULE: Rule = Rule {
    code: "schema/required-on-non-object",
    summary: "A list of required properties stands on something that has no properties",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &["RequiredPropertyNotOnObject"],
    check: Check::Places(&[Place::Required], check),
};

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    // An empty list has a finding wherever it stands.
    let Some(schema) = list.parent().filter(|schema| is_no_object(*schema)) else { return };
    if list.items().next().is_none() {
        return;
    }
    let items = schema.get("items").filter(|items| belongs_to(list, *items));
    let message = if items.is_some() {
        "An array has no properties, but its elements do. Move 'required' to 'items'."
    } else {
        "Only objects have properties that can be required. Remove this list, or describe an object."
    };
    let finding = context.on_key(list, message).tagged(Tag::Unnecessary);
    if let Some(items) = items {
        let change = Change::Move { member: list.id(), object: items.id() };
        finding.fix(Fix::unsafe_("Move 'required' to 'items'", finding.file, change));
    }
    // Nobody reads it here.
    finding.fix(Fix::safe("Remove 'required'", finding.file, Change::Remove(list.id())));
}

/// Whether the elements are objects that have all of these properties, and no such list yet.
fn belongs_to(list: Node<'_>, items: Node<'_>) -> bool {
    let properties = Lookup::new(items.get("properties"));
    items.get("required").is_none()
        && !is_no_object(items)
        && list.items().all(|name| name.as_str().is_some_and(|name| properties.get(&name).is_some()))
}
