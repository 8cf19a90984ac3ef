//! From one place to the others that have to do with it.
//!
//! - `definition`: where what is named is declared
//! - `mentions`: who names it, in all files or in this one
//! - `calls`: which operations the designer calls for another one's inputs

mod calls;
mod definition;
mod mentions;

pub use self::calls::{
    Call, CalledPart, Caller, MOST_PLACES, called_part, calls_at, incoming_calls, outgoing_calls,
};
pub use self::definition::{Definitions, definition};
pub(crate) use self::mentions::is_sure;
pub use self::mentions::{Highlight, HighlightKind, highlights, references};
