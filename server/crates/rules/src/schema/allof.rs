//! The designers put the parts of an `allOf` together in different ways, or not at all: makers then miss fields, and the
//! validator warns. One schema that says everything works everywhere.
//! Source: <https://github.com/microsoft/PowerPlatformConnectors/issues/2067>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "allOf": [
//!     { "$ref": "#/definitions/Item" },
//!     {
//!       "type": "object",
//!       "required": [ "owner" ],
//!       "properties": {
//!         "owner": { "type": "string", "x-ms-summary": "Owner", "description": "Who it belongs to." }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! { "allOf": [ { "$ref": "#/definitions/Item" } ] }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": [ "owner" ],
//!   "properties": {
//!     "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." },
//!     "owner": { "type": "string", "x-ms-summary": "Owner", "description": "Who it belongs to." }
//!   }
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::flatten::{flattened, is_variant};
use crate::places::SCHEMAS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/allof",
    summary: "A schema is put together from parts",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["SwaggerKeywordNotSupported"],
    check: Check::Members(SCHEMAS, &["allOf"], check),
};

fn check(context: &mut Context<'_>, parts: Node<'_>, _: Place) {
    let (Some(definition), Some(schema)) = (context.definition(), parts.parent()) else { return };
    if !parts.is_array() || is_reference(schema) {
        return;
    }
    let message =
        "Designers do not put the parts of 'allOf' together reliably. Write one schema that says everything.";
    let finding = context.on_key(parts, message);
    let file = finding.file;
    if !parts.tree().errors().is_empty() {
        // What is copied has to be sound.
        return;
    }
    let is_definition = definition.document.place(schema) == Place::DefinitionSchema;
    if is_definition && is_variant(definition, schema) {
        // Values name it, and know it by its parts.
        return;
    }
    let is_only = schema.members().nth(1).is_none() && parts.items().nth(1).is_none();
    if let Some(only) = parts.items().next().filter(|only| is_only && only.is_object()) {
        let change = Change::Replace(schema.id(), only.raw().to_owned());
        finding.fix(Fix::unsafe_("Take the only part out of 'allOf'", file, change));
    } else if let Some(json) = flattened(definition, schema) {
        let change = Change::Replace(schema.id(), json);
        finding.fix(Fix::unsafe_("Put the parts together", file, change));
    }
}
