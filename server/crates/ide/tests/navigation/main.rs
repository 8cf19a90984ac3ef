//! From names to what they stand for, to who names them, and to other names.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod calls;
mod corpus;
mod definition;
mod mentions;
mod rename;
mod robust;
mod same_but_the_name;
mod support;
