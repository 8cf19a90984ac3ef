//! The formats that an operation takes and gives belong into `consumes` and `produces`: the platform makes the headers
//! `Content-Type` and `Accept` of them. A parameter for such a header puts the choice before makers, or hides it where
//! nobody looks for it.
//!
//! ## Fix
//!
//! Moves the one value that the parameter has, by `default` or `enum`, to `consumes` or `produces`, and removes the
//! parameter. Flows that fill it have to be saved again.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "Accept",
//!   "in": "header",
//!   "required": true,
//!   "type": "string",
//!   "default": "text/json",
//!   "x-ms-visibility": "internal"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "content-type",
//!   "in": "header",
//!   "type": "string",
//!   "x-ms-summary": "Format",
//!   "description": "The format of the items."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/produces
//! ["text/json"]
//! ```

use std::borrow::Cow;

use connector::{Definition, Operation};
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::consumes::{self, Content};
use crate::fix::{Change, Fix};
use crate::mime::essence;
use crate::parameters::is_reference;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/content-type-header",
    summary: "A parameter sets the format of a request or an answer",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::HeaderParameter], check),
};

/// The header, and where its value belongs.
const HEADERS: [(&str, &str); 2] = [("Content-Type", "consumes"), ("Accept", "produces")];

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(value) = node.get("name").filter(|_| !is_reference(node)) else { return };
    let Some(name) = value.as_str() else { return };
    let header = HEADERS.iter().find(|(header, _)| header.eq_ignore_ascii_case(&name));
    let Some(&(_, member)) = header else { return };
    let Some(definition) = context.definition() else { return };
    let fix = correction(definition, node, &name, member);
    let message = format!("The platform makes the header '{name}' of '{member}'. List the format there.");
    let finding = context.on_value(value, message);
    finding.fixes.extend(fix);
}

/// Moves the value of the header to `member` of the operation. `None` for a parameter that is not the operation's own,
/// or has several values or one that the platform does not know, or one that does not fit the content.
fn correction(definition: &Definition, node: Node<'_>, name: &str, member: &str) -> Option<Fix> {
    let list = node.parent().filter(|list| list.is_array())?;
    let operation = definition.operation_around(node)?;
    let object = definition.node(operation.node);
    if list.parent()? != object {
        return None;
    }
    let file = connector::FileRole::Definition;
    let remove = Change::RemoveParameter(node.id());
    let content = consumes::content(definition, operation);
    if member == "consumes" && content.is_none() {
        return Some(Fix::unsafe_(format!("Remove '{name}': nothing is sent"), file, remove));
    }
    let value = value(node)?;
    let format = essence(&value);
    vocabulary::MIME_TYPES.iter().find(|known| known.value == format)?;
    let is_form = matches!(format, consumes::MULTIPART | consumes::URL_ENCODED);
    if member == "consumes" && is_form != (content == Some(Content::Form)) {
        return None;
    }
    let title = format!("Move '{format}' to '{member}'");
    let fix = Fix::unsafe_(title, file, remove);
    Some(match listing(definition, operation, member, format) {
        Some(change) => fix.and(file, change),
        None => fix,
    })
}

/// The one value that a parameter has.
fn value(node: Node<'_>) -> Option<Cow<'_, str>> {
    node.get("default").and_then(Node::as_str).or_else(|| {
        let mut values = node.get("enum")?.items();
        let only = values.next()?;
        if values.next().is_some() { None } else { only.as_str() }
    })
}

/// Makes `format` the only one in `member` of the operation. `None` if it is.
fn listing(definition: &Definition, operation: &Operation, member: &str, format: &str) -> Option<Change> {
    let object = definition.node(operation.node);
    let own = object.get(member);
    let in_force = own.or_else(|| definition.document.root().get(member));
    let is_only = |list: Node<'_>| list.items().count() == 1 && consumes::has(list, format);
    if in_force.is_some_and(is_only) {
        return None;
    }
    let value = format!("[{}]", quote(format));
    Some(match own {
        Some(list) => Change::Replace(list.id(), value),
        None => Change::Insert {
            object: object.id(),
            name: member.to_owned(),
            value,
            after: Some("operationId".to_owned()),
        },
    })
}
