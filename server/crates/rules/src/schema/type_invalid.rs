//! A schema's `type` is `object`, `array`, `string`, `integer`, `number` or `boolean`, in lower case. The word `file`
//! is for form data and for a whole response. The platform refuses everything else.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! For a value that may be null write its real type and `"x-nullable": true`. A file inside of a body is text:
//! `{ "type": "string", "format": "byte" }`.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/type
//! "String"
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/type
//! "file"
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/type
//! "null"
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/title/type
//! "string"
//! ```

use connector::FileRole;
use syntax::Node;
use vocabulary::Place;

use crate::choice::{SCHEMA_TYPES, TYPE_SYNONYMS};
use crate::finding::Finding;
use crate::fix::{Change, Fix};
use crate::places::SCHEMAS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "schema/type-invalid",
    summary: "A schema has an unknown type, or a file where none can be",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonValueNotInEnum", "SchemaTypeFileNotValid"],
    check: Check::Members(SCHEMAS, &["type"], check),
};

fn check(context: &mut Context<'_>, value: Node<'_>, place: Place) {
    let (Some(word), Some(node)) = (value.as_str(), value.parent()) else { return };
    // Nearly all are one of those that are right everywhere; the compiler tells them apart by their length.
    if matches!(&*word, "object" | "array" | "string" | "integer" | "number" | "boolean") {
        return;
    }
    // A definition may be the whole of some response.
    let may_be_file = matches!(place, Place::ResponseSchema | Place::DefinitionSchema);
    let types = if may_be_file { &SCHEMA_TYPES[..] } else { &SCHEMA_TYPES[..6] };
    // Beside `$ref` nothing counts.
    if types.contains(&word.as_ref()) || node.get("$ref").is_some() {
        return;
    }
    let file = context.file_of(value);
    if word == "file" {
        let message = "Only form data and a whole response can be a file. Write a string here.";
        offer_text(context.on_value(value, message), file, node, value, place);
        return;
    }
    let meant = choice::meant(&word, types, TYPE_SYNONYMS);
    let message = match meant {
        Some(meant) => format!("'{word}' is no type. Did you mean '{meant}'?"),
        None if word == "null" => {
            "'null' is no type. Write the real type, and \"x-nullable\": true beside it.".into()
        }
        None => format!("'{word}' is no type. Use {}.", choice::listed(types)),
    };
    let finding = context.on_value(value, message);
    if let Some(meant) = meant {
        choice::offer(finding, file, value, meant);
    }
}

/// Offers the text form of a file: as it is for a whole body, in base64 within an object.
fn offer_text(finding: &mut Finding, file: FileRole, node: Node<'_>, value: Node<'_>, place: Place) {
    let format = if place == Place::BodySchema { "binary" } else { "byte" };
    let fix = Fix::unsafe_(
        format!("Make it a string of format '{format}'"),
        file,
        Change::Replace(value.id(), "\"string\"".to_owned()),
    );
    let change = match node.get("format") {
        Some(written) => Change::Replace(written.id(), format!("\"{format}\"")),
        None => Change::Insert {
            object: node.id(),
            name: "format".to_owned(),
            value: format!("\"{format}\""),
            after: Some("type".to_owned()),
        },
    };
    finding.fix(fix.and(file, change));
}
