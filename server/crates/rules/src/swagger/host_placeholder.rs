//! A host such as `localhost`, `yourdomain.com` or `api.example.com` stands in for one that was to be filled in later.
//! Calls to it go nowhere, and [reviewers
//! ask](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission) for the real one.
//!
//! Nothing is reported when the host is never called: when a `dynamichosturl` policy sets another one, when the
//! script writes the address by itself, or behind the on-premises data gateway, where a server may have any name.
//!
//! ## Bad
//!
//! ```json /host
//! "localhost:8080"
//! ```
//!
//! ## Bad
//!
//! ```json /host
//! "yourdomain.onmicrosoft.com"
//! ```
//!
//! ## Good
//!
//! ```json /host
//! "api.contoso.com"
//! ```

use std::borrow::Cow;

use syntax::Node;
use vocabulary::Place;

use crate::host::{is_behind_gateway, is_host, is_placeholder, is_replaced};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/host-placeholder",
    summary: "The host stands in for another one",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Places(&[Place::Root], check),
};

fn check(context: &mut Context<'_>, root: Node<'_>, _: Place) {
    let Some(node) = root.get("host") else { return };
    let Some(host) = node.as_str() else { return };
    if !is_host(&host) || !is_placeholder(&host, about(root)) {
        return;
    }
    if is_replaced(context) || is_behind_gateway(context) {
        return;
    }
    let message = format!(
        "'{host}' only stands in for a real server. Give the server that answers the calls, or set the host with a \
         'dynamichosturl' policy."
    );
    context.on_value(node, message);
}

/// What the connector says about whose it is.
fn about(root: Node<'_>) -> impl Iterator<Item = Cow<'_, str>> {
    let info = root.get("info");
    let contact = info.and_then(|info| info.get("contact"));
    let texts =
        [(info, "title"), (info, "description"), (contact, "name"), (contact, "url"), (contact, "email")];
    texts.into_iter().filter_map(|(object, name)| object?.get(name)?.as_str())
}
