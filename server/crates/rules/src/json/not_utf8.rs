//! Connectors are JSON, and JSON files are UTF-8 (<https://www.rfc-editor.org/rfc/rfc8259#section-8.1>). In another
//! encoding, such as Windows-1252 or UTF-16, letters beyond ASCII reach makers as question marks or boxes, or the file
//! is refused. Save the file as UTF-8 and write the damaged letters again.
//!
//! The finding stands at the first bytes that are no UTF-8. In the example, `<E9>` is the single byte that stands for
//! `é` in Windows-1252.
//!
//! There is no quick fix. The bytes do not tell which letters they were meant to be: one byte is `é` in Windows-1252 and `й` in
//! Windows-1251. The person who wrote the file sees which encoding reads well, and saving it as UTF-8 is one step in any
//! editor. Until then nothing else is fixed in the file.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /info/contact/name
//! "Caf<E9> Contoso"
//! ```
//!
//! ## Good
//!
//! ```text apiDefinition.swagger.json /info/contact/name
//! "Café Contoso"
//! ```
//!
//! ## Fix
//!
//! There is none: a fix changes text, and these bytes are none. Editors save a file in another encoding.

use connector::Part;
use syntax::Span;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "json/not-utf8",
    summary: "The file is not UTF-8",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    // The script too: its texts reach makers as well.
    for file in connector.parts().iter().map(Part::role) {
        let places = connector.not_utf8(file);
        let Some(&first) = places.first() else { continue };
        if first.is_empty() {
            let head = Span::new(0, 0);
            context.on_text(file, head, "The file is UTF-16. Save it as UTF-8.");
            continue;
        }
        let more = match places.len() {
            1 => String::new(),
            count => format!(", and {} more places like it", count - 1),
        };
        let message = format!(
            "The file is not UTF-8: this is no character{more}. Save the file as UTF-8 and correct the text."
        );
        context.on_text(file, first, message);
    }
}
