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
use vocabulary::{Content, Place};

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "operation/visibility-invalid",
    summary: "A visibility is none of the known words",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonValueNotInEnum"],
    // Where the vocabulary does not expect the member its value stands in no place.
    check: Check::Places(&[Place::Leaf, Place::Free], check),
};

const WORDS: [&str; 3] = ["important", "advanced", "internal"];
/// Words from other programs, and what they come to.
const SYNONYMS: [(&str, &str); 4] =
    [("hidden", "internal"), ("hide", "internal"), ("private", "internal"), ("optional", "advanced")];
/// Words for what is normal, which have a finding of their own.
const NORMAL: [&str; 2] = ["", "none"];

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    if !node.key().is_some_and(|key| key.is("x-ms-visibility")) {
        return;
    }
    let Some(word) = node.as_str() else { return };
    if WORDS.contains(&word.as_ref()) || NORMAL.iter().any(|normal| normal.eq_ignore_ascii_case(&word)) {
        return;
    }
    // Not in examples and defaults, nor for a property that happens to have this name.
    let around = context.document_of(node.tree()).zip(node.parent());
    let describes = around
        .is_some_and(|(document, parent)| matches!(document.place(parent).content(), Content::Members(_)));
    if !describes {
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
