//! A solution keeps the definition of a connector without blanks as a text of at most 500,000 characters. A longer one
//! works as a connector of its own, but [cannot be put into a
//! solution](https://github.com/microsoft/PowerPlatformConnectors/issues/3567) and moved to other environments with it.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /swagger
//! "2.0",
//! "x-contoso-note": "<REPEAT 500000>.</REPEAT>"
//! ```
//!
//! ## Good
//!
//! ```text apiDefinition.swagger.json /swagger
//! "2.0",
//! "x-contoso-note": "<REPEAT 1000>.</REPEAT>"
//! ```

use connector::budget::{Measure, SOLUTION_CHARACTERS};
use connector::{Document, FileRole};

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::weights::{add_places, largest, share_of_text};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "limits/dataverse-definition-too-long",
    summary: "The definition is too long for a solution",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Document(check),
};

fn check(context: &mut Context<'_>, document: &Document) {
    // It has at least as many bytes as characters.
    let bytes = document.tree().text().len() as u32;
    if document.role() != FileRole::Definition || bytes <= SOLUTION_CHARACTERS {
        return;
    }
    let Some(definition) = context.definition() else { return };
    let length = definition.length_without_blanks();
    if length <= SOLUTION_CHARACTERS {
        return;
    }
    let (parts, places) = largest(definition, Measure::Characters);
    let message = format!(
        "Without blanks the definition has {}, too many for a solution. Take operations or schemas out, or \
         split the connector, if it is to be part of one.{parts}",
        share_of_text(length, "characters", SOLUTION_CHARACTERS)
    );
    add_places(context.on_key(document.root(), message), places);
}
