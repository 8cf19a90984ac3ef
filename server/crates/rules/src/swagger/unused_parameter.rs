//! Shared `parameters` and `responses` are for operations to refer to. One that none refers to does nothing, and only
//! makes the file longer ([limits](https://learn.microsoft.com/en-us/connectors/custom-connectors/faq)).
//!
//! ## Bad
//!
//! ```json /parameters/Page
//! {
//!   "name": "page",
//!   "in": "query",
//!   "type": "integer",
//!   "format": "int32",
//!   "x-ms-summary": "Page",
//!   "description": "The page to get."
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /responses/NotFound
//! { "description": "There is no such item." }
//! ```
//!
//! ## Good
//!
//! ```json /responses/NotFound
//! { "description": "There is no such item." }
//! ```
//!
//! ```json /paths/~1items~1{id}/get/responses/404
//! { "$ref": "#/responses/NotFound" }
//! ```

use connector::definition::Section;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, unused};

pub static RULE: Rule = Rule {
    code: "swagger/unused-parameter",
    summary: "Nothing uses a shared parameter or response",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    unused::check(context, &[Section::Parameters, Section::Responses]);
}
