//! `title` and `x-ms-summary` are both the display name of a property. If they differ, makers see one name in one place
//! and the other in another.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/title
//! "Item Name"
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/title/title
//! "Title"
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/summary-title-differ",
    summary: "A property has two different display names",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Members(&[Place::PropertySchema], &["title"], check),
};

fn check(context: &mut Context<'_>, title: Node<'_>, _: Place) {
    let Some(property) = title.parent().filter(|property| !is_reference(*property)) else { return };
    let Some(summary) = property.get("x-ms-summary") else { return };
    let (Some(one), Some(other)) = (title.as_str(), summary.as_str()) else { return };
    if one == other || one.is_empty() || other.is_empty() {
        return;
    }
    let message = format!("The title is '{one}' and the summary '{other}'. Give the property one name.");
    let finding = context.on_value(title, message);
    let file = finding.file;
    let change = Change::Replace(title.id(), quote(&other));
    finding.related(file, summary.span(), "The other name.").fix(Fix::unsafe_(
        format!("Call it '{other}' here too"),
        file,
        change,
    ));
}
