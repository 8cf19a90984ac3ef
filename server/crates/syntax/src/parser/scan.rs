//! Runs of bytes that mean nothing, eight at a time.

const LOW_BITS: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// How many bytes from the start are neither `quote` nor a backslash nor a control character: the bytes that most of a
/// string is made of.
#[inline]
pub(super) fn plain_length(bytes: &[u8], quote: u8) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    for (number, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // The highest bit of each byte that ends the run; behind the first, others may be set too.
        let quotes = zeros(word ^ (LOW_BITS * u64::from(quote)));
        let escapes = zeros(word ^ (LOW_BITS * u64::from(b'\\')));
        let controls = word.wrapping_sub(LOW_BITS * 0x20) & !word & HIGH_BITS;
        let ends = quotes | escapes | controls;
        if ends != 0 {
            return number * 8 + ends.trailing_zeros() as usize / 8;
        }
    }
    let rest = &bytes[words.len() * 8..];
    let is_end = |&byte: &u8| byte == quote || byte == b'\\' || byte < 0x20;
    words.len() * 8 + rest.iter().position(is_end).unwrap_or(rest.len())
}

/// How many spaces `bytes` begins with.
#[inline]
pub(super) fn blanks(bytes: &[u8]) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    for (number, word) in words.iter().enumerate() {
        let others = u64::from_le_bytes(*word) ^ (LOW_BITS * 0x20);
        if others != 0 {
            return number * 8 + others.trailing_zeros() as usize / 8;
        }
    }
    let rest = &bytes[words.len() * 8..];
    words.len() * 8 + rest.iter().position(|&byte| byte != b' ').unwrap_or(rest.len())
}

/// The highest bit of each byte that is zero; behind the first, others may be set too.
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(LOW_BITS) & !word & HIGH_BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_at_the_first_byte_that_means_something() {
        for length in 0..40 {
            for filler in ["a", " ", "é", "\u{7f}", "\u{1f642}", "!", "#", "["] {
                let plain: Vec<u8> = filler.bytes().cycle().take(length).collect();
                assert_eq!(plain_length(&plain, b'"'), length);
                for end in 0..=255_u8 {
                    for behind in [&b""[..], b"\"", b"aaaaaaaaaaaa", b"\\\\\"\"\n\n\0\0\x01\x01"] {
                        let text = [&plain[..], &[end], behind].concat();
                        let expected = text.iter().position(|&byte| matches!(byte, b'"' | b'\\' | ..0x20));
                        assert_eq!(plain_length(&text, b'"'), expected.unwrap_or(text.len()), "{text:?}");
                        let expected = text.iter().position(|&byte| byte != b' ');
                        assert_eq!(blanks(&text), expected.unwrap_or(text.len()), "{text:?}");
                    }
                }
            }
        }
        assert_eq!(plain_length(b"abc\"defghij'", b'\''), 11);
    }
}
