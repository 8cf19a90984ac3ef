//! From a name or value to text.

use vocabulary::{Content, Member, Types};

/// The beginning of a value, to be gone on with. It is a whole value by itself, so that a document stays valid while its
/// author thinks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stub {
    /// As a snippet.
    pub(crate) text: String,
    /// Whether something can be completed inside of it.
    pub(crate) asks_again: bool,
}

impl Stub {
    pub(crate) fn new(text: impl Into<String>, asks_again: bool) -> Self {
        Self { text: text.into(), asks_again }
    }

    /// The beginning of a member's value.
    pub(crate) fn of(member: &Member) -> Self {
        let types = member.types;
        if types == Types::ANY {
            return Self::new("${1:null}", false);
        }
        if types.contains(Types::STRING) {
            return Self::new("\"$1\"", true);
        }
        if types.contains(Types::OBJECT) {
            return Self::new("{$1}", !matches!(member.place.content(), Content::None));
        }
        if types.contains(Types::ARRAY) {
            let is_text = member.place.element_types() == Types::STRING;
            return Self::new(if is_text { "[\"$1\"]" } else { "[$1]" }, true);
        }
        if types.contains(Types::BOOLEAN) {
            // A member is written to change something: what it does not stand for anyhow.
            let value = if member.default == Some("true") { "false" } else { "true" };
            return Self::new(format!("${{1:{value}}}"), false);
        }
        match member.default {
            Some(default) if member.values.is_empty() => {
                Self::new(format!("${{1:{}}}", escape(default)), false)
            }
            _ => Self::new("${1:0}", false),
        }
    }
}

/// A text as it is written inside of a JSON string, as a snippet.
pub(crate) fn inside_string(text: &str) -> String {
    let quoted = syntax::edit::quote(text);
    escape(quoted.get(1..quoted.len() - 1).unwrap_or_default())
}

/// A text as it is written in a snippet.
pub(crate) fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// A snippet without its stops: the words that they hold stay.
pub(crate) fn plain(snippet: &str) -> String {
    let mut out = String::new();
    let mut rest = snippet;
    // Inside of `${1:…}`, where a brace closes the stop.
    let mut depth = 0;
    while let Some(first) = rest.chars().next() {
        if let Some(escaped) = rest.strip_prefix('\\') {
            let Some(next) = escaped.chars().next() else { break };
            out.push(next);
            rest = &escaped[next.len_utf8()..];
        } else if let Some(stop) = rest.strip_prefix("${") {
            let digits = stop.bytes().take_while(u8::is_ascii_digit).count();
            let after = &stop[digits..];
            rest = after.strip_prefix(':').unwrap_or(after);
            depth += 1;
        } else if let Some(stop) = rest.strip_prefix('$') {
            let digits = stop.bytes().take_while(u8::is_ascii_digit).count();
            rest = &stop[digits..];
        } else if first == '}' && depth > 0 {
            depth -= 1;
            rest = &rest[1..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_without_stops_keeps_its_words() {
        assert_eq!(plain("\"a\": ${1:true},"), "\"a\": true,");
        assert_eq!(plain("\\$ref: {$1}$0"), "$ref: {}");
        assert_eq!(plain(&escape("a$b}c\\d")), "a$b}c\\d");
    }
}
