//! `"items": {}` says nothing about the elements of an array. Makers can loop over it, but are offered nothing of what is
//! in an element.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/tags
//! { "type": "array", "items": {}, "x-ms-summary": "Tags", "description": "Words to find the item by." }
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

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/array-items-empty",
    summary: "Nothing is said about the elements of an array",
    levels: Levels::all(Severity::Info),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Places(&[Place::ItemsSchema], check),
};

fn check(context: &mut Context<'_>, items: Node<'_>, _: Place) {
    if items.children().next().is_some() || !items.is_closed() {
        return;
    }
    context.on_key(
        items,
        "Nothing is known about the elements, so makers get no outputs from them. Give them a type, and properties if \
         they are objects.",
    );
}
