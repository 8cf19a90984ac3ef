//! The day today.

use std::time::{SystemTime, UNIX_EPOCH};

use evolution::lifecycle::Date;

const SECONDS_A_DAY: u64 = 24 * 60 * 60;

/// The day today in UTC; `None` if the clock stands before 1970 or after 9999.
pub(super) fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    date(since.as_secs() / SECONDS_A_DAY)
}

/// The date so many days after 1970-01-01.
fn date(mut days: u64) -> Option<Date> {
    for year in 1970..=9999_u16 {
        for month in 1..=12 {
            // The last day of the month is the last one that exists.
            let length = (28..=31).rev().find(|&day| Date::new(year, month, day).is_some())?;
            if days < u64::from(length) {
                return Date::new(year, month, u8::try_from(days).ok()? + 1);
            }
            days -= u64::from(length);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(date(0), Date::new(1970, 1, 1));
        assert_eq!(date(59), Date::new(1970, 3, 1));
        // 2000 is a leap year: 951,782,400 seconds.
        assert_eq!(date(11_016), Date::new(2000, 2, 29));
        assert_eq!(date(20_779), Date::new(2026, 11, 22));
        assert_eq!(date(u64::MAX), None);
    }
}
