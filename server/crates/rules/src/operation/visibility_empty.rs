//! Normal visibility is what operations, parameters and properties have when nothing is said. An empty
//! `x-ms-visibility`, or `none`, means the same and can go
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>).
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/x-ms-visibility
//! ""
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/x-ms-visibility
//! "none"
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/x-ms-visibility
//! "important"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, Tag, visibility};

pub static RULE: Rule = Rule {
    code: "operation/visibility-empty",
    summary: "A visibility says nothing",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Safe,
    microsoft: &[],
    // Also where the vocabulary does not expect the member.
    check: Check::Members(Place::ALL, &["x-ms-visibility"], check),
};

/// The longest value that can say nothing, in bytes between its quotes; leaves room for blanks.
const LONGEST: u32 = 6;

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    if node.content_span().len() > LONGEST {
        return;
    }
    if !visibility::word(context, node).is_some_and(|word| visibility::is_normal(&word)) {
        return;
    }
    let message = "This is the same as no visibility. Remove the member.";
    let finding = context.on_value(node, message).tagged(Tag::Unnecessary);
    finding.fix(Fix::safe("Remove the visibility", finding.file, Change::Remove(node.id())));
}
