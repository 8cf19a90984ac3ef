//! JSON escapes.

use std::borrow::Cow;
use std::ops::Range;

/// Resolves JSON escapes. What is no valid escape stays as it is written; a lone surrogate becomes U+FFFD.
pub fn unescape(raw: &str) -> Cow<'_, str> {
    let Some(first) = raw.find('\\') else { return Cow::Borrowed(raw) };
    let mut out = String::with_capacity(raw.len());
    out.push_str(&raw[..first]);
    let mut rest = &raw[first..];
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (decoded, used) = unescape_one(rest);
        match decoded {
            Some(character) => out.push(character),
            None => out.push_str(&rest[..used]),
        }
        rest = &rest[used..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Where a part of the unescaped text stands in `raw`. Both ranges are bytes; `part` is one of [`unescape`]'s result, and
/// what reaches beyond it ends with `raw`.
pub fn raw_range(raw: &str, part: Range<usize>) -> Range<usize> {
    let place = |wanted: usize| {
        let (mut at, mut unescaped) = (0, 0);
        while unescaped < wanted {
            let Some(character) = raw[at..].chars().next() else { break };
            let (decoded, used) =
                if character == '\\' { unescape_one(&raw[at..]) } else { (None, character.len_utf8()) };
            at += used;
            unescaped += decoded.map_or(used, char::len_utf8);
        }
        at
    };
    if raw.contains('\\') {
        place(part.start)..place(part.end)
    } else {
        part.start.min(raw.len())..part.end.min(raw.len())
    }
}

/// The character that the escape at the start of `text` stands for, and the bytes it takes.
fn unescape_one(text: &str) -> (Option<char>, usize) {
    let simple = match text.as_bytes().get(1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unescape_unicode(text),
        _ => return (None, 1),
    };
    (Some(simple), 2)
}

fn unescape_unicode(text: &str) -> (Option<char>, usize) {
    let Some(high) = hex4(text, 2) else { return (None, 2) };
    if !(0xD800..0xE000).contains(&high) {
        return (char::from_u32(high), 6);
    }
    let low = (text.get(6..8) == Some("\\u")).then(|| hex4(text, 8)).flatten();
    match low {
        Some(low) if high < 0xDC00 && (0xDC00..0xE000).contains(&low) => {
            (char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), 12)
        }
        _ => (Some(char::REPLACEMENT_CHARACTER), 6),
    }
}

/// Four hexadecimal digits at byte `at`.
pub(crate) fn hex4(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 4)?;
    if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        u32::from_str_radix(digits, 16).ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_behind_escapes() {
        for (raw, part, expected) in [
            ("abc", 1..2, "b"),
            ("a\\/b\\/c", 2..3, "b"),
            ("\\u00e9{id}", 3..5, "id"),
            ("\\ud83d\\ude42x", 4..5, "x"),
            ("\\x\\y", 2..4, "\\y"),
            ("a\\", 1..9, "\\"),
            ("é", 0..9, "é"),
        ] {
            assert_eq!(&raw[raw_range(raw, part.clone())], expected, "{raw} {part:?}");
        }
    }
}
