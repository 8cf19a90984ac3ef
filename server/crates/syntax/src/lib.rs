//! JSON text to a tree that always exists.
//!
//! This crate knows JSON and nothing of connectors. Parsing never fails: [`parse`] gives a [`Tree`] over the whole
//! text, with every problem as a [`SyntaxError`] beside it. All offsets are byte offsets into the text (`u32`).
//!
//! - [`tree`]: the flat arena
//! - [`node`]: one node of it, and how to walk from there; [`key`]: a member's key
//! - [`escape`]: escapes in strings
//! - [`parser`]: the tolerant parser
//! - [`error`]: what can be wrong with the text, and how it is said
//! - [`mod@delta`]: what an edit did to a tree
//! - [`mod@decode`]: bytes of a file to text
//! - [`lines`]: byte offsets to LSP positions and back
//! - [`mod@pointer`]: RFC 6901 pointers both ways
//! - [`mod@watch`]: which nodes somebody looks at
//! - [`tag`]: what tells most names apart without a look at them
//! - [`edit`]: [`TextEdit`] and the [`JsonEditor`] that makes minimal ones

pub mod decode;
pub mod delta;
pub mod edit;
pub mod error;
pub mod escape;
pub mod key;
pub mod lines;
pub mod node;
pub mod parser;
pub mod pointer;
mod spare;
pub mod tag;
pub mod tree;
pub mod watch;

pub use decode::{Decoded, decode};
pub use delta::{Delta, Edited};
pub use edit::{JsonEditor, Placement, TextEdit};
pub use error::{ErrorKind, SyntaxError};
pub use key::Key;
pub use lines::{Encoding, LineIndex, Position};
pub use node::{Children, Node};
pub use parser::parse;
pub use tag::name_tag;
pub use tree::{Kind, NodeId, Span, Tree};
