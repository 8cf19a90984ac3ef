//! A schema that no operation leads to does nothing, but it counts towards the [size
//! limits](https://learn.microsoft.com/en-us/connectors/custom-connectors/faq) and readers wonder what it is for. Schemas
//! that only refer to each other are unused too.
//!
//! A schema counts as used when a misspelt reference may mean it, and when it builds on a used schema that has a
//! `discriminator`.
//!
//! ## Bad
//!
//! ```json /definitions/OldItem
//! {
//!   "type": "object",
//!   "properties": {
//!     "id": { "type": "string", "x-ms-summary": "Item ID", "description": "The key of the item." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Folder
//! {
//!   "type": "object",
//!   "properties": {
//!     "parent": { "$ref": "#/definitions/Parent" }
//!   }
//! }
//! ```
//!
//! ```json /definitions/Parent
//! {
//!   "type": "object",
//!   "properties": {
//!     "folder": { "$ref": "#/definitions/Folder" }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/NewItem
//! {
//!   "type": "object",
//!   "properties": {
//!     "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! { "$ref": "#/definitions/NewItem" }
//! ```
//!
//! ## Fix
//!
//! Removes the schema, with the others of its circle. One that an unused schema refers to goes after that one.

use connector::definition::Section;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, unused};

pub static RULE: Rule = Rule {
    code: "swagger/unused-definition",
    summary: "Nothing uses a shared schema",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    unused::check(context, &[Section::Definitions]);
}
