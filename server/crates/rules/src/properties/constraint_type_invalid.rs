//! The constraints of a field in the connection form look alike and are not: `required` and `hidden` are the texts
//! `"true"` and `"false"`, with quotes, while `clearText` is the value `true` or `false` without them, and `tabIndex` is a
//! number. The platform reads some of the wrong forms too, but Microsoft's own schema of the file refuses them.
//! ([Source](https://github.com/microsoft/PowerPlatformConnectors/blob/dev/schemas/paconn-apiProperties.schema.json))
//!
//! Since many published connectors have `hidden` without quotes, that is only a hint.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters/shop/uiDefinition/constraints/required
//! true
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters/api_key/uiDefinition/constraints/clearText
//! "false"
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters/shop/uiDefinition/constraints/required
//! "yes"
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/connectionParameters/api_key/uiDefinition/constraints
//! { "required": "true", "clearText": false, "tabIndex": 2 }
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::{Place, Types};

use crate::fix::{Change, Fix, Safety};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::{converted, json_type};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/constraint-type-invalid",
    summary: "A constraint of a connection parameter has a value of another type",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Places(&[Place::Constraints], check),
};

fn check(context: &mut Context<'_>, constraints: Node<'_>, place: Place) {
    for node in constraints.members() {
        let name = node.name();
        let Some(member) = vocabulary::member(place, &name) else { continue };
        let Some(found) = json_type(node) else { continue };
        let is_text = member.types.contains(Types::STRING);
        let expected = if is_text { Types::STRING } else { member.types };
        if !expected.contains(found) {
            wrong_type(context, node, expected);
        } else if is_text && node.as_str().is_some_and(|text| !matches!(&*text, "true" | "false")) {
            wrong_word(context, node);
        }
    }
}

fn wrong_type(context: &mut Context<'_>, node: Node<'_>, expected: Types) {
    let name = node.name();
    let json = converted(node, expected);
    let message = match &json {
        Some(json) => format!("'{name}' must be {expected}. Write {json}."),
        None => format!("'{name}' must be {expected}, but this is something else. Correct or remove it."),
    };
    let finding = context.on_value(node, message);
    if name == "hidden" && node.as_bool().is_some() {
        finding.at_most(Severity::Hint);
    }
    if let Some(json) = json {
        let title = format!("Change to {json}");
        finding.fix(Fix::safe(title, finding.file, Change::Replace(node.id(), json)));
    }
}

/// A text that is neither `true` nor `false`.
fn wrong_word(context: &mut Context<'_>, node: Node<'_>) {
    let Some(text) = node.as_str() else { return };
    let word = match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Some("true"),
        "false" | "no" | "0" => Some("false"),
        _ => None,
    };
    let name = node.name();
    let message = format!("'{text}' is no value of '{name}'. Write \"true\" or \"false\".");
    let finding = context.on_value(node, message);
    if let Some(word) = word {
        let same = text.trim().eq_ignore_ascii_case(word);
        let safety = if same { Safety::Safe } else { Safety::Unsafe };
        let change = Change::Replace(node.id(), quote(word));
        finding.fix(Fix::new(safety, format!("Change to \"{word}\""), finding.file, change));
    }
}
