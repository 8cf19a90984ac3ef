//! `x-ms-visibility` knows three words, in lower case: `important`, `advanced` and `internal`. Any other word is
//! refused, or shown as if nothing were written. It may stand on operations, parameters and schemas.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-visibility>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/x-ms-visibility
//! "Important"
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/x-ms-visibility
//! "importent"
//! ```
//!
//! ## Bad
//!
//! ```json /parameters/ItemKey/x-ms-visibility
//! "visible"
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/x-ms-visibility
//! "important"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, choice, visibility};

pub static RULE: Rule = Rule {
    code: "operation/visibility-invalid",
    summary: "A visibility is none of the known words",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonValueNotInEnum"],
    // Also where the vocabulary does not expect the member.
    check: Check::Members(Place::ALL, &["x-ms-visibility"], check),
};

const WORDS: [&str; 3] = ["important", "advanced", "internal"];
/// Words from other programs, and what they come to.
const SYNONYMS: [(&str, &str); 4] =
    [("hidden", "internal"), ("hide", "internal"), ("private", "internal"), ("optional", "advanced")];

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(word) = visibility::word(context, node) else { return };
    // What is normal has a finding of its own.
    if WORDS.contains(&word.as_ref()) || visibility::is_normal(&word) {
        return;
    }
    let file = context.file_of(node);
    let meant = choice::meant(&word, &WORDS, &SYNONYMS);
    let message = match meant {
        Some(meant) => format!("'{word}' is no visibility. Did you mean '{meant}'?"),
        None => format!("'{word}' is no visibility. Use {}, or leave it out.", choice::listed(&WORDS)),
    };
    let finding = context.on_value(node, message);
    if let Some(meant) = meant {
        choice::offer(finding, file, node, meant);
    }
}
