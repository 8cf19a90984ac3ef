//! A title that ends with a period, a bracket or a blank looks cut off wherever other words follow it, and certification
//! refuses it (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>). Additions in
//! brackets can stand without them.
//!
//! ## Bad
//!
//! ```json /info/title
//! "Contoso Orders (Preview)"
//! ```
//!
//! ## Bad
//!
//! ```json /info/title
//! "Contoso Orders."
//! ```
//!
//! ## Good
//!
//! ```json /info/title
//! "Contoso Orders Preview"
//! ```

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::part;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/title-ends-non-alphanumeric",
    summary: "The title ends with something else than a letter or a digit",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["ValueMustEndWithAlphanumeric"],
    check: Check::Members(&[Place::Info], &["title"], check),
};

fn check(context: &mut Context<'_>, title: Node<'_>, _: Place) {
    let Some(text) = title.as_str() else { return };
    let Some((at, last)) = text.char_indices().next_back() else { return };
    // A title of blanks is none, which is reported there.
    if last.is_alphanumeric() || text.trim().is_empty() {
        return;
    }
    let what = if last.is_whitespace() { "a blank".to_owned() } else { format!("'{last}'") };
    let message = format!("The title ends with {what}. Let it end with a letter or a digit.");
    let finding = context.on(title, part(title, at, text.len()), message);
    if let Some(shorter) = trimmed(&text) {
        let change = Change::Replace(title.id(), quote(&shorter));
        finding.fix(Fix::unsafe_(format!("Change to '{shorter}'"), FileRole::Definition, change));
    }
}

/// The title up to its last letter or digit, without the brackets that open before and close after it.
fn trimmed(title: &str) -> Option<String> {
    let rest = title.trim_end_matches(|character: char| !character.is_alphanumeric());
    let mut out = String::with_capacity(rest.len());
    let mut open: Vec<(char, usize)> = Vec::new();
    for character in rest.chars() {
        match character {
            '(' | '[' | '{' => open.push((character, out.len())),
            ')' | ']' | '}' => drop(open.pop()),
            _ => {}
        }
        out.push(character);
    }
    for (bracket, at) in open.into_iter().rev() {
        out.replace_range(at..at + bracket.len_utf8(), "");
    }
    let out = out.trim();
    (!out.is_empty()).then(|| out.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_go_in_pairs() {
        let of = |title| trimmed(title);
        assert_eq!(of("Asite (US Gov.)").as_deref(), Some("Asite US Gov"));
        assert_eq!(of("Orders (old) [Sample] ").as_deref(), Some("Orders (old) Sample"));
        assert_eq!(of("Orders!").as_deref(), Some("Orders"));
        assert_eq!(of("(((").as_deref(), None);
    }
}
