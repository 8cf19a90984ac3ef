//! Beside `$ref` nothing counts: a description or title there is never shown, and a `type` changes nothing
//! (<https://spec.openapis.org/oas/v2.0.html#reference-object>). Put the text into what is referred to, or write a copy
//! of it in place of the reference.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! {
//!   "$ref": "#/definitions/Item",
//!   "description": "The item that was asked for."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! { "$ref": "#/definitions/Item" }
//! ```

use syntax::{Kind, Node};
use vocabulary::Place;

use crate::places::REFERRING;
use crate::refs::reference;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::offer_removal;
use crate::{Context, Severity, Tag};

pub static RULE: Rule = Rule {
    code: "swagger/ref-sibling",
    summary: "A member beside a reference, where it is ignored",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["AdditionalPropertyNotAllowedAdjacentToRef"],
    check: Check::Members(REFERRING, &["$ref"], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(reference) = reference(context, node) else { return };
    for sibling in reference.object.members() {
        // A second `$ref` is a repeated key.
        let is_reference = sibling.key().is_some_and(|key| key.is("$ref"));
        if is_reference || sibling.kind() == Kind::Missing {
            continue;
        }
        let message = format!(
            "'{}' has no effect beside '$ref'. Remove it, or move it to what is referred to.",
            sibling.name()
        );
        let finding = context.on_key(sibling, message).tagged(Tag::Unnecessary);
        offer_removal(finding, sibling);
    }
}
