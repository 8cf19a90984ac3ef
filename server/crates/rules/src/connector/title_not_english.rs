//! The gallery is in English, and its search goes by letters on an English keyboard: a title with other letters or signs such
//! as ™ is hard to find, and certification asks for plain English text
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /info/title
//! "Contoso™ Orders"
//! ```
//!
//! ## Good
//!
//! ```json /info/title
//! "Contoso Orders"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::part;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/title-not-english",
    summary: "The title has characters that English does not have",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::None,
    microsoft: &["ValueMustBeInEnglish"],
    check: Check::Members(&[Place::Info], &["title"], check),
};

fn check(context: &mut Context<'_>, title: Node<'_>, _: Place) {
    let Some(text) = title.as_str() else { return };
    let Some((start, first)) = text.char_indices().find(|(_, character)| !character.is_ascii()) else {
        return;
    };
    // Of a title in another script all is underlined, of one foreign sign only that.
    let end = text.char_indices().rfind(|(_, character)| !character.is_ascii());
    let end = end.map_or(text.len(), |(at, character)| at + character.len_utf8());
    let message = format!(
        "The title contains '{first}', which English does not have. Write it in plain English letters."
    );
    context.on(title, part(title, start, end), message);
}
