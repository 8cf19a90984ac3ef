//! Connectors speak `https`, or `http` where nothing else is possible. Web sockets (`ws`, `wss`) and other protocols
//! are [refused](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//!
//! ## Bad
//!
//! ```json /schemes
//! ["wss"]
//! ```
//!
//! ## Bad
//!
//! ```json /schemes
//! ["HTTPS"]
//! ```
//!
//! ## Bad
//!
//! ```json /schemes
//! ["https", "ws"]
//! ```
//!
//! ## Good
//!
//! ```json /schemes
//! ["https"]
//! ```

use connector::FileRole;
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "swagger/scheme-invalid",
    summary: "A protocol is neither https nor http",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["SchemeNotValid", "SchemeNotSupported"],
    check: Check::Places(&[Place::Schemes], check),
};

/// The protocols that connectors speak.
pub(crate) const PROTOCOLS: [&str; 2] = ["https", "http"];
const WEB_SOCKETS: [&str; 2] = ["ws", "wss"];

fn check(context: &mut Context<'_>, schemes: Node<'_>, _: Place) {
    for scheme in schemes.items() {
        let Some(word) = scheme.as_str() else { continue };
        if PROTOCOLS.contains(&word.as_ref()) {
            continue;
        }
        let is_socket = WEB_SOCKETS.iter().any(|socket| socket.eq_ignore_ascii_case(&word));
        let message = if is_socket {
            format!("Connectors cannot use web sockets ('{word}'). Use 'https'.")
        } else {
            format!("'{word}' is no protocol for connectors. Use {}.", choice::listed(&PROTOCOLS))
        };
        let mut word = word.trim().trim_end_matches("://").trim_end_matches(':').to_ascii_lowercase();
        if word != "http" {
            "https".clone_into(&mut word);
        }
        let is_listed =
            |wanted: &str| schemes.items().any(|other| other.as_str().is_some_and(|text| text == wanted));
        let file = FileRole::Definition;
        let finding = context.on_value(scheme, message);
        if is_listed(&word) {
            finding.fix(Fix::unsafe_("Remove it", file, Change::Remove(scheme.id())));
        } else {
            choice::offer(finding, file, scheme, &word);
        }
    }
}
