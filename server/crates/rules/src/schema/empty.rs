//! `{}` lets anything through and says nothing: makers see a field that takes whatever they write, or an output that they
//! can do nothing with.
//!
//! An empty `items` and an empty schema of a body or a response have rules of their own.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/extra
//! {}
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/extra
//! { "type": "string", "x-ms-summary": "Extra", "description": "Whatever else there is." }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/empty",
    summary: "A schema says nothing",
    levels: Levels::all(Severity::Info),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Places(
        &[Place::DefinitionSchema, Place::PropertySchema, Place::AllOfSchema, Place::NotificationSchema],
        check,
    ),
};

fn check(context: &mut Context<'_>, schema: Node<'_>, _: Place) {
    if schema.children().next().is_some() || !schema.is_closed() {
        return;
    }
    context.on_key(schema, "Nothing is known about this value. Give it a type.");
}
