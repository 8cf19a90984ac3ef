//! Brand colours.

use vocabulary::REFUSED_BRAND_COLORS;

/// A colour that is readable behind any icon and that nobody takes for a brand.
pub(crate) const NEUTRAL: &str = "#404040";

/// Whether a text is a colour as the service reads it: `#` and six hexadecimal digits.
pub(crate) fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && is_hexadecimal(digits))
}

/// Whether certification refuses this colour, which is written in six digits.
pub(crate) fn is_refused(color: &str) -> bool {
    REFUSED_BRAND_COLORS.iter().any(|refused| refused.eq_ignore_ascii_case(color))
}

/// The colour that a text means in another notation: without `#`, with `0x`, in three digits, or with a transparency,
/// which no brand colour has. `None` if it is none of these.
pub(crate) fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = ["#", "0x", "0X"].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    if !is_hexadecimal(digits) {
        return None;
    }
    match digits.len() {
        6 => Some(format!("#{digits}")),
        8 => Some(format!("#{}", &digits[..6])),
        3 => Some(digits.chars().fold("#".to_owned(), |color, digit| color + &format!("{digit}{digit}"))),
        _ => None,
    }
}

fn is_hexadecimal(digits: &str) -> bool {
    digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_a_color_and_other_notations_mean_one() {
        assert!(is_color("#da3b01") && is_color("#DA3B01"));
        for (text, color) in [
            ("da3b01", "#da3b01"),
            ("0xDA3B01", "#DA3B01"),
            (" #da3b01 ", "#da3b01"),
            ("#abc", "#aabbcc"),
            ("#da3b01ff", "#da3b01"),
        ] {
            assert!(!is_color(text), "{text}");
            assert_eq!(meant(text).as_deref(), Some(color), "{text}");
        }
        for text in ["", "#", "orange", "#da3b0", "#da3b0g", "rgb(218, 59, 1)", "#äöü"] {
            assert!(!is_color(text), "{text}");
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
