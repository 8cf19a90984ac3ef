//! Dates that were meant to be in ISO 8601 form.

use connector::Date;

use crate::fix::Safety;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// The ISO form of a date that is written otherwise, if it can be read in one way only. Safe if year, month and day
/// already stand in that order.
pub(crate) fn reformatted(text: &str) -> Option<(String, Safety)> {
    let text = text.trim();
    let with_t = text.replacen(' ', "T", 1);
    if Date::parse(&with_t).is_some() {
        return Some((with_t, Safety::Safe));
    }
    let separators = [' ', '/', '.', '-', ','];
    let mut parts = text.split(separators).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let iso = |year: &str, month: u32, day: u32| {
        let year = digits(year).filter(|_| year.len() == 4)?;
        let date = Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        Some(date.to_string())
    };
    if first.len() == 4
        && let (Some(_), Some(month), Some(day)) = (digits(first), digits(second), digits(third))
    {
        return Some((iso(first, month, day)?, Safety::Safe));
    }
    let (month, day) = match (month(first), month(second)) {
        (Some(month), None) => (month, day(second)?),
        (None, Some(month)) => (month, day(first)?),
        _ => match (digits(first)?, digits(second)?) {
            (day, month) if text.contains('.') || day > 12 || day == month => (month, day),
            (month, day) if day > 12 => (month, day),
            _ => return None,
        },
    };
    Some((iso(third, month, day)?, Safety::Unsafe))
}

/// The month (1 to 12) that an English name or its first three or more letters means.
fn month(name: &str) -> Option<u32> {
    let name = name.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
    u32::try_from(found + 1).ok()
}

/// A day as written in a text: `30`, `30th`.
fn day(text: &str) -> Option<u32> {
    let plain = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending));
    digits(plain.unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_forms_are_read_where_they_have_one_meaning() {
        let of = |text: &str| reformatted(text).map(|(iso, safety)| (iso, safety == Safety::Safe));
        let iso = |safe: bool| Some(("2027-06-30".to_owned(), safe));
        assert_eq!(of("2027/06/30"), iso(true));
        assert_eq!(of("2027-6-30"), iso(true));
        assert_eq!(of("30.06.2027"), iso(false));
        assert_eq!(of("6/30/2027"), iso(false));
        assert_eq!(of("30/6/2027"), iso(false));
        assert_eq!(of("June 30, 2027"), iso(false));
        assert_eq!(of("30th Jun 2027"), iso(false));
        assert_eq!(of("05.06.2027"), Some(("2027-06-05".to_owned(), false)));
        assert_eq!(of("2027-06-30 12:00:00Z"), Some(("2027-06-30T12:00:00Z".to_owned(), true)));
        for unclear in ["05/06/2027", "30.06.27", "soon", "31.06.2027", "2027", "1 2 3 4", "may may 2027"] {
            assert_eq!(of(unclear), None, "{unclear}");
        }
    }
}
