//! The version tells one state of the definition from the next. Tools that compare versions expect numbers with dots between
//! them, such as `1.0` or `2.14.1`; the specification of Swagger leaves the text open
//! (<https://spec.openapis.org/oas/v2.0.html#info-object>).
//!
//! A `v` before the numbers is only a matter of style, and no more than a hint; so are a date with hyphens, and what
//! [semantic versioning](https://semver.org) puts behind the numbers: `1.2.0-beta`.
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
    // A date or a semantic version tells one state from the next as well.
    if text.strip_prefix('v').is_some_and(is_dotted_numbers) || is_date(&text) || is_semantic(&text) {
        finding.at_most(Severity::Hint);
    }
}

fn is_dotted_numbers(text: &str) -> bool {
    text.split('.').all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether it is a date such as `2024-01-31`.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut digits = |count| {
        let part = parts.next().unwrap_or_default();
        part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    digits(4) && digits(2) && digits(2) && parts.next().is_none()
}

/// Whether it is a semantic version with something behind its three numbers: `1.2.0-beta.1`.
fn is_semantic(text: &str) -> bool {
    let end = text.find(['-', '+']).unwrap_or(text.len());
    let (numbers, rest) = text.split_at(end);
    let is_written = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+');
    is_dotted_numbers(numbers)
        && numbers.split('.').count() == 3
        && rest.len() > 1
        && rest.bytes().all(is_written)
}

/// The numbers that a version begins with, letters before them aside; `1.0` if there are none.
fn numbers(text: &str) -> String {
    let dotted;
    let text = if is_date(text) {
        dotted = text.replace('-', ".");
        &dotted
    } else {
        text.trim_start_matches(|character: char| !character.is_ascii_digit())
    };
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
            ("2024-01-31", "2024.01.31"),
            ("1.2.0-4", "1.2.0"),
            ("", "1.0"),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
        assert!(["1", "1.0", "2021.11.3"].into_iter().all(is_dotted_numbers));
        assert!(!["", "1.", ".1", "1.0-beta", "v1"].into_iter().any(is_dotted_numbers));
    }

    #[test]
    fn dates_and_semantic_versions_are_known() {
        assert!(
            is_date("2024-01-31") && !is_date("2024-1-31") && !is_date("2024-01-31-2") && !is_date("latest")
        );
        assert!(is_semantic("1.2.0-beta.1+5") && is_semantic("1.0.0+a"));
        assert!(!["1.0-beta", "1.0.0", "1.0.0-", "a.b.c-d", "1.0.0-ä"].into_iter().any(is_semantic));
    }
}
