//! Days of the calendar, as far as `expires` needs them.

use std::fmt;

const SECONDS_A_DAY: u64 = 24 * 60 * 60;

/// A day of the calendar. Earlier days are smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day of this year, month (1 to 12) and day of the month (from 1); `None` if there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let days = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }

    /// The day in UTC so many seconds after the start of 1970, as clocks count them; `None` after 9999-12-31.
    pub fn at_unix_time(seconds: u64) -> Option<Self> {
        let mut days = seconds / SECONDS_A_DAY;
        for year in 1970..=9999_u16 {
            let length = if Self::new(year, 2, 29).is_some() { 366 } else { 365 };
            if days >= length {
                days -= length;
                continue;
            }
            for month in 1..=12 {
                // The last day of the month is the last one that exists.
                let length = (28..=31).rev().find(|&day| Self::new(year, month, day).is_some())?;
                if days < u64::from(length) {
                    return Self::new(year, month, u8::try_from(days).ok()? + 1);
                }
                days -= u64::from(length);
            }
        }
        None
    }

    /// Reads a day in ISO 8601 form, `2027-06-30` or `20270630`, with a time or without: `2027-06-30T12:00:00Z`. Of the
    /// time only its form counts. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let day = match text.split_once('T') {
            Some((day, time)) => is_time(time).then_some(day)?,
            None => text,
        };
        let parts = match day.len() {
            10 if day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-' => [0..4, 5..7, 8..10],
            8 => [0..4, 4..6, 6..8],
            _ => return None,
        };
        let [year, month, day] =
            parts.map(|part| day.get(part).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())));
        Self::new(year?.parse().ok()?, month?.parse().ok()?, day?.parse().ok()?)
    }
}

/// Whether the text after the `T` is a time: hours, optional minutes, seconds and fraction, and an optional zone.
fn is_time(text: &str) -> bool {
    let zone = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, zone) = text.split_at(zone);
    let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, "0"));
    let is_zone = match zone.strip_prefix(['+', '-']) {
        Some(offset) => is_clock(offset, 2),
        None => zone.is_empty() || zone == "Z",
    };
    // Nothing writes less than nanoseconds.
    let is_fraction = (1..10).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    is_clock(clock, 3) && is_fraction && is_zone
}

/// Up to `most` pairs of digits, with colons between all of them or none.
fn is_clock(text: &str, most: usize) -> bool {
    let has_colons = text.contains(':');
    let pairs = text.as_bytes().chunks(if has_colons { 3 } else { 2 });
    let count = pairs.len();
    // Hour 24 is the end of a day, second 60 a leap second.
    let limits = [b"24", b"59", b"60"];
    // Of two pairs of digits, the greater number is the greater text.
    let fits = |(index, (pair, limit)): (usize, (&[u8], &[u8; 2]))| {
        let colon: &[u8] = if has_colons && index + 1 < count { b":" } else { b"" };
        pair.split_at_checked(2).is_some_and(|(digits, rest)| {
            rest == colon && digits.iter().all(u8::is_ascii_digit) && digits <= limit.as_slice()
        })
    };
    (1..=most).contains(&count) && pairs.zip(limits).enumerate().all(fits)
}

impl fmt::Display for Date {
    /// As `2027-06-30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(Date::at_unix_time(0), Date::new(1970, 1, 1));
        assert_eq!(Date::at_unix_time(59 * 86_400 - 1), Date::new(1970, 2, 28));
        assert_eq!(Date::at_unix_time(59 * 86_400), Date::new(1970, 3, 1));
        // 2000 is a leap year.
        assert_eq!(Date::at_unix_time(951_782_400), Date::new(2000, 2, 29));
        assert_eq!(Date::at_unix_time(20_779 * 86_400), Date::new(2026, 11, 22));
        assert_eq!(Date::at_unix_time(u64::MAX), None);
    }

    #[test]
    fn days_are_read_and_ordered() {
        let day = Date::new(2027, 6, 30);
        for text in [
            "2027-06-30",
            "20270630",
            "2027-06-30T12:00:00Z",
            "2027-06-30T12:00",
            "2027-06-30T12",
            "2027-06-30T24:00",
            "2027-06-30T12:00:00.1234567+02:00",
            "2027-06-30T12:00:00,5Z",
            "20270630T120000-0530",
        ] {
            assert_eq!(Date::parse(text), day, "{text}");
        }
        assert_eq!(day.unwrap().to_string(), "2027-06-30");
        assert!(Date::parse("2028-02-29") > day);
        assert!(Date::parse("2027-06-29") < day && Date::parse("2027-07-01") > day);
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in [
            "",
            "soon",
            "2027",
            "2027-6-30",
            "2027-02-29",
            "2100-02-29",
            "2027-13-01",
            "2027-00-01",
            "2027-06-00",
            "30.06.2027",
            "2027-06-30T",
            "2027-06-30Tnoon",
            "2027-06-30T99",
            "2027-06-30T25:00",
            "2027-06-30T12:60",
            "2027-06-30T12:0",
            "2027-06-30T120",
            "2027-06-30T12:00:00:00",
            "2027-06-30T12:00+",
            "2027-06-30T12:00:00.",
            "2027-06-30T12:00:00.1234567890",
            "2027-06-30T12:00ZZ",
            "2027-06-30T1é",
            "2027-06-30Z",
            "2027-06-30 12:00",
            "2027-06-300",
            "2027-06é3",
            "2027/06/30",
            "2027-06",
            "2027-06-3é",
            "２０２７0630",
            "+027-06-30",
            "2027-063-0",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
