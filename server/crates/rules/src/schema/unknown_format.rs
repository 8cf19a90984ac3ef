//! The platform knows a few formats, which decide how the designer asks for a value. It ignores every other word.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! They are `int32` and `int64` for integers, `float` and `double` for numbers, and for strings `byte`, `binary`, `date`,
//! `date-time`, `date-no-tz`, `password`, `email`, `html`, `uri` and `uuid`.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/id/format
//! "guid"
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/format
//! ""
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/id/format
//! "uuid"
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::{FORMATS, Place, known_format};

use crate::choice::meant;
use crate::fix::{Change, Fix};
use crate::places::TYPED;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/unknown-format",
    summary: "The platform does not know a format",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &["UnrecognizedTypeFormat"],
    check: Check::Members(TYPED, &["format"], check),
};

/// What other languages and formats call these formats.
const SYNONYMS: &[(&str, &str)] = &[
    ("guid", "uuid"),
    ("url", "uri"),
    ("iri", "uri"),
    ("datetime", "date-time"),
    ("timestamp", "date-time"),
    ("int", "int32"),
    ("short", "int32"),
    ("long", "int64"),
    ("decimal", "double"),
    ("base64", "byte"),
];

fn check(context: &mut Context<'_>, format: Node<'_>, _: Place) {
    let Some(word) = format.as_str().filter(|word| known_format(word).is_none()) else { return };
    let Some(object) = format.parent().filter(|object| !is_reference(*object)) else { return };
    let kind = object.get("type").and_then(Node::as_str);
    let fitting: Vec<&'static str> = FORMATS
        .iter()
        .filter(|known| kind.as_deref().is_some_and(|kind| known.types.contains(&kind)))
        .map(|known| known.value)
        .collect();
    let near = meant(&word, &fitting, SYNONYMS).filter(|near| fitting.contains(near));
    let message = match near {
        Some(near) => {
            format!("The platform does not know the format '{word}' and ignores it. Did you mean '{near}'?")
        }
        None if word.trim().is_empty() => "This format is empty. Remove it.".to_owned(),
        None => format!("The platform does not know the format '{word}' and ignores it."),
    };
    let finding = context.on_value(format, message);
    let file = finding.file;
    if let Some(near) = near {
        let change = Change::Replace(format.id(), quote(near));
        finding.fix(Fix::unsafe_(format!("Change to '{near}'"), file, change));
    }
    finding.fix(Fix::unsafe_("Remove the format", file, Change::Remove(format.id())));
}
