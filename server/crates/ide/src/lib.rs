//! One module per editor feature, in plain data: no protocol types, no IO, no clock.
//!
//! - [`mod@actions`]: what can be changed at a place
//! - [`change_page`]: what has changed, as a page and as text for a pull request
//! - [`mod@code_lenses`]: lines above the definition and its operations
//! - [`mod@colors`]: the brand colour
//! - [`completion`]: what can be written at the cursor
//! - [`configuration`]: the configuration file
//! - [`mod@diagnostics`]: findings as an editor shows them
//! - [`mod@document_links`]: addresses and file names that can be opened
//! - [`failure`]: what is said where a fault of our own leaves nothing else to say
//! - [`fixing`]: the fixes of one connector, until nothing is left to fix
//! - [`mod@preview`]: what makers see: the list of operations, and what each asks for
//! - [`published`]: what is published, beside the connector at hand
//! - [`mod@changes`]: changes of what is published, as findings
//! - [`folding`]: which lines fold
//! - [`mod@formatting`]: how a file is laid out
//! - [`mod@hover`]: what is told about a place
//! - `html`: what the HTML documents have in common
//! - [`mod@inlay_hints`]: what is implied and not written
//! - [`mod@limits`]: how much of the platform's limits is used
//! - [`navigation`]: from a name to what it stands for and to who names it
//! - [`mod@operation_tree`]: all operations by family
//! - [`open_changes`]: which operations feel the changes
//! - [`making`]: what is made by asking a few questions
//! - [`markup`]: text with a little structure
//! - [`mod@property_list`]: policies and connection parameters
//! - [`refactorings`]: another form for the same meaning
//! - [`mod@signature_help`]: what the function of a policy expression takes
//! - [`mod@rename`]: another name, everywhere
//! - [`selection`]: what a selection grows to
//! - [`mod@semantic_tokens`]: which strings are more than text
//! - [`symbol_search`]: finding what has a name
//! - [`symbols`]: what a file is made of
//! - [`tally`]: how many findings something has
//! - [`view`]: what a feature looks at
//! - [`visible`]: text without characters that cannot be seen

pub mod actions;
pub mod change_page;
pub mod changes;
pub mod code_lenses;
pub mod colors;
pub mod completion;
pub mod configuration;
pub mod diagnostics;
pub mod document_links;
pub mod failure;
pub mod fixing;
pub mod folding;
pub mod formatting;
pub mod hover;
mod html;
pub mod inlay_hints;
pub mod limits;
pub mod making;
pub mod markup;
pub mod navigation;
pub mod open_changes;
pub mod operation_tree;
pub mod preview;
pub mod property_list;
pub mod published;
pub mod refactorings;
pub mod rename;
pub mod selection;
pub mod semantic_tokens;
pub mod signature_help;
pub mod symbol_search;
pub mod symbols;
pub mod tally;
pub mod view;
pub mod visible;
mod words;

pub use actions::actions;
pub use changes::{ChangeFinding, changes};
pub use code_lenses::{CodeLens, LensSubject, code_lenses};
pub use colors::{Color, ColorPlace, colors};
pub use diagnostics::{Elsewhere, diagnostics, diagnostics_and_covering, in_file, shown};
pub use document_links::{DocumentLink, LinkTarget, document_links};
pub use folding::{Fold, FoldingAbility, folds};
pub use formatting::{FormatOptions, formatting};
pub use hover::{Hover, hover};
pub use inlay_hints::{InlayHint, inlay_hints};
pub use limits::{Limit, LimitUse, limits};
pub use open_changes::OpenChanges;
pub use operation_tree::{FamilyBranch, RevisionLeaf, life_steps, operation_tree};
pub use preview::{Preview, preview};
pub use property_list::{ParameterLeaf, PolicyLeaf, PropertyList, PropertyPlace, property_list};
pub use published::Published;
pub use rename::{Renaming, prepare_rename, rename};
pub use selection::selection_spans;
pub use semantic_tokens::{SemanticToken, TokenKind, semantic_tokens};
pub use signature_help::{SignatureHelp, SignatureParameter, signature_help};
pub use symbols::{Symbol, SymbolKind, document_symbols};
pub use tally::Tally;
pub use view::{At, View};
