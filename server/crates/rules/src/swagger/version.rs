//! Every connector starts with `"swagger": "2.0"`. The platform reads no other version of the specification
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/define-openapi-definition>), and the version is a
//! text: without its quotes it is a number.
//!
//! ## Bad
//!
//! ```json /swagger
//! 2.0
//! ```
//!
//! ## Good
//!
//! ```json /swagger
//! "2.0"
//! ```

use connector::FileRole;
use syntax::{Kind, Node};
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/version",
    summary: "The definition does not declare Swagger 2.0",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["SpecificationVersionIncorrect"],
    check: Check::Places(&[Place::Root], check),
};

fn check(context: &mut Context<'_>, root: Node<'_>, _: Place) {
    let Some(version) = root.get("swagger") else { return absent(context, root) };
    if version.kind() == Kind::Missing || version.as_str().as_deref() == Some("2.0") {
        return;
    }
    let raw = version.raw();
    let message = "Write the version as the text \"2.0\": connectors are Swagger 2.0.";
    // Other numbers announce another specification, and the rest of the file may follow it.
    let means_two = matches!(raw.trim_matches('"').trim(), "2" | "2.0" | "2.0.0");
    let safety = if means_two { Safety::Safe } else { Safety::Unsafe };
    let change = Change::Replace(version.id(), "\"2.0\"".to_owned());
    context.on_value(version, message).fix(Fix::new(
        safety,
        "Change to \"2.0\"",
        FileRole::Definition,
        change,
    ));
}

fn absent(context: &mut Context<'_>, root: Node<'_>) {
    // A definition in OpenAPI 3 is told so where it says `openapi`.
    if root.get("openapi").is_some() || is_misspelt(root, Place::Root, "swagger") {
        return;
    }
    let change =
        Change::InsertFirst { object: root.id(), name: "swagger".to_owned(), value: "\"2.0\"".to_owned() };
    context
        .on_key(root, "The version of the specification is missing. Add \"swagger\": \"2.0\".")
        .fix(Fix::safe("Add \"swagger\": \"2.0\"", FileRole::Definition, change));
}
