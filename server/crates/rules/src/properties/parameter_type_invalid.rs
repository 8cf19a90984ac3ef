//! The type of a connection parameter decides which field makers see when they make a connection, and whether the value is
//! kept as a secret. There are six: `string`, `securestring`, `int`, `bool`, `oauthSetting` and `gatewaySetting`. The
//! service refuses others. A type that differs in letter case alone is reported as a warning: published connectors have
//! one.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters/shop/type
//! "text"
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters/api_key/type
//! "secureString"
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/connectionParameters/api_key/type
//! "securestring"
//! ```

use std::sync::LazyLock;

use syntax::Node;
use vocabulary::{CONNECTION_PARAMETER_TYPES, Place};

use crate::choice::{listed, meant, offer};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/parameter-type-invalid",
    summary: "A connection parameter has a type that does not exist",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Members(&[Place::ConnectionParameter], &["type"], check),
};

static TYPES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| CONNECTION_PARAMETER_TYPES.iter().map(|known| known.value).collect());

/// What other formats call these types.
const SYNONYMS: [(&str, &str); 9] = [
    ("text", "string"),
    ("str", "string"),
    ("integer", "int"),
    ("number", "int"),
    ("boolean", "bool"),
    ("password", "securestring"),
    ("secret", "securestring"),
    ("oauth", "oauthSetting"),
    ("oauth2", "oauthSetting"),
];

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(found) = node.as_str() else { return };
    if CONNECTION_PARAMETER_TYPES.iter().any(|known| known.value == found) {
        return;
    }
    let meant = meant(&found, &TYPES, &SYNONYMS);
    let message = format!("There is no connection parameter of type '{found}'. Write {}.", listed(&TYPES));
    let file = context.file_of(node);
    let finding = context.on_value(node, message);
    if let Some(word) = meant {
        if word.eq_ignore_ascii_case(&found) {
            finding.at_most(Severity::Warning);
        }
        offer(finding, file, node, word);
    }
}
