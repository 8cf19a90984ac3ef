//! Without `host` the platform does not know which server to call. A policy such as `dynamichosturl` can set the host
//! for each connection; then nothing is reported, though Microsoft's
//! [coding standards](https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards) name the host
//! as a part of every definition.
//!
//! ## Bad
//!
//! ```json /host
//! ""
//! ```
//!
//! ## Good
//!
//! ```json /host
//! "api.contoso.com"
//! ```
//!
//! ## Fix
//!
//! Takes the server of the website as a first guess. The service often has another one.

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::host::{is_host, is_placeholder, is_replaced};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/host-missing",
    summary: "The definition names no host",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::Root], check),
};

fn check(context: &mut Context<'_>, root: Node<'_>, place: Place) {
    let host = root.get("host");
    if host.is_some_and(|host| host.as_str().is_none_or(|text| !text.trim().is_empty())) {
        return;
    }
    // A definition in the manner of OpenAPI 3 has its servers elsewhere, which is reported there.
    let is_openapi3 = root.get("servers").is_some() || root.get("openapi").is_some();
    if is_openapi3 || !is_whole(root) || is_misspelt(root, place, "host") || is_replaced(context) {
        return;
    }
    let message = "There is no host, so that no call finds its server. Add 'host' with the name of the server, or a \
                   'dynamichosturl' policy.";
    let finding = match host {
        Some(host) => context.on_value(host, message),
        None => context.on_key(root, message),
    };
    let Some(guess) = website(root) else { return };
    let file = FileRole::Definition;
    let change = Change::set(root, "host", quote(&guess), Some("info"));
    finding.fix(Fix::unsafe_(format!("Add the host '{guess}', the server of the website"), file, change));
}

/// The server of the website that the connector names.
fn website(root: Node<'_>) -> Option<String> {
    let metadata = root.get("x-ms-connector-metadata").into_iter().flat_map(Node::items);
    let site = metadata.into_iter().find_map(|entry| {
        let is_site = entry.get("propertyName")?.as_str()?.eq_ignore_ascii_case("website");
        entry.get("propertyValue").filter(|_| is_site)
    });
    let contact = || root.get("info")?.get("contact")?.get("url");
    let address = site.or_else(contact)?.as_str()?;
    let (_, rest) = address.trim().split_once("://")?;
    let server = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    (is_host(server) && !is_placeholder(server, [server.into()])).then(|| server.to_owned())
}
