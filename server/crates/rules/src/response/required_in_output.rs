//! `required` in what a service sends back is a promise of the service: where a field is missing for once, the run of the
//! flow fails with a mistake that its maker cannot do anything about. Makers gain nothing from it.
//!
//! Schemas that are sent as well keep their list, as it says what makers must fill in. What an operation answers with when
//! it fails may have a list too: the step has failed anyway.
//!
//! ## Bad
//!
//! ```json /definitions/Receipt
//! {
//!   "type": "object",
//!   "required": [ "number" ],
//!   "properties": {
//!     "number": { "type": "string", "x-ms-summary": "Number", "description": "The number on the receipt." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1items/post/responses/201/schema
//! { "$ref": "#/definitions/Receipt" }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Receipt
//! {
//!   "type": "object",
//!   "properties": {
//!     "number": { "type": "string", "x-ms-summary": "Number", "description": "The number on the receipt." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1items/post/responses/201/schema
//! { "$ref": "#/definitions/Receipt" }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Problem
//! {
//!   "type": "object",
//!   "required": [ "code" ],
//!   "properties": {
//!     "code": { "type": "string", "x-ms-summary": "Code", "description": "What went wrong." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1subscriptions~1{subscriptionId}/delete/responses/404
//! { "description": "There is no such shop.", "schema": { "$ref": "#/definitions/Problem" } }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::required::is_no_object;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "response/required-in-output",
    summary: "A field of an output is required",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::Required], check),
};

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    let (Some(definition), Some(schema)) = (context.definition(), list.parent()) else { return };
    // Such a list has a finding already wherever it stands.
    if list.items().next().is_none() || is_reference(schema) || is_no_object(schema) {
        return;
    }
    let flow = definition.flow(list.id());
    // The discriminator of an object has to be required.
    if !flow.is_received || flow.is_sent || schema.get("discriminator").is_some() {
        return;
    }
    let message =
        "Where the service leaves out one of these fields, the run fails. Remove 'required' from the output.";
    let finding = context.on_key(list, message);
    finding.fix(Fix::unsafe_("Remove 'required'", finding.file, Change::Remove(list.id())));
}
