//! One module for each request: decode, ask the core, encode.

pub(crate) mod code_action;
pub(crate) mod code_lens;
pub(crate) mod debug;
pub(crate) mod diagnostic;
pub(crate) mod execute_command;
pub(crate) mod hover;
pub(crate) mod initialize;
pub(crate) mod inlay_hint;
pub(crate) mod subject;
pub(crate) mod workspace_diagnostic;
