//! Bytes of a file to text.
//!
//! Files are UTF-8 by the JSON standard (<https://www.rfc-editor.org/rfc/rfc8259#section-8.1>), but Windows tools leave
//! byte order marks, UTF-16 and single bytes of an older code page behind. All of them must still be read, so that
//! the file can be shown with its errors.

use crate::tree::Span;

/// U+FEFF, which Windows editors put at the start of a file.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The encoding that a file was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceEncoding {
    /// What JSON requires.
    Utf8,
    /// UTF-16 with the low byte first; told by its byte order mark `FF FE`.
    Utf16Le,
    /// UTF-16 with the high byte first; told by its byte order mark `FE FF`.
    Utf16Be,
}

/// The text of a file and what was unusual about its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text. A byte order mark stays in it as its first character, so that offsets match the file's bytes.
    pub text: String,
    /// Whether the text starts with U+FEFF.
    pub byte_order_mark: bool,
    /// The places in [`Decoded::text`] where U+FFFD stands for bytes that are no text in the file's encoding, in
    /// order. Of a UTF-16 file the first one is the empty span at the start: the file as a whole is not UTF-8.
    pub invalid: Vec<Span>,
    /// The encoding of the bytes.
    pub encoding: SourceEncoding,
}

impl Decoded {
    /// Text that was UTF-8.
    pub fn whole(text: String) -> Self {
        Self {
            byte_order_mark: has_byte_order_mark(&text),
            text,
            invalid: Vec::new(),
            encoding: SourceEncoding::Utf8,
        }
    }
}

/// Decodes the bytes of a file. Never fails: what is no text becomes U+FFFD and is listed in [`Decoded::invalid`].
/// Valid UTF-8 is not copied.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => return decode_utf16(&bytes, SourceEncoding::Utf16Le),
        [0xFE, 0xFF, ..] => return decode_utf16(&bytes, SourceEncoding::Utf16Be),
        _ => {}
    }
    let (text, invalid) = match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) => decode_damaged(error.as_bytes()),
    };
    Decoded { byte_order_mark: has_byte_order_mark(&text), text, invalid, encoding: SourceEncoding::Utf8 }
}

/// Whether the text starts with U+FEFF.
pub fn has_byte_order_mark(text: &str) -> bool {
    text.starts_with(BYTE_ORDER_MARK)
}

fn decode_damaged(bytes: &[u8]) -> (String, Vec<Span>) {
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut invalid = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            push_replacement(&mut text, &mut invalid);
        }
    }
    (text, invalid)
}

fn decode_utf16(bytes: &[u8], encoding: SourceEncoding) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut invalid = vec![Span::empty(0)];
    let pairs = bytes.chunks_exact(2);
    let half = !pairs.remainder().is_empty();
    let units = pairs.map(|pair| match encoding {
        SourceEncoding::Utf16Be => u16::from_be_bytes([pair[0], pair[1]]),
        _ => u16::from_le_bytes([pair[0], pair[1]]),
    });
    for character in char::decode_utf16(units) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => push_replacement(&mut text, &mut invalid),
        }
    }
    if half {
        push_replacement(&mut text, &mut invalid);
    }
    Decoded { byte_order_mark: has_byte_order_mark(&text), text, invalid, encoding }
}

fn push_replacement(text: &mut String, invalid: &mut Vec<Span>) {
    let start = text.len() as u32;
    text.push(char::REPLACEMENT_CHARACTER);
    invalid.push(Span::new(start, text.len() as u32));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_text_is_not_copied() {
        let bytes = "{ \"café\": \"🙂\" }".as_bytes().to_vec();
        let place = bytes.as_ptr();
        let decoded = decode(bytes);
        assert_eq!(decoded.text.as_ptr(), place);
        assert_eq!(decoded.text, "{ \"café\": \"🙂\" }");
        assert!(decoded.invalid.is_empty());
        assert!(!decoded.byte_order_mark);
        assert_eq!(decoded.encoding, SourceEncoding::Utf8);
    }

    #[test]
    fn a_byte_order_mark_stays_in_the_text() {
        let decoded = decode(b"\xEF\xBB\xBF{}".to_vec());
        assert_eq!(decoded.text, "\u{FEFF}{}");
        assert!(decoded.byte_order_mark);
        assert!(decoded.invalid.is_empty());
    }

    #[test]
    fn windows_1252_bytes_are_replaced_and_placed() {
        let decoded = decode(b"{ \"a\": \"caf\xE9\", \"b\": \"\x93x\x94\" }".to_vec());
        assert_eq!(decoded.text, "{ \"a\": \"caf\u{FFFD}\", \"b\": \"\u{FFFD}x\u{FFFD}\" }");
        let replaced: Vec<&str> = decoded.invalid.iter().map(|span| &decoded.text[span.range()]).collect();
        assert_eq!(replaced, ["\u{FFFD}"; 3]);
        assert_eq!(decoded.invalid[0], Span::new(11, 14));
    }

    #[test]
    fn a_replacement_character_in_the_file_is_not_invalid() {
        let decoded = decode("\u{FFFD}".as_bytes().to_vec());
        assert!(decoded.invalid.is_empty());
    }

    #[test]
    fn utf_16_is_read_in_both_orders() {
        let text = "\u{FEFF}{ \"a\": \"é🙂\" }";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, encoding) in [(little, SourceEncoding::Utf16Le), (big, SourceEncoding::Utf16Be)] {
            let decoded = decode(bytes);
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.encoding, encoding);
            assert_eq!(decoded.invalid, [Span::empty(0)]);
            assert!(decoded.byte_order_mark);
        }
    }

    #[test]
    fn damaged_utf_16_is_read_too() {
        let decoded = decode(vec![0xFF, 0xFE, 0x00, 0xD8, b'a', 0, b'b']);
        assert_eq!(decoded.text, "\u{FEFF}\u{FFFD}a\u{FFFD}");
        assert_eq!(decoded.invalid, [Span::empty(0), Span::new(3, 6), Span::new(7, 10)]);
    }

    #[test]
    fn no_bytes_are_empty_text() {
        let decoded = decode(Vec::new());
        assert_eq!(decoded.text, "");
        assert!(!decoded.byte_order_mark && decoded.invalid.is_empty());
    }
}
