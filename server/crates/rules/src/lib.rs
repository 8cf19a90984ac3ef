//! Findings on a connector: one file a rule, one walk over the model.
//!
//! - [`rule`]: what a rule is, and what it asks to see
//! - [`context`]: what a rule knows while it runs, and how it reports
//! - [`finding`]: what it reports
//! - [`fix`]: what a finding offers to change
//! - [`blanks`]: indentation and line ends
//! - [`companions`]: the two forms of design-time calls
//! - [`flatten`]: a schema and its parts as one
//! - [`new_files`]: files that fixes make
//! - [`rename`]: another name or none, everywhere it is named
//! - [`settings`]: profile, severities, what to ignore
//! - [`engine`]: runs all rules over a connector
//! - [`kept`]: findings that need not be made again after an edit
//! - [`registry`]: all rules, made from the folders of this crate by `build.rs`
//! - [`microsoft`]: the codes of Microsoft's validator
//! - [`naming`]: names and labels made from other names
//! - [`near`]: "did you mean"
//! - [`sample`]: a schema from a sample of its values
//! - [`unused`]: shared parts that nothing uses
//! - the other modules: what several rules share
//!
//! To add a rule, add `src/<group>/<name>.rs` with a `pub static RULE: Rule` for the code `<group>/<name>` (dashes for
//! underscores). Its `//!` text is its page, with a bad and a good example that run as tests; see
//! `CONTRIBUTING.md`.

#![allow(
    rustdoc::invalid_codeblock_attributes,
    reason = "an example's block names its place by a JSON pointer"
)]

pub mod blanks;
pub mod companions;
pub mod context;
pub mod engine;
pub mod finding;
pub mod fix;
pub mod flatten;
pub mod kept;
pub mod microsoft;
pub mod naming;
pub mod near;
pub mod new_files;
pub mod page;
pub mod pattern;
pub mod registry;
pub mod rename;
pub mod rule;
pub mod sample;
pub mod settings;
pub mod unused;

pub use context::Context;
pub use engine::{Stop, check, check_on_threads};
pub use finding::{Finding, Related, RelatedPlaces, Said, Tag};
pub use fix::{Change, Fix, Safety, Step};
pub use kept::{ContentEdit, Kept};
pub use new_files::{NewFile, Scaffold};
pub use registry::{Entry, find, rules};
pub use rule::{Check, FixKind, Levels, Rule};
pub use settings::{Ignore, Profile, Settings, Severity};

pub(crate) mod active;
pub(crate) mod body;
pub(crate) mod choice;
pub(crate) mod claims;
pub(crate) mod colors;
pub(crate) mod consumes;
pub(crate) mod dates;
pub(crate) mod deprecation;
pub(crate) mod dynamic_calls;
pub(crate) mod folded;
pub(crate) mod hidden;
pub(crate) mod host;
pub(crate) mod listing;
pub(crate) mod metadata;
pub(crate) mod mime;
pub(crate) mod operation_lists;
pub(crate) mod owners;
pub(crate) mod parameters;
pub(crate) mod paths;
pub(crate) mod phrases;
pub(crate) mod places;
pub(crate) mod policy_parameters;
pub(crate) mod property_texts;
pub(crate) mod refs;
pub(crate) mod regular_expression;
pub(crate) mod repeats;
pub(crate) mod replacements;
pub(crate) mod required;
pub(crate) mod responses;
pub(crate) mod revisions;
pub(crate) mod scaffold_properties;
pub(crate) mod scaffold_readme;
pub(crate) mod schemes;
pub(crate) mod secrets;
pub(crate) mod siblings;
pub(crate) mod sign_ins;
pub(crate) mod strays;
pub(crate) mod template;
pub(crate) mod texts;
pub(crate) mod underline;
pub(crate) mod units;
pub(crate) mod unknown;
pub(crate) mod values;
pub(crate) mod visibility;
pub(crate) mod watched;
pub(crate) mod webhooks;
pub(crate) mod weights;
