//! A read-only property is set by the server and is no input. In a request body it cannot be required: makers do not see
//! it, and nobody fills it in.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": [ "id", "title" ],
//!   "properties": {
//!     "id": { "type": "string", "readOnly": true, "x-ms-summary": "ID", "description": "The key." },
//!     "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": [ "title" ],
//!   "properties": {
//!     "id": { "type": "string", "readOnly": true, "x-ms-summary": "ID", "description": "The key." },
//!     "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." }
//!   }
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::Safety;
use crate::required::removal;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/required-readonly",
    summary: "A read-only property is required as an input",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredReadOnlyPropertyNotAllowedAsInput"],
    check: Check::Members(&[Place::PropertySchema], &["readOnly"], check),
};

fn check(context: &mut Context<'_>, flag: Node<'_>, _: Place) {
    let Some(property) = flag.parent().filter(|property| !is_reference(*property)) else { return };
    let Some(schema) = property.parent().and_then(Node::parent) else { return };
    let Some(definition) = context.definition().filter(|_| flag.as_bool() == Some(true)) else { return };
    let Some(list) = schema.get("required") else { return };
    let name = property.name();
    let Some(entry) = list.items().find(|entry| entry.as_str().is_some_and(|listed| listed == name)) else {
        return;
    };
    if !definition.flow(schema.id()).is_sent {
        return;
    }
    let message =
        format!("'{name}' is read-only, so nobody can fill it in, but it is required. Remove it here.");
    let file = context.file_of(entry);
    context
        .on_value(entry, message)
        .related(file, flag.full_span(), format!("'{name}' is read-only."))
        .fix(removal(file, entry, Safety::Unsafe));
}
