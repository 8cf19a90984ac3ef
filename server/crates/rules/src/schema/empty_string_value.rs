//! A description without words says nothing to makers, and reviewers of certification send it back
//! (<https://github.com/microsoft/PowerPlatformConnectors/pull/3647>).
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/description
//! ""
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/description
//! ""
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/title/description
//! "The name of the item."
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::SCHEMAS;
use crate::property_texts::is_internal;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::is_blank;
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/empty-string-value",
    summary: "A description is empty",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Members(SCHEMAS, &["description"], check),
};

fn check(context: &mut Context<'_>, text: Node<'_>, place: Place) {
    let is_empty = text.as_str().is_some_and(|text| is_blank(&text));
    let Some(schema) = text.parent().filter(|schema| is_empty && !is_reference(*schema)) else { return };
    // What is being typed has an opening quote only.
    if !text.is_closed() {
        return;
    }
    let is_seen = place == Place::PropertySchema && !schema.get("x-ms-visibility").is_some_and(is_internal);
    if is_seen {
        // Without it the property would lack a description: only a sentence helps.
        context.on_value(text, "This description is empty. Write a sentence on what the property is.");
    } else {
        let finding = context.on_value(text, "This description is empty. Write a sentence, or remove it.");
        finding.fix(Fix::safe("Remove the description", finding.file, Change::Remove(text.id())));
    }
}
