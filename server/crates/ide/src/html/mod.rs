//! What the HTML documents have in common: each is one file that loads nothing, and follows the theme of the editor.
//!
//! - [`writer`]: tags that are always closed, text that is always escaped
//! - [`digest`]: what the content security policy allows
//! - `common.css`: colours of any theme, and the ground that all stands on

pub(crate) mod digest;
pub(crate) mod writer;
