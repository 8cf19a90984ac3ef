//! What connector-ls costs, stage by stage.
//!
//! - [`stages`]: the work of each stage on a definition, ready to be measured
//! - [`limits`]: the libraries for JSON that it is measured beside
//!
//! The whole of it, from a keystroke to its diagnostics, is measured by `tests/bench/run`, with the real binary.

pub mod limits;
pub mod stages;
