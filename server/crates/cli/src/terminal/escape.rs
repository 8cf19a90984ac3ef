//! Text from files, made harmless: no character of it may move the cursor, change colours or turn the writing
//! direction.

use std::fmt::Write as _;

use ide::visible::is_unseen;
pub(crate) use ide::visible::{Shown, shown, visible};
use serde::Serialize;

/// A JSON text without characters that a terminal would act on: `serde_json` escapes those below U+0020 only. All
/// others stand in strings, where an escape means the same.
pub(crate) fn for_machines(json: String) -> String {
    // Most lines are plain ASCII, which is found out many bytes at a time.
    let is_plain = json.is_ascii() && !json.as_bytes().contains(&b'\x7F');
    if is_plain || !json.chars().any(|each| each == '\x7F' || is_unseen(each)) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if character == '\x7F' || is_unseen(character) {
            let _ = write!(out, "\\u{:04x}", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out
}

/// A value as one line of JSON. It is made of strings and numbers, so that there is nothing that could not be written.
pub(crate) fn json_line(value: &impl Serialize) -> String {
    // As long as most lines are, so that the text does not move while it grows.
    let mut json = Vec::with_capacity(768);
    let is_written = serde_json::to_writer(&mut json, value).is_ok();
    let json = String::from_utf8(json).ok().filter(|_| is_written).unwrap_or_default();
    let mut line = for_machines(json);
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    #[test]
    fn control_characters_are_seen_and_do_nothing() {
        assert_eq!(visible("a\u{1b}[31mb\nc\td\u{7f}"), "a␛[31mb␊c␉d␡");
        assert_eq!(visible("\u{9b}x \u{202e}y \u{feff}"), "\\u{9b}x \\u{202e}y \\u{feff}");
        for plain in ["", "plain", "é🙂 👨\u{200d}👩 \u{fffd}"] {
            assert!(matches!(visible(plain), Cow::Borrowed(text) if text == plain), "{plain:?}");
        }
    }

    #[test]
    fn json_says_the_same_without_them() {
        let text = "\u{1b}\u{7f}\u{9b}\u{202e}é🙂";
        let json = for_machines(serde_json::to_string(text).unwrap());
        assert_eq!(json, r#""\u001b\u007f\u009b\u202eé🙂""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
