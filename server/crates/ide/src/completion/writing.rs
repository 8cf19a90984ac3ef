//! From a name or value to text.

use syntax::edit::quote;
use vocabulary::{Content, Member, Types};

/// How texts are written at one site.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Writing {
    /// Whether a comma follows.
    pub(crate) comma: bool,
    /// Whether snippets can be written.
    pub(crate) snippets: bool,
}

impl Writing {
    /// A value of a member or an item, given as JSON. `false`: it is plain text.
    pub(crate) fn value(self, json: &str) -> (String, bool) {
        (format!("{json}{}", self.tail()), false)
    }

    /// A member with this name, and the beginning of a value that fits. The second is whether it is a snippet, the third
    /// whether something can be completed inside of the value.
    pub(crate) fn member(self, name: &str, member: Option<&Member>, has_colon: bool) -> (String, bool, bool) {
        let name = quote(name);
        if has_colon {
            return (name, false, false);
        }
        let (value, asks_again) = member.map_or(("$1".to_owned(), true), stub);
        let text = format!("{}: {value}{}", escape(&name), self.tail());
        if self.snippets { (text, true, asks_again) } else { (plain(&text), false, asks_again) }
    }

    fn tail(self) -> &'static str {
        if self.comma { "," } else { "" }
    }
}

/// The beginning of a member's value as a snippet, and whether its inside can be completed.
fn stub(member: &Member) -> (String, bool) {
    let types = member.types;
    let has_values = !member.values.is_empty();
    if types.contains(Types::BOOLEAN) && !types.intersects(Types::STRING.or(Types::OBJECT).or(Types::ARRAY)) {
        // A member is written to change something: what it does not stand for anyhow.
        let value = if member.default == Some("true") { "false" } else { "true" };
        return (format!("${{1:{value}}}"), false);
    }
    if types.contains(Types::STRING) && types != Types::ANY {
        return ("\"$1\"".to_owned(), true);
    }
    if types == Types::ANY {
        return ("$1".to_owned(), false);
    }
    if types.contains(Types::OBJECT) {
        return ("{$1}".to_owned(), !matches!(member.place.content(), Content::None));
    }
    if types.contains(Types::ARRAY) {
        let inside = member.place.element_types();
        let item = if inside == Types::STRING { "\"$1\"" } else { "$1" };
        return (format!("[{item}]"), true);
    }
    match member.default {
        Some(default) if !has_values => (format!("${{1:{}}}", escape(default)), false),
        _ => ("$1".to_owned(), has_values),
    }
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
