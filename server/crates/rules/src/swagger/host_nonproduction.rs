//! A host with a word such as `dev`, `test` or `sandbox` in its name is most likely not the one that customers use.
//! [Certification](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission) takes
//! production hosts only, and flows that were made against a test system stop when it is taken down.
//!
//! ## Bad
//!
//! ```json /host
//! "dev.orders-service.com"
//! ```
//!
//! ## Bad
//!
//! ```json /host
//! "orders-uat2.azurewebsites.net"
//! ```
//!
//! ## Good
//!
//! ```json /host
//! "orders-service.dev"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::host::{is_host, is_placeholder, is_replaced, trial_word};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/host-nonproduction",
    summary: "The host looks like that of a test system",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Places(&[Place::Root], check),
};

fn check(context: &mut Context<'_>, root: Node<'_>, _: Place) {
    let Some(node) = root.get("host") else { return };
    let Some(host) = node.as_str() else { return };
    let Some(word) = trial_word(&host).filter(|_| is_host(&host)) else { return };
    // One that stands in for another host, and is called, has a finding for that.
    if is_placeholder(&host, []) && !is_replaced(context) {
        return;
    }
    let message = format!(
        "'{word}' in the host says that this is a test system. Give the server that customers use before the \
         connector is shared."
    );
    context.on_value(node, message);
}
