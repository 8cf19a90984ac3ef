//! What is written about rules and kinds of change: the page of each, and the list of all rules.

mod explanation;
mod list;
mod markdown;

pub(crate) use explanation::explain;
pub(crate) use list::list;
pub(crate) use markdown::plain;
