//! From trees to the meaning of a connector, tolerant throughout.
//!
//! - [`date`]: days of the calendar
//! - [`files`]: which files make a connector, and how they are loaded through a [`Files`] the caller provides
//! - [`document`]: a tree whose every node knows its [`vocabulary::Place`]
//! - [`definition`]: path items, operations, parameters, schemas, families of an API definition
//! - [`dynamic`]: calls that one operation makes to another at design time
//! - [`inputs`]: what a name in such a call means among the inputs of an operation
//! - [`flow`]: which way the values of a schema go
//! - [`reach`]: which operations use a shared schema, parameter or response, and which nothing uses
//! - [`budget`]: how much of the platform's limits is used
//! - [`properties`]: connection parameters, policies and script operations
//! - [`expression`]: `@connectionParameters('…')` and friends inside policy values
//! - [`fingerprint`]: what says the same
//! - [`template`]: the variables of a path
//! - [`revision`]: the mark of a revision at the end of a name
//! - [`script`]: the operation ids in `script.csx`
//! - [`summary`]: what a summary says about its operation's life
//! - [`references`]: who names whom, in both directions, over all files
//! - [`names`]: where each name is written, to the byte
//! - [`model`]: the [`Connector`], all of it together
//! - [`webhook`]: operations that wait for calls of the service
//! - [`severity`]: how bad something is, for everything that reports on connectors
//!
//! Nothing here fails: what is missing or broken is absent from the model, and the rest is there.

pub mod budget;
mod class_heads;
pub mod date;
pub mod definition;
pub mod document;
pub mod dynamic;
pub mod expression;
pub mod files;
pub mod fingerprint;
pub mod flow;
pub mod inputs;
pub mod model;
pub mod names;
pub mod properties;
pub mod reach;
pub mod references;
pub mod revision;
pub mod script;
pub mod settings;
pub mod severity;
pub mod summary;
pub mod template;
pub mod webhook;

pub use budget::{Budget, Weight};
pub use date::Date;
pub use definition::{
    Annotation, Definition, Family, Location, Method, Operation, Parameter, PathItem, Status, Trigger,
    Visibility,
};
pub use document::Document;
pub use dynamic::{DynamicCall, DynamicForm};
pub use files::{
    FileRole, FileSet, Files, NamedPaths, Source, discover, file_sets, is_companion, may_be_followed,
    names_definition, reads_as_definition, role_of,
};
pub use flow::Flow;
pub use inputs::{InputMatch, NameForm};
pub use model::{Connector, ContentChange, Part};
pub use names::{Declaration, Names, declarations, targets_at};
pub use properties::{ConnectionParameter, Policy, PropertiesFile};
pub use reach::{UnusedPart, Users};
pub use references::{Reference, ReferenceKind, References, Target};
pub use revision::revision_mark;
pub use script::Script;
pub use settings::SettingsFile;
pub use severity::Severity;
