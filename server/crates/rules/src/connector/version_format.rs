//! The version tells one state of the definition from the next. Tools that compare versions expect numbers with dots between
//! them, such as `1.0` or `2.14.1`; the specification of Swagger leaves the text open
//! (<https://spec.openapis.org/oas/v2.0.html#info-object>).
//!
//! A `v` before the numbers is only a matter of style, and no more than a hint.
//!
//! ## Bad
//!
//! ```json /info/version
//! "latest"
//! ```
//!
//! ## Bad
//!
//! ```json /info/version
//! "V2.1"
//! ```
//!
//! ## Good
//!
//! ```json /info/version
//! "2.1"
//! ```

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/version-format",
    summary: "The version is not made of numbers and dots",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Members(&[Place::Info], &["version"], check),
};

fn check(context: &mut Context<'_>, version: Node<'_>, _: Place) {
    let Some(text) = version.as_str() else { return };
    if is_dotted_numbers(&text) {
        return;
    }
    let numbers = numbers(&text);
    let message = format!("'{text}' is no version of numbers and dots. Write it like '{numbers}'.");
    let change = Change::Replace(version.id(), quote(&numbers));
    let finding = context.on_value(version, message);
    finding.fix(Fix::unsafe_(format!("Change to '{numbers}'"), FileRole::Definition, change));
    // Tags in Git are written like that, and dozens of certified connectors have it.
    if text.strip_prefix('v').is_some_and(is_dotted_numbers) {
        finding.at_most(Severity::Hint);
    }
}

fn is_dotted_numbers(text: &str) -> bool {
    text.split('.').all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The numbers that a version begins with, letters before them aside; `1.0` if there are none.
fn numbers(text: &str) -> String {
    let text = text.trim_start_matches(|character: char| !character.is_ascii_digit());
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '.');
    let numbers: Vec<&str> =
        text[..end.unwrap_or(text.len())].split('.').take_while(|number| !number.is_empty()).collect();
    match numbers.as_slice() {
        [] => "1.0".to_owned(),
        [only] => format!("{only}.0"),
        _ => numbers.join("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_version_stay() {
        for (text, expected) in [
            ("v1", "1.0"),
            ("V1.2", "1.2"),
            ("latest", "1.0"),
            ("2.227.915b4950", "2.227.915"),
            ("1..2", "1.0"),
            ("", "1.0"),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
        assert!(["1", "1.0", "2021.11.3"].into_iter().all(is_dotted_numbers));
        assert!(!["", "1.", ".1", "1.0-beta", "v1"].into_iter().any(is_dotted_numbers));
    }
}
