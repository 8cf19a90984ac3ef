//! A display name has up to 80 characters: it stands above a field, and in the list of outputs. What needs more words
//! belongs into the description.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/x-ms-summary
//! "The Name of the Item as It Is Printed on the Label and on All Invoices, in the Language of the Shop"
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/title/x-ms-summary
//! "Printed Name"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/property-label-too-long",
    summary: "The display name of a property has more than 80 characters",
    levels: Levels::all(Severity::Info),
    fix: FixKind::None,
    microsoft: &["FieldLengthExceeded"],
    check: Check::Members(&[Place::PropertySchema], &["x-ms-summary", "title"], check),
};

const MOST: usize = 80;

fn check(context: &mut Context<'_>, label: Node<'_>, _: Place) {
    // Most are so short that nothing needs to be counted.
    if label.content_span().len() as usize <= MOST {
        return;
    }
    let Some(property) = label.parent().filter(|property| !is_reference(*property)) else { return };
    let Some(count) = label.as_str().map(|text| text.chars().count()).filter(|count| *count > MOST) else {
        return;
    };
    // Of the two names makers see the summary.
    let is_hidden = label.name() == "title" && property.get("x-ms-summary").is_some_and(Node::is_string);
    if !is_hidden {
        let message = format!(
            "A display name has up to {MOST} characters; this one has {count}. Move details to the description."
        );
        context.on_value(label, message);
    }
}
