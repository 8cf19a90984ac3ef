//! Numbers as JSON writes them.

/// Whether `text` is a number as JSON writes it, and if so whether it is an integer.
pub(super) fn json_number(text: &str) -> Option<bool> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    if count == 0 || (count > 1 && digits.starts_with('0')) {
        return None;
    }
    let mut rest = &digits[count..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let count = fraction.bytes().take_while(u8::is_ascii_digit).count();
        rest = &fraction[count..];
        if count == 0 {
            return None;
        }
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let count = exponent.bytes().take_while(u8::is_ascii_digit).count();
        rest = &exponent[count..];
        if count == 0 {
            return None;
        }
    }
    rest.is_empty().then_some(count == digits.len())
}
