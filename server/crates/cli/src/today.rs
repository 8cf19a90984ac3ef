//! The day today.

use std::time::{SystemTime, UNIX_EPOCH};

use connector::Date;

const SECONDS_A_DAY: u64 = 24 * 60 * 60;

/// The day today in UTC; `None` if the clock stands before 1970 or after 9999.
pub(crate) fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Date::after_1970(since.as_secs() / SECONDS_A_DAY)
}
