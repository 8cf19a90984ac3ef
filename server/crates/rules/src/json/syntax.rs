//! Connectors are uploaded as strict JSON: one comma too many, and the whole file is refused. The checker reads on
//! past the mistake, so that the rest of the file is still checked.
//!
//! Comments are no JSON either. A text that has to stay beside a member can become an extension such as `x-note`.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /info/contact
//! {
//!   "name": "Contoso Support"
//!   "url": "https://www.contoso.com/support",
//!   "email": "support@contoso.com",
//! }
//! ```
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /info/contact
//! {
//!   // Asked in May.
//!   "name": 'Contoso "Support"',
//!   url: "https://www.contoso.com/support", /* new */
//!   "email":: "support@contoso.com"
//! }
//! ```
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /paths/~1items/get/parameters/1/x-ms-summary
//! "Top<TAB>Count"
//! ```
//!
//! ## Bad
//!
//! ```text apiProperties.json /properties/connectionParameters/api_key/uiDefinition/constraints/tabIndex
//! +2
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

use std::fmt::Write as _;

use connector::Document;
use syntax::edit::quote;
use syntax::{ErrorKind, Span, SyntaxError, TextEdit};

use crate::fix::{Change, Fix, Safety};
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
    if document.tree().errors().is_empty() {
        return;
    }
    let text = document.tree().text();
    for error in document.tree().errors() {
        let file = document.role();
        let finding = context.on_text(file, error.span, error.kind.message());
        if let Some(opened) = error.opened {
            finding.related(file, opened, "It is opened here.");
        }
        if let Some((title, safety, edit)) = correction(text, error) {
            finding.fix(Fix::new(safety, title, file, Change::Text(edit)));
        }
    }
}

/// The edit that corrects a mistake. Safe if there is no doubt about what was meant.
fn correction(text: &str, error: &SyntaxError) -> Option<(&'static str, Safety, TextEdit)> {
    let span = error.span;
    let written = text.get(span.range())?;
    let safe = |title, edit| Some((title, Safety::Safe, edit));
    let guess = |title, edit| Some((title, Safety::Unsafe, edit));
    match error.kind {
        ErrorKind::MissingComma => safe("Insert the missing comma", TextEdit::insert(span.start, ",")),
        ErrorKind::TrailingComma | ErrorKind::ExtraComma => safe("Remove the comma", TextEdit::delete(span)),
        ErrorKind::ByteOrderMark => safe("Remove the byte order mark", TextEdit::delete(span)),
        ErrorKind::Comment => safe("Remove the comment", TextEdit::delete(with_blanks(text, span))),
        ErrorKind::UnquotedKey => safe(
            "Put the key in double quotes",
            TextEdit::new(span, quote(written.trim_matches('"').trim_end())),
        ),
        ErrorKind::SingleQuotes => safe("Use double quotes", double_quoted(text, span)?),
        ErrorKind::ControlCharacter => safe("Write it as an escape", escaped(text, span)),
        ErrorKind::MissingColon if value_follows(text, span) => {
            safe("Insert the missing colon", TextEdit::insert(span.start, ":"))
        }
        ErrorKind::ExtraColon if text[..span.start as usize].trim_end().ends_with(':') => {
            safe("Remove the colon", TextEdit::delete(span))
        }
        ErrorKind::BadNumber => {
            let (number, safety) = number(written)?;
            Some(("Write the number as JSON has it", safety, TextEdit::new(span, number)))
        }
        ErrorKind::BraceExpected => guess("Change to '}'", TextEdit::new(span, "}")),
        ErrorKind::BracketExpected => guess("Change to ']'", TextEdit::new(span, "]")),
        ErrorKind::ExtraBrace => guess("Remove the brace", TextEdit::delete(with_blanks(text, span))),
        ErrorKind::ExtraBracket => guess("Remove the bracket", TextEdit::delete(with_blanks(text, span))),
        ErrorKind::UnclosedString => guess("Insert the closing quote", TextEdit::insert(span.start, "\"")),
        _ => None,
    }
}

/// The span with the blanks before it, and with its line if nothing else is on it.
fn with_blanks(text: &str, span: Span) -> Span {
    let before = text[..span.start as usize].trim_end_matches([' ', '\t']);
    let after = &text[span.end as usize..];
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    let line_end = match &after.as_bytes()[blanks..] {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        [] => 0,
        // Something follows on the line: what stands between stays.
        _ => return span,
    };
    let end = span.end as usize + blanks;
    let is_alone = before.is_empty() || before.ends_with('\n');
    Span::new(before.len() as u32, (end + if is_alone { line_end } else { 0 }) as u32)
}

/// The text in single quotes that opens at `span`, in double quotes; `None` if it is not closed on its line.
fn double_quoted(text: &str, span: Span) -> Option<TextEdit> {
    let inside = text.get(span.end as usize..)?;
    let mut out = String::from("\"");
    let mut characters = inside.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\'' => {
                out.push('"');
                let end = span.end as usize + at + 1;
                return Some(TextEdit::new(Span::new(span.start, end as u32), out));
            }
            '"' => out.push_str("\\\""),
            '\\' => match characters.next()? {
                (_, '\'') => out.push('\''),
                (_, escaped) => out.extend(['\\', escaped]),
            },
            '\n' | '\r' => return None,
            other => out.push(other),
        }
    }
    None
}

/// The escape for the control character at `span`; a line break of two characters becomes one.
fn escaped(text: &str, span: Span) -> TextEdit {
    let rest = &text[span.start as usize..];
    if rest.starts_with("\r\n") {
        return TextEdit::new(Span::new(span.start, span.start + 2), "\\n");
    }
    let escape = match rest.chars().next() {
        Some('\t') => "\\t".to_owned(),
        Some('\n') => "\\n".to_owned(),
        Some('\r') => "\\r".to_owned(),
        Some(other) => {
            let mut escape = String::new();
            let _ = write!(escape, "\\u{:04x}", u32::from(other));
            escape
        }
        None => String::new(),
    };
    TextEdit::new(span, escape)
}

/// Whether a value starts right after the key, on its line.
fn value_follows(text: &str, span: Span) -> bool {
    let rest = text[span.start as usize..].trim_start_matches([' ', '\t']);
    rest.starts_with(['"', '{', '[', '-', 't', 'f', 'n'])
        || rest.starts_with(|first: char| first.is_ascii_digit())
}

/// A number without what JSON does not allow: a plus sign, leading zeros, a point without digits around it.
fn number(written: &str) -> Option<(String, Safety)> {
    let unsigned = written.trim_start_matches(['+', '-']);
    let sign = if written.starts_with('-') { "-" } else { "" };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => unsigned.split_at(at),
        None => (unsigned, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let shorter = whole.trim_start_matches('0');
    let whole_part = if shorter.is_empty() { "0" } else { shorter };
    let point = if fraction.is_empty() { "" } else { "." };
    let number = format!("{sign}{whole_part}{point}{fraction}{exponent}");
    // Zeros at the front may belong to a code that should have been a text.
    let had_zeros = whole.len() > 1 && whole.starts_with('0');
    let safety = if had_zeros { Safety::Unsafe } else { Safety::Safe };
    syntax::parse(number.as_str()).errors().is_empty().then_some((number, safety))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text after all corrections of one reading.
    fn corrected(text: &str) -> String {
        let tree = syntax::parse(text);
        let edits: Vec<TextEdit> =
            tree.errors().iter().filter_map(|error| Some(correction(text, error)?.2)).collect();
        syntax::edit::apply(text, &edits).unwrap()
    }

    #[test]
    fn what_is_certain_is_corrected() {
        for (wrong, right) in [
            ("{'a': 'say \"b\"'}", "{\"a\": \"say \\\"b\\\"\"}"),
            ("{a-b: 1}", "{\"a-b\": 1}"),
            ("{\"a\" 1}", "{\"a\": 1}"),
            ("{\"a\":: 1}", "{\"a\": 1}"),
            ("[\"a\tb\u{1}\"]", "[\"a\\tb\\u0001\"]"),
            ("{\n  // why\n  \"a\": 1 // so\n}", "{\n  \"a\": 1\n}"),
            ("[1, /* two */ 2]", "[1,  2]"),
            ("[+1, .5, 2., 007]", "[1, 0.5, 2, 7]"),
            ("\u{feff}[1,\u{feff}\n\u{feff}2]", "\u{feff}[1,\n2]"),
        ] {
            assert_eq!(corrected(wrong), right);
        }
    }
}
