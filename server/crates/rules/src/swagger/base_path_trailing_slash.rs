//! Every path starts with a slash. If `basePath` ends with one, the address of a call has two in a row, which some
//! servers answer and others do not: `/api/` and `/items` make `/api//items`.
//! ([How the parts are joined](https://spec.openapis.org/oas/v2.0.html#paths-object))
//!
//! ## Bad
//!
//! ```json /basePath
//! "/api/v1/"
//! ```
//!
//! ## Good
//!
//! ```json /basePath
//! "/api/v1"
//! ```
//!
//! ## Fix
//!
//! Takes the slash away. Calls then go to another address: try one before the change is published.

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/base-path-trailing-slash",
    summary: "The base path ends with a slash",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::Root], check),
};

fn check(context: &mut Context<'_>, root: Node<'_>, _: Place) {
    let Some(node) = root.get("basePath") else { return };
    let Some(path) = node.as_str() else { return };
    // Without a slash at the start it has a finding that says how to write it.
    if !path.ends_with('/') || !path.starts_with('/') || path == "/" {
        return;
    }
    let trimmed = path.trim_end_matches('/');
    let meant = if trimmed.is_empty() { "/" } else { trimmed };
    let message = format!(
        "With the slash of each path, addresses get two slashes in a row after '{meant}'. Leave the last one out."
    );
    let change = Change::Replace(node.id(), quote(meant));
    let fix = Fix::unsafe_(format!("Change to '{meant}'"), FileRole::Definition, change);
    context.on_value(node, message).fix(fix);
}
