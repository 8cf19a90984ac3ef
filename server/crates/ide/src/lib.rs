//! One module per editor feature, in plain data: no protocol types, no IO, no clock.
//!
//! - [`configuration`]: the configuration file
//! - [`mod@diagnostics`]: findings as an editor shows them

pub mod configuration;
pub mod diagnostics;

pub use diagnostics::{Elsewhere, diagnostics, in_file};
