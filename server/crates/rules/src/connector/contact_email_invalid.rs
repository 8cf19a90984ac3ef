//! What stands under `email` becomes a link that opens a mail. Anything else than one plain address makes a link that goes
//! nowhere, and the import refuses it
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /info/contact/email
//! "https://www.contoso.com/support"
//! ```
//!
//! ## Bad
//!
//! ```json /info/contact/email
//! "support@contoso.com, orders@contoso.com"
//! ```
//!
//! ## Good
//!
//! ```json /info/contact/email
//! "support@contoso.com"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::host::is_host;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/contact-email-invalid",
    summary: "The contact's mail address is none",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["ContactEmailNotValid"],
    check: Check::Members(&[Place::Contact], &["email"], check),
};

fn check(context: &mut Context<'_>, email: Node<'_>, _: Place) {
    let Some(text) = email.as_str() else { return };
    // An empty one is missing, which is reported there.
    if is_address(&text) || text.trim().is_empty() {
        return;
    }
    let message =
        format!("'{text}' is no mail address. Give one, such as 'support@contoso.com', and nothing else.");
    context.on_value(email, message);
}

/// Whether a text is one mail address, without a name beside it (<https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2>;
/// letters beyond ASCII are left to the mail server).
fn is_address(text: &str) -> bool {
    let Some((who, server)) = text.rsplit_once('@') else { return false };
    let is_allowed = |character: char| {
        !character.is_whitespace() && !character.is_control() && !"@<>()[],;:\\\"".contains(character)
    };
    let is_who = !who.is_empty() && who.chars().all(is_allowed);
    is_who && is_host(server) && !server.contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_addresses_are_told_from_other_texts() {
        for text in [
            "a@b.example",
            "first.last+tag@mail.b.example",
            "jürgen@bücher.example",
            "o'neil@b.example",
            "a@intranet",
        ] {
            assert!(is_address(text), "{text}");
        }
        for text in [
            "Contact email address",
            "a@b.example ",
            "@b.example",
            "a@",
            "a@b..example",
            "A <a@b.example>",
            "mailto:a@b.example",
            "a@b.example;c@d.example",
            "a@@b.example",
        ] {
            assert!(!is_address(text), "{text}");
        }
    }
}
