//! Text from files, made harmless: no character of it may move a cursor, change colours or turn the writing direction.

use std::borrow::Cow;

/// How one character is shown, if not as itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A picture of it, one cell wide.
    Picture(char),
    /// Its number, as in `\u{202e}`.
    Number,
}

/// How a terminal is given this character; `None`: as it is. Tabs and line ends are control characters too.
pub fn shown(character: char) -> Option<Shown> {
    match character {
        // The block "Control Pictures" has one for each, in the same order.
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(character)).map(Shown::Picture),
        '\x7F' => Some(Shown::Picture('\u{2421}')),
        _ if is_unseen(character) => Some(Shown::Number),
        _ => None,
    }
}

/// C1 controls, line separators, marks without width, and everything that changes the writing direction. The joiners
/// U+200C and U+200D stay: emoji and several scripts need them.
pub fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{80}'..='\u{9F}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
    )
}

/// One line of text for a terminal or a log: every control character is replaced by something that can be seen.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
        || !text.chars().any(|each| shown(each).is_some())
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match shown(character) {
            None => out.push(character),
            Some(Shown::Picture(picture)) => out.push(picture),
            Some(Shown::Number) => out.extend(character.escape_unicode()),
        }
    }
    Cow::Owned(out)
}
