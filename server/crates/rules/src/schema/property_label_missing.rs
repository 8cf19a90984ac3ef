//! Makers see the display name of a property, `x-ms-summary`. Without one they see its raw name, such as `due_dt`.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-summary>.
//!
//! A `title` counts as well. Hidden properties need no name.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/due_date
//! { "type": "string", "format": "date", "description": "The day by which it must be done." }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/x-ms-summary
//! ""
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

use syntax::edit::quote;
use syntax::{Kind, Node};

use crate::fix::{Change, Fix};
use crate::property_texts::Texts;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, naming};

pub static RULE: Rule = Rule {
    code: "schema/property-label-missing",
    summary: "A property has no display name",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Property(check),
};

fn check(context: &mut Context<'_>, property: Node<'_>, &Texts { summary, title, .. }: &Texts<'_>) {
    // A name of another type than text is a matter of its type.
    let is_name = |name: Node<'_>| !name.is_string() || !name.content_span().is_empty();
    if summary.is_some_and(is_name) || title.is_some_and(is_name) {
        return;
    }
    let name = property.name();
    let label = naming::title_case(&name);
    let finding =
        context.on_key(property, ["'", &name, "' has no display name. Add 'x-ms-summary'."].concat());
    if label.is_empty() || summary.is_some_and(|summary| summary.kind() == Kind::Missing) {
        return;
    }
    let change = Change::set(property, "x-ms-summary", quote(&label), Some("type"));
    finding.fix(Fix::unsafe_(["Call it '", &label, "'"].concat(), finding.file, change));
}
