//! Microsoft's coding standards for connectors ask for an indentation of four spaces
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards>). Tabs are valid JSON, but every
//! tool shows them with another width, and a change that mixes tabs and spaces is hard to review.
//!
//! The finding stands at the first line that is indented with tabs and counts the others.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /info/contact
//! {
//! <TAB><TAB>"name": "Contoso Support",
//! <TAB><TAB>"url": "https://www.contoso.com/support",
//! <TAB><TAB>"email": "support@contoso.com"
//! }
//! ```
//!
//! ## Good
//!
//! ```text apiDefinition.swagger.json /info/contact
//! {
//!         "name": "Contoso Support",
//!         "url": "https://www.contoso.com/support",
//!         "email": "support@contoso.com"
//! }
//! ```

use connector::Document;

use crate::blanks::Blanks;
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "json/hard-tabs",
    summary: "Lines are indented with tabs",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Document(check),
};

fn check(context: &mut Context<'_>, document: &Document) {
    let text = document.tree().layout();
    if !Blanks::SpacesForTabs.may_occur(text) {
        return;
    }
    let mut places = Blanks::SpacesForTabs.spans(text);
    let Some(first) = places.next() else { return };
    let message = match places.count() {
        0 => "This line is indented with tabs. Use four spaces for each level.".to_owned(),
        more => {
            format!(
                "{} lines are indented with tabs, from here on. Use four spaces for each level.",
                more + 1
            )
        }
    };
    let file = document.role();
    let fix = Fix::safe("Indent with spaces instead of tabs", file, Change::Blanks(Blanks::SpacesForTabs));
    context.on_text(file, first, message).fix(fix);
}
