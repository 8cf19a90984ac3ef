//! A connector stands in one or two categories of the gallery. With more it would stand nearly everywhere, and certification
//! refuses it (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>).
//!
//! ## Bad
//!
//! ```json /x-ms-connector-metadata/2/propertyValue
//! "Commerce;Productivity;Finance"
//! ```
//!
//! ## Good
//!
//! ```json /x-ms-connector-metadata/2/propertyValue
//! "Commerce;Finance"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::metadata::{CATEGORIES, categories, value_of};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::part;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/metadata-too-many-categories",
    summary: "The connector is in more than two categories",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::None,
    microsoft: &["TooManyConnectorCategories"],
    check: Check::Places(&[Place::ConnectorMetadataEntry], check),
};

/// The most categories of a connector.
const LIMIT: usize = 2;

fn check(context: &mut Context<'_>, entry: Node<'_>, _: Place) {
    let Some((value, text)) = value_of(entry, CATEGORIES) else { return };
    let Some((start, _)) = categories(&text).nth(LIMIT) else { return };
    let count = categories(&text).count();
    let message = format!("The connector is in {count} categories. Keep the one or two that fit best.");
    context.on(value, part(value, start, text.len()), message);
}
