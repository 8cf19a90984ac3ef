//! `x-ms-trigger` is `single`, for one object each time the trigger fires, or `batch`, for a list. Any other word is
//! refused. Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-trigger>.
//!
//! ## Bad
//!
//! ```json /paths/~1subscriptions/post/x-ms-trigger
//! "Single"
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1subscriptions/post/x-ms-trigger
//! "webhook"
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1subscriptions/post/x-ms-trigger
//! "single"
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, choice};

pub static RULE: Rule = Rule {
    code: "trigger/value-invalid",
    summary: "A trigger is neither single nor batch",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["JsonValueNotInEnum"],
    check: Check::Places(&[Place::Operation], check),
};

const WORDS: [&str; 2] = ["single", "batch"];
const SYNONYMS: [(&str, &str); 4] =
    [("webhook", "single"), ("true", "single"), ("polling", "batch"), ("poll", "batch")];

fn check(context: &mut Context<'_>, operation: Node<'_>, _: Place) {
    let Some(node) = operation.get("x-ms-trigger") else { return };
    let Some(word) = node.as_str().filter(|word| !WORDS.contains(&word.as_ref())) else { return };
    let file = context.file_of(node);
    let meant = choice::meant(&word, &WORDS, &SYNONYMS);
    let message = match meant {
        Some(meant) => format!("'{word}' is no kind of trigger. Did you mean '{meant}'?"),
        None => format!("'{word}' is no kind of trigger. Use {}.", choice::listed(&WORDS)),
    };
    let finding = context.on_value(node, message);
    if let Some(meant) = meant {
        // What was an action until now becomes a trigger, whatever the letter case of the word was.
        let change = Change::Replace(node.id(), quote(meant));
        finding.fix(Fix::unsafe_(format!("Change to '{meant}'"), file, change));
    }
}
