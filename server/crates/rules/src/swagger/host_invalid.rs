//! `host` is the bare name of a server, with a port if it needs one
//! (<https://spec.openapis.org/oas/v2.0.html#swagger-object>). What comes before the name goes into `schemes`, what
//! comes after it into `basePath`. A part that differs between connections is set by the `dynamichosturl` policy.
//!
//! ## Bad
//!
//! ```json /host
//! "https://api.contoso.com"
//! ```
//!
//! ## Bad
//!
//! ```json /host
//! "api.contoso.com/orders"
//! ```
//!
//! ## Bad
//!
//! ```json /host
//! "{region}.contoso.com"
//! ```
//!
//! ## Good
//!
//! ```json /host
//! "api.contoso.com:8443"
//! ```

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::finding::Finding;
use crate::fix::{Change, Fix, Safety};
use crate::host::is_host;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/host-invalid",
    summary: "The host is more or less than the name of a server",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["HostNameNotValid"],
    check: Check::Places(&[Place::Root], check),
};

fn check(context: &mut Context<'_>, root: Node<'_>, _: Place) {
    let Some(node) = root.get("host") else { return };
    let Some(host) = node.as_str() else { return };
    // An empty host is a missing one.
    if host.trim().is_empty() || is_host(&host) {
        return;
    }
    let parts = Parts::of(&host);
    let message = if host.contains(['{', '}']) {
        "A host cannot have variables. Write the name of a server, and replace it for each connection with a \
         'dynamichosturl' policy."
    } else if parts.scheme.is_some() {
        "The host must not have a scheme. Write the name of the server alone, and the scheme under 'schemes'."
    } else if host.contains(['/', '\\']) {
        "The host must not have a path. Write the name of the server alone, and the path as 'basePath'."
    } else {
        "This is no name of a server. Write it as in 'api.contoso.com', with a port if needed."
    };
    let finding = context.on_value(node, message);
    if is_host(parts.name) {
        offer(finding, root, node, &parts);
    }
}

/// A host that holds more than a name.
struct Parts<'h> {
    scheme: Option<&'h str>,
    name: &'h str,
    /// The path with its leading slash and without a trailing one; empty if there is none.
    path: &'h str,
}

impl<'h> Parts<'h> {
    fn of(host: &'h str) -> Self {
        let host = host.trim();
        let (scheme, rest) = match host.split_once("://") {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => (None, host.trim_start_matches('/')),
        };
        let (name, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Self { scheme, name, path: path.trim_end_matches('/') }
    }
}

fn offer(finding: &mut Finding, root: Node<'_>, node: Node<'_>, parts: &Parts<'_>) {
    let file = FileRole::Definition;
    let title = format!("Change to '{}'", parts.name);
    let schemes = root.get("schemes");
    let says_scheme = |scheme: &str| {
        let mut listed = schemes.into_iter().flat_map(Node::items);
        listed.any(|found| found.as_str().is_some_and(|found| found.eq_ignore_ascii_case(scheme)))
    };
    let keeps_all = parts.path.is_empty() && parts.scheme.is_none_or(says_scheme);
    let safety = if keeps_all { Safety::Safe } else { Safety::Unsafe };
    let mut fix = Fix::new(safety, title, file, Change::Replace(node.id(), quote(parts.name)));
    if !parts.path.is_empty() {
        let base = root.get("basePath");
        let after = base.and_then(Node::as_str);
        let joined = format!("{}{}", parts.path, after.as_deref().unwrap_or_default().trim_end_matches('/'));
        fix = match base {
            Some(base) => fix.and(file, Change::Replace(base.id(), quote(&joined))),
            None => fix.and(file, insert(root, "basePath", quote(&joined), "host")),
        };
    }
    if let Some(scheme) = parts.scheme.filter(|scheme| schemes.is_none() && is_web(scheme)) {
        let after = if root.get("basePath").is_some() { "basePath" } else { "host" };
        let list = format!("[{}]", quote(&scheme.to_ascii_lowercase()));
        fix = fix.and(file, insert(root, "schemes", list, after));
    }
    finding.fix(fix);
}

fn insert(root: Node<'_>, name: &str, value: String, after: &str) -> Change {
    Change::Insert { object: root.id(), name: name.to_owned(), value, after: Some(after.to_owned()) }
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_with_more_falls_into_parts() {
        let parts = Parts::of(" https://a.example/v1/x/ ");
        assert_eq!((parts.scheme, parts.name, parts.path), (Some("https"), "a.example", "/v1/x"));
        let parts = Parts::of("//a.example");
        assert_eq!((parts.scheme, parts.name, parts.path), (None, "a.example", ""));
    }
}
