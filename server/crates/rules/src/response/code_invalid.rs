//! A response is named after the HTTP status code that it comes with, such as `200`, or `default` for all that have no
//! response of their own. The platform refuses other names, ranges such as `2XX` among them.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": { "2XX": { "description": "The item is gone." } }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": {
//!     "200": { "description": "The item is gone." },
//!     "Default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": {
//!     "204": { "description": "The item is gone." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::Safety;
use crate::near::{hint, nearest};
use crate::responses;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::offer_rename;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "response/code-invalid",
    summary: "A response is named after no status code",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["ResponseMustBeDefaultOrHttpStatusCode"],
    check: Check::Places(&[Place::Responses], check),
};

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    for response in responses::of(list) {
        let Some(key) = response.key().filter(|key| !is_code(key.raw_name())) else { continue };
        let name = key.text();
        if name == "default" || response.kind() == syntax::Kind::Missing {
            continue;
        }
        let meant = meant(&name);
        let advice = if meant.is_some() {
            hint(meant.as_deref())
        } else {
            " Use one such as '200', or 'default'.".to_owned()
        };
        let finding = context.on_key(response, format!("'{name}' is no HTTP status code.{advice}"));
        if let Some(meant) = meant {
            offer_rename(finding, response, &meant, Safety::Unsafe);
        }
    }
}

/// Three digits from 100 to 599.
fn is_code(name: &str) -> bool {
    name.len() == 3 && name.parse().is_ok_and(|code: u16| (100..600).contains(&code))
}

/// The code or word that a name most likely stands for.
fn meant(name: &str) -> Option<String> {
    let trimmed = name.trim();
    let digits = trimmed.split(|character: char| !character.is_ascii_digit()).next().unwrap_or_default();
    if is_code(digits) {
        return Some(digits.to_owned());
    }
    let is_range = trimmed.len() == 3 && trimmed.get(1..).is_some_and(|rest| rest.eq_ignore_ascii_case("xx"));
    if let Some(class) = trimmed.get(..1).filter(|class| is_range && ("1"..="5").contains(class)) {
        return Some(format!("{class}00"));
    }
    match trimmed.to_ascii_lowercase().as_str() {
        "ok" | "success" | "2**" | "2" => Some("200".to_owned()),
        "error" | "failure" | "*" => Some("default".to_owned()),
        _ => nearest(trimmed, ["default"]).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_other_names() {
        assert!(is_code("200") && is_code("599") && !is_code("600") && !is_code("099") && !is_code("+20"));
        for (name, code) in [
            ("2XX", Some("200")),
            ("4xx", Some("400")),
            ("9XX", None),
            ("200 OK", Some("200")),
            (" 404", Some("404")),
            ("Default", Some("default")),
            ("defalt", Some("default")),
            ("ok", Some("200")),
            ("20", None),
            ("é00", None),
        ] {
            assert_eq!(meant(name).as_deref(), code, "{name}");
        }
    }
}
