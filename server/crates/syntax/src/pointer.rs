//! JSON pointers, both ways (<https://www.rfc-editor.org/rfc/rfc6901>).

use std::borrow::Cow;

use crate::{Node, Tree};

/// The pointer of a node, such as `/paths/~1items/get`. The root's is empty. A stray value in an object has no name
/// to point at; it and what is in it get the object's pointer.
pub fn pointer(node: Node<'_>) -> String {
    let mut tokens: Vec<Cow<'_, str>> = Vec::with_capacity(16);
    let mut current = node;
    while let Some(parent) = current.parent() {
        if parent.is_array() {
            tokens.push(current.index_in_parent().to_string().into());
        } else if let Some(key) = current.key() {
            tokens.push(key.text());
        } else {
            tokens.clear();
        }
        current = parent;
    }
    // A slash in a name takes one byte more.
    let mut out = String::with_capacity(tokens.iter().map(|token| token.len() + 4).sum());
    for token in tokens.iter().rev() {
        out.push('/');
        out.push_str(&escape_token(token));
    }
    out
}

/// The node that a pointer names. Of duplicate keys the last, as JSON readers take it. `None` if there is no such
/// node or the text is no pointer.
pub fn resolve<'t>(tree: &'t Tree, pointer: &str) -> Option<Node<'t>> {
    let mut node = tree.root();
    for token in Pointer::new(pointer)? {
        node = if node.is_array() { node.item(array_index(&token)?)? } else { node.get(&token)? };
    }
    Some(node)
}

/// An array index as pointers write it: digits without a leading zero.
fn array_index(token: &str) -> Option<usize> {
    let canonical = token == "0" || !token.starts_with('0');
    let digits = canonical && token.bytes().all(|byte| byte.is_ascii_digit());
    if digits { token.parse().ok() } else { None }
}

/// Writes a name as one token of a pointer: `~` becomes `~0`, `/` becomes `~1`.
pub fn escape_token(name: &str) -> Cow<'_, str> {
    let Some(first) = name.bytes().position(|byte| byte == b'~' || byte == b'/') else { return name.into() };
    let mut out = String::with_capacity(name.len() + 8);
    out.push_str(&name[..first]);
    for character in name[first..].chars() {
        match character {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            other => out.push(other),
        }
    }
    out.into()
}

/// Reads one token of a pointer. `None` if a `~` is followed by neither `0` nor `1`.
pub fn unescape_token(token: &str) -> Option<Cow<'_, str>> {
    let mut pieces = token.split('~');
    let first = pieces.next()?;
    if first.len() == token.len() {
        return Some(token.into());
    }
    let mut out = String::with_capacity(token.len());
    out.push_str(first);
    for piece in pieces {
        out.push(match piece.as_bytes().first() {
            Some(b'0') => '~',
            Some(b'1') => '/',
            _ => return None,
        });
        out.push_str(&piece[1..]);
    }
    Some(out.into())
}

/// The names in a pointer, first to last, with escapes resolved.
#[derive(Clone, Debug)]
pub struct Pointer<'p> {
    /// What is left: empty, or a `/` and more.
    rest: &'p str,
}

impl<'p> Pointer<'p> {
    /// Reads a pointer. `None` if it is neither empty nor starts with `/`, or has a `~` that is no escape.
    pub fn new(pointer: &'p str) -> Option<Self> {
        let shaped = pointer.is_empty() || pointer.starts_with('/');
        (shaped && pointer.split('/').all(|token| unescape_token(token).is_some()))
            .then_some(Self { rest: pointer })
    }
}

impl<'p> Iterator for Pointer<'p> {
    type Item = Cow<'p, str>;

    fn next(&mut self) -> Option<Cow<'p, str>> {
        let rest = self.rest.strip_prefix('/')?;
        let (token, after) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        self.rest = after;
        unescape_token(token)
    }
}

/// The pointer in a reference within the same document, such as `#/definitions/a%20b`. The bare `#` is the root's.
/// `None` if the text does not start with `#` and a pointer, or its `%` escapes are no UTF-8
/// (<https://www.rfc-editor.org/rfc/rfc6901#section-6>).
pub fn from_fragment(reference: &str) -> Option<Cow<'_, str>> {
    let pointer = percent_decode(reference.strip_prefix('#')?)?;
    Pointer::new(&pointer)?;
    Some(pointer)
}

fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(text.into());
    }
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = char::from(bytes.next()?).to_digit(16)?;
            let low = char::from(bytes.next()?).to_digit(16)?;
            out.push((high * 16 + low) as u8);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok().map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parser::parse;

    /// The document of RFC 6901, section 5.
    const SPECIFICATION: &str = r#"{
      "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8
    }"#;

    fn raw(pointer: &str) -> Option<String> {
        let tree = parse(SPECIFICATION);
        resolve(&tree, pointer).map(|node| node.raw().to_owned())
    }

    #[test]
    fn the_examples_of_the_specification_hold() {
        for (pointer, value) in [
            ("/foo", "[\"bar\", \"baz\"]"),
            ("/foo/0", "\"bar\""),
            ("/", "0"),
            ("/a~1b", "1"),
            ("/c%d", "2"),
            ("/e^f", "3"),
            ("/g|h", "4"),
            ("/i\\j", "5"),
            ("/k\"l", "6"),
            ("/ ", "7"),
            ("/m~0n", "8"),
        ] {
            assert_eq!(raw(pointer).as_deref(), Some(value), "{pointer}");
        }
        assert_eq!(raw("").as_deref(), Some(SPECIFICATION));
    }

    #[test]
    fn the_fragments_of_the_specification_hold() {
        for (fragment, pointer) in [
            ("#", ""),
            ("#/foo/0", "/foo/0"),
            ("#/", "/"),
            ("#/a~1b", "/a~1b"),
            ("#/c%25d", "/c%d"),
            ("#/e%5Ef", "/e^f"),
            ("#/k%22l", "/k\"l"),
            ("#/%20", "/ "),
            ("#/definitions/a%20b", "/definitions/a b"),
            ("#/definitions/caf%C3%A9", "/definitions/café"),
        ] {
            assert_eq!(from_fragment(fragment).as_deref(), Some(pointer), "{fragment}");
        }
        for wrong in ["", "/a", "a#/b", "#a", "#/%", "#/%2", "#/%zz", "#/%FF", "#/~", "#/~2", "other.json#/a"]
        {
            assert_eq!(from_fragment(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_no_pointer_names_nothing() {
        for wrong in [
            "foo", "#/foo", "/foo/00", "/foo/01", "/foo/-", "/foo/+1", "/foo/2", "/foo/", "/foo/0/x", "/m~n",
            "/m~",
        ] {
            assert_eq!(raw(wrong), None, "{wrong}");
        }
        assert_eq!(raw("/foo/99999999999999999999999999"), None);
    }

    #[test]
    fn of_duplicates_the_last_is_taken() {
        let tree = parse(r#"{ "a": 1, "a": 2 }"#);
        assert_eq!(resolve(&tree, "/a").map(Node::raw), Some("2"));
    }

    #[test]
    fn tokens_are_escaped_both_ways() {
        for name in ["", "a", "/", "~", "~1", "~0", "a/b~c", "~~//", "🙂/é"] {
            let escaped = escape_token(name);
            assert!(!escaped.contains('/'));
            assert_eq!(unescape_token(&escaped).as_deref(), Some(name));
        }
        let tokens: Vec<_> = Pointer::new("/a~1b//c").into_iter().flatten().collect();
        assert_eq!(tokens, ["a/b", "", "c"]);
        assert_eq!(Pointer::new("").into_iter().flatten().count(), 0);
    }

    #[test]
    fn every_node_is_found_by_its_pointer() {
        let tree = parse(SPECIFICATION);
        for node in tree.nodes() {
            assert_eq!(resolve(&tree, &pointer(node)), Some(node));
        }
    }
}
