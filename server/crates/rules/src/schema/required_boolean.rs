//! In a schema `required` is a list of names, and it stands on the object that has the fields. `"required": true` on
//! the field itself is for parameters; in a schema the platform refuses it.
//! Source: <https://spec.openapis.org/oas/v2.0.html#schema-object>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "properties": {
//!     "title": {
//!       "type": "string",
//!       "required": true,
//!       "x-ms-summary": "Title",
//!       "description": "The name of the item."
//!     }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": ["title"],
//!   "properties": {
//!     "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." },
//!     "note": { "type": "string", "required": true, "x-ms-summary": "Note", "description": "A note on it." },
//!     "size": { "type": "string", "required": false, "x-ms-summary": "Size", "description": "The size of it." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": ["title"],
//!   "properties": {
//!     "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." }
//!   }
//! }
//! ```

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::SCHEMAS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/required-boolean",
    summary: "A schema is required by a flag instead of a list",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonTypeIncorrect"],
    check: Check::Members(SCHEMAS, &["required"], check),
};

fn check(context: &mut Context<'_>, flag: Node<'_>, place: Place) {
    let (Some(is_required), Some(node)) = (flag.as_bool(), flag.parent()) else { return };
    let file = context.file_of(flag);
    let name = node.name();
    let message = if place == Place::PropertySchema {
        format!(
            "'required' is a list on the object that has '{name}', not a flag. Move the name into that list."
        )
    } else {
        "In a schema 'required' is a list of property names, not a flag. Name the properties, or remove it."
            .into()
    };
    let finding = context.on_key(flag, message);
    finding.fix(if is_required && place == Place::PropertySchema {
        move_to_list(file, node, flag)
    } else if is_required {
        Fix::unsafe_("Remove 'required'", file, Change::Remove(flag.id()))
    } else {
        // Not required is what a field is without it.
        Fix::safe("Remove 'required'", file, Change::Remove(flag.id()))
    });
}

/// Removes the flag and adds the property to the list of its object.
fn move_to_list(file: FileRole, property: Node<'_>, flag: Node<'_>) -> Fix {
    let name = property.name();
    let remove = Change::Remove(flag.id());
    let object = property.parent().and_then(Node::parent).filter(|object| object.is_object());
    let Some(object) = object else { return Fix::unsafe_("Remove 'required'", file, remove) };
    let fix = Fix::unsafe_("Move it to the list of the object", file, remove);
    match object.get("required") {
        None => fix.and(file, new_list(object, &name)),
        Some(list) if list.is_array() => {
            let is_listed = list.items().any(|listed| listed.as_str().is_some_and(|listed| listed == name));
            if is_listed { fix } else { fix.and(file, Change::Append(list.id(), quote(&name))) }
        }
        // The object has such a flag itself: that has to go first.
        Some(_) => Fix::unsafe_("Remove 'required'", file, Change::Remove(flag.id())),
    }
}

fn new_list(object: Node<'_>, name: &str) -> Change {
    Change::Insert {
        object: object.id(),
        name: "required".to_owned(),
        value: format!("[{}]", quote(name)),
        after: Some("type".to_owned()),
    }
}
