//! Two moments of a connector compared by meaning, and the steps of an operation's life.
//!
//! - [`changes`]: what changed, who breaks, what to do
//! - [`lifecycle`]: start a revision, promote, deprecate, supersede, hide, retire

pub mod changes;
pub mod lifecycle;
