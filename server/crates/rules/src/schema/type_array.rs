//! A schema of Swagger 2.0 has one type. A list of types, as JSON Schema and OpenAPI 3.1 allow, is refused. For a
//! value that may be null write its type, and `"x-nullable": true` beside it.
//! Source: <https://spec.openapis.org/oas/v2.0.html#schema-object>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/type
//! ["string", "null"]
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/type
//! ["string", "integer"]
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/title
//! {
//!   "type": "string",
//!   "x-nullable": true,
//!   "x-ms-summary": "Title",
//!   "description": "The name of the item."
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::choice::SCHEMA_TYPES;
use crate::fix::{Change, Fix, Safety};
use crate::places::SCHEMAS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/type-array",
    summary: "A schema has a list of types",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonTypeIncorrect"],
    check: Check::Members(SCHEMAS, &["type"], check),
};

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    let Some(node) = list.parent().filter(|_| list.is_array()) else { return };
    let is_null = |one: &Node<'_>| one.raw() == "null" || one.as_str().is_some_and(|word| word == "null");
    let types = || list.items().filter(|one| !is_null(one) && one.is_string());
    let has_null = list.items().any(|one| is_null(&one));
    let is_only = types().nth(1).is_none();
    // A file is a type for a whole response only, and another word is none: that would be the next error.
    let is_type =
        |one: &Node<'_>| one.as_str().is_some_and(|word| SCHEMA_TYPES[..6].contains(&word.as_ref()));
    let first = types().find(is_type);
    let file = context.file_of(list);
    let message = if has_null {
        "A schema has one type. Write it alone, and \"x-nullable\": true beside it."
    } else {
        "A schema has one type, not a list. Choose the one that fits best."
    };
    let finding = context.on_key(list, message);
    let Some(first) = first else { return };
    let kind = first.as_str().unwrap_or_default();
    // With one type beside null nothing is lost.
    let safety = if is_only { Safety::Safe } else { Safety::Unsafe };
    let change = Change::Replace(list.id(), first.raw().to_owned());
    let mut fix = Fix::new(safety, format!("Make it '{kind}'"), file, change);
    if has_null && node.get("x-nullable").is_none() {
        fix = fix.and(
            file,
            Change::Insert {
                object: node.id(),
                name: "x-nullable".to_owned(),
                value: "true".to_owned(),
                after: Some("type".to_owned()),
            },
        );
    }
    finding.fix(fix);
}
