//! The day today.

use std::time::{SystemTime, UNIX_EPOCH};

use connector::Date;

/// The day today in UTC; `None` if the clock stands before 1970 or after 9999.
pub(crate) fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Date::at_unix_time(since.as_secs())
}
