//! What is written about rules: a rule's page, and the list of all.

mod explanation;
mod list;
mod markdown;

pub(crate) use explanation::explain;
pub(crate) use list::list;
pub(crate) use markdown::plain;
