//! `binary` is a file as it is, which can only be the whole of a body or a response. Within an object or a list a file
//! travels as base64 text, which is the format `byte`.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/photo
//! { "type": "string", "format": "binary", "x-ms-summary": "Photo", "description": "How it looks." }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Photo
//! { "type": "string", "format": "binary" }
//! ```
//!
//! ```json /definitions/Item/properties/photo
//! { "$ref": "#/definitions/Photo" }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/photo
//! { "type": "string", "format": "byte", "x-ms-summary": "Photo", "description": "How it looks." }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! { "type": "string", "format": "binary" }
//! ```

use connector::Target;
use syntax::{Node, Span};
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::SCHEMAS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/binary-not-top-level",
    summary: "A file stands as it is within an object or a list",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["InvalidStringBinaryProperty"],
    check: Check::Members(SCHEMAS, &["format"], check),
};

fn check(context: &mut Context<'_>, format: Node<'_>, place: Place) {
    if format.as_str().is_none_or(|word| word != "binary") {
        return;
    }
    let Some(schema) = format.parent().filter(|schema| !is_reference(*schema)) else { return };
    if schema.get("type").and_then(Node::as_str).is_some_and(|kind| kind != "string") {
        return;
    }
    let from = match place {
        Place::BodySchema | Place::ResponseSchema | Place::NotificationSchema => return,
        Place::DefinitionSchema => match nested_use(context, schema) {
            Some(from) => Some(from),
            None => return,
        },
        _ => None,
    };
    let message =
        "Only a whole body or response can be 'binary'. Use 'byte' here, and send the file as base64 text.";
    let finding = context.on_value(format, message);
    let file = finding.file;
    if let Some(from) = from {
        finding.related(file, from, "It is used within an object or a list here.");
    }
    let change = Change::Replace(format.id(), "\"byte\"".to_owned());
    finding.fix(Fix::unsafe_("Change to 'byte'", file, change));
}

/// The first reference to a definition from within an object or a list.
fn nested_use(context: &Context<'_>, schema: Node<'_>) -> Option<Span> {
    let document = context.document_of(schema.tree())?;
    let target = Target::Schema(schema.name().into());
    let mut uses = context.connector().references().to(&target);
    uses.find_map(|used| {
        let node = document.node(used.node?);
        let place = document.place(node.parent()?);
        let is_whole = matches!(
            place,
            Place::BodySchema | Place::ResponseSchema | Place::NotificationSchema | Place::DefinitionSchema
        );
        (!is_whole).then_some(used.span)
    })
}
