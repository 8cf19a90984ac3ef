//! Completion, tested with marked text: `$0` is the cursor.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

mod building;
mod calls;
mod everywhere;
mod expressions;
mod lists;
mod members;
mod names;
mod snippets;
mod support;
mod typing;
