//! `basePath` is put between the host and the path of each operation, so it has to start with a slash
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>). Whoever
//! has no common start of paths leaves it out or writes `/`.
//!
//! ## Bad
//!
//! ```json /basePath
//! "api/v1"
//! ```
//!
//! ## Bad
//!
//! ```json /basePath
//! ""
//! ```
//!
//! ## Good
//!
//! ```json /basePath
//! "/api/v1"
//! ```

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/base-path-invalid",
    summary: "The base path does not start with a slash",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["BasePathNotValid"],
    check: Check::Places(&[Place::Root], check),
};

fn check(context: &mut Context<'_>, root: Node<'_>, _: Place) {
    let Some(node) = root.get("basePath") else { return };
    let Some(path) = node.as_str() else { return };
    if path.starts_with('/') {
        return;
    }
    let is_address = path.contains("://");
    let message = if is_address {
        "The base path must be a path alone. Write the server under 'host', and what follows it here."
            .to_owned()
    } else {
        format!("The base path must start with a slash. Write '{}'.", with_slash(&path))
    };
    let finding = context.on_value(node, message);
    if !is_address {
        let path = with_slash(&path);
        let change = Change::Replace(node.id(), quote(&path));
        finding.fix(Fix::unsafe_(format!("Change to '{path}'"), FileRole::Definition, change));
    }
}

fn with_slash(path: &str) -> String {
    format!("/{}", path.trim().trim_end_matches('/'))
}
