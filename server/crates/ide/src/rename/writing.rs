//! How a name is written where it stands.

use connector::ReferenceKind;
use syntax::Span;
use syntax::edit::quote;
use syntax::pointer::escape_token;

/// How a name is written in the bytes that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// In a JSON string.
    Json,
    /// As the last step of a `$ref`.
    Reference {
        /// Characters that a URI has only escaped are written as they are there.
        is_plain: bool,
    },
    /// In `"…"` of C#.
    Text,
    /// In `@"…"` of C#.
    Verbatim,
    /// In `"""…"""` of C#, which has no escapes.
    Raw,
}

impl Writing {
    /// How the name with these bytes of `text` is written.
    pub(super) fn of(kind: ReferenceKind, text: &str, span: Span) -> Self {
        match kind {
            ReferenceKind::Ref => {
                let written = text.get(span.range()).unwrap_or_default();
                Self::Reference {
                    is_plain: written.chars().any(|found| found != '%' && is_escaped_in_uris(found)),
                }
            }
            ReferenceKind::ScriptText => {
                let before = text.get(..span.start as usize).unwrap_or_default();
                let quotes = before.len() - before.trim_end_matches('"').len();
                match quotes {
                    0 | 1 if before.trim_end_matches('"').ends_with('@') => Self::Verbatim,
                    0..=2 => Self::Text,
                    _ => Self::Raw,
                }
            }
            _ => Self::Json,
        }
    }

    /// The name as it is written there.
    pub(super) fn write(self, name: &str) -> String {
        match self {
            Self::Json => in_json(name),
            Self::Reference { is_plain } => in_json(&in_uri(&escape_token(name), is_plain)),
            Self::Text => name.replace('\\', "\\\\").replace('"', "\\\""),
            Self::Verbatim => name.replace('"', "\"\""),
            Self::Raw => name.to_owned(),
        }
    }
}

fn in_json(text: &str) -> String {
    let quoted = quote(text);
    quoted[1..quoted.len() - 1].to_owned()
}

/// Whether a character cannot stand in the fragment of a URI (<https://www.rfc-editor.org/rfc/rfc3986#section-3.5>).
/// Letters beyond ASCII can, in what people read.
const fn is_escaped_in_uris(character: char) -> bool {
    matches!(
        character,
        '\0'..=' ' | '\x7f' | '"' | '#' | '%' | '<' | '>' | '[' | ']' | '\\' | '^' | '`' | '{' | '|' | '}'
    )
}

fn in_uri(token: &str, is_plain: bool) -> String {
    let mut out = String::with_capacity(token.len());
    for character in token.chars() {
        if character == '%' || !is_plain && is_escaped_in_uris(character) {
            out.push('%');
            let code = character as u32;
            out.extend(
                [code >> 4, code & 15]
                    .into_iter()
                    .filter_map(|digit| char::from_digit(digit, 16))
                    .map(|digit| digit.to_ascii_uppercase()),
            );
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_for_the_place() {
        let all = Span::new(0, 1);
        let plain = Writing::of(ReferenceKind::Ref, "[", all);
        let strict = Writing::of(ReferenceKind::Ref, "a", all);
        assert_eq!(strict.write("a/b{c} %~"), "a~1b%7Bc%7D%20%25~0");
        assert_eq!(plain.write("L[a]%"), "L[a]%25");
        assert_eq!(strict.write("é🙂"), "é🙂");
        assert_eq!(Writing::Json.write("a\"\\"), "a\\\"\\\\");
        assert_eq!(Writing::Text.write("a\"\\"), "a\\\"\\\\");
        assert_eq!(Writing::Verbatim.write("a\"\\"), "a\"\"\\");
    }

    #[test]
    fn literals_are_told_apart() {
        for (before, expected) in [
            ("case \"", Writing::Text),
            ("x = @\"", Writing::Verbatim),
            ("x = \"\"\"", Writing::Raw),
            ("f(\"\", \"", Writing::Text),
        ] {
            let end = before.len() as u32;
            let found =
                Writing::of(ReferenceKind::ScriptText, &format!("{before}A\""), Span::new(end, end + 1));
            assert_eq!(found, expected, "{before}");
        }
    }
}
