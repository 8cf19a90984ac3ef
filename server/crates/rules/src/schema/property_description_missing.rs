//! The description of a property stands in its field, or as a hint beside it. Without one makers have to guess what to
//! fill in, and what an output means.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance>.
//!
//! Hidden properties need none.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/due_date
//! { "type": "string", "format": "date", "x-ms-summary": "Due Date" }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/due_date
//! {
//!   "type": "string",
//!   "format": "date",
//!   "x-ms-summary": "Due Date",
//!   "description": "The day by which it must be done."
//! }
//! ```

use syntax::Node;

use crate::property_texts::Texts;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/property-description-missing",
    summary: "A property has no description",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Property(check),
};

fn check(context: &mut Context<'_>, property: Node<'_>, texts: &Texts<'_>) {
    if texts.description.is_none() {
        let name = property.name();
        context
            .on_key(property, ["'", &name, "' has no description. Add a sentence on what it is."].concat());
    }
}
