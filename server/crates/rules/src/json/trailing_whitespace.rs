//! Blanks at the end of a line have no effect and cannot be seen, but they show up in every comparison of two versions
//! of the file. Microsoft's coding standards for connectors ask to leave them out
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards>).
//!
//! The finding stands at the first such line and counts the others.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /info/contact
//! {<SP>
//!   "name": "Contoso Support",
//!   "url": "https://www.contoso.com/support",<SP><SP>
//!   "email": "support@contoso.com"
//! }
//! ```
//!
//! ## Good
//!
//! ```text apiDefinition.swagger.json /info/contact
//! {
//!   "name": "Contoso Support",
//!   "url": "https://www.contoso.com/support",
//!   "email": "support@contoso.com"
//! }
//! ```

use connector::Document;

use crate::blanks::Blanks;
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "json/trailing-whitespace",
    summary: "Lines end with blanks",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Document(check),
};

fn check(context: &mut Context<'_>, document: &Document) {
    let text = document.tree().layout();
    if !Blanks::Trimmed.may_occur(text) {
        return;
    }
    let mut places = Blanks::Trimmed.spans(text);
    let Some(first) = places.next() else { return };
    let message = match places.count() {
        0 => "This line ends with blanks. Remove them.".to_owned(),
        more => format!("{} lines end with blanks, from here on. Remove them.", more + 1),
    };
    let file = document.role();
    let fix = Fix::safe("Remove blanks at line ends", file, Change::Blanks(Blanks::Trimmed));
    context.on_text(file, first, message).fix(fix);
}
