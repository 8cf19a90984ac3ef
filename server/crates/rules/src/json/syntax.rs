//! Connectors are uploaded as strict JSON: one comma too many, and the whole file is refused. The checker reads on
//! past the mistake, so that the rest of the file is still checked.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /info/contact
//! {
//!   "name": "Contoso"
//!   "url": "https://contoso.com"
//! }
//! ```
//!
//! ## Good
//!
//! ```text apiDefinition.swagger.json /info/contact
//! {
//!   "name": "Contoso",
//!   "url": "https://contoso.com"
//! }
//! ```

use connector::Document;
use syntax::{ErrorKind, TextEdit};

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "json/syntax",
    summary: "The file is not valid JSON",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Document(check),
};

fn check(context: &mut Context<'_>, document: &Document) {
    for error in document.tree().errors() {
        let file = document.role();
        let finding = context.on_text(file, error.span, error.kind.message());
        if let Some(opened) = error.opened {
            finding.related(file, opened, "It is opened here.");
        }
        let edit = match error.kind {
            ErrorKind::MissingComma => ("Insert the missing comma", TextEdit::insert(error.span.start, ",")),
            ErrorKind::TrailingComma | ErrorKind::ExtraComma => {
                ("Remove the comma", TextEdit::delete(error.span))
            }
            ErrorKind::Comment => ("Remove the comment", TextEdit::delete(error.span)),
            _ => continue,
        };
        finding.fix(Fix::safe(edit.0, file, Change::Text(edit.1)));
    }
}
