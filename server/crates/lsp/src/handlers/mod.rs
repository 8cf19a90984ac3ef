//! One module for each request: decode, ask the core, encode.

pub(crate) mod debug;
pub(crate) mod diagnostic;
pub(crate) mod initialize;
pub(crate) mod subject;
pub(crate) mod workspace_diagnostic;
