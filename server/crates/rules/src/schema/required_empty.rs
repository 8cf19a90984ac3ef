//! An empty `required` requires nothing, and the platform refuses it. Without the list the meaning is the same.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/required
//! []
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": [ "title" ],
//!   "properties": {
//!     "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." }
//!   }
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, Tag};

pub static RULE: Rule = Rule {
    code: "schema/required-empty",
    summary: "A list of required properties is empty",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &["RequiredPropertyArrayEmpty"],
    check: Check::Places(&[Place::Required], check),
};

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    if list.items().next().is_some() || !list.is_closed() {
        return;
    }
    let file = context.file_of(list);
    context.on_key(list, "This list requires nothing. Remove it.").tagged(Tag::Unnecessary).fix(Fix::safe(
        "Remove 'required'",
        file,
        Change::Remove(list.id()),
    ));
}
