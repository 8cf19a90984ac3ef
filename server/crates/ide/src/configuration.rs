//! The configuration file, `connector-ls.jsonc` or `connector-ls.json`: text to settings, and what is wrong with it.
//!
//! Reading never fails. A setting that cannot be understood is left out and reported; the others count. Where the file
//! is found and which one wins is decided by those who read files.

mod covering;
mod reading;
mod writing;

use evolution::changes::{Change, Kind};
use rules::{Ignore, Profile, Settings, Severity};
use syntax::Span;

pub use covering::Covering;
pub use writing::{ConfigurationEdit, ConfigurationFile};

/// The file's names, the preferred one first.
pub const FILE_NAMES: [&str; 2] = ["connector-ls.jsonc", "connector-ls.json"];

/// The settings there are. `$schema` names the file's JSON schema for editors; `logLevel` is for editors alone and is known
/// here because they send the same keys.
pub const KEYS: [&str; 7] = ["profile", "baseline", "rules", "ignore", "acknowledge", "$schema", "logLevel"];

/// The members of an entry of `ignore`.
pub const IGNORE_KEYS: [&str; 4] = ["rule", "pointer", "file", "reason"];

/// The members of an entry of `acknowledge`.
pub const ACKNOWLEDGE_KEYS: [&str; 3] = ["change", "operation", "reason"];

/// What a configuration file says.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Configuration {
    /// The rule set, if the file names one.
    pub profile: Option<Profile>,
    /// Severity by rule or pattern, `None` for off, in the order of the file: later entries win.
    pub rules: Vec<(String, Option<Severity>)>,
    /// Findings to leave out.
    pub ignore: Vec<Ignore>,
    /// What counts as published, if the file says so.
    pub baseline: Option<Baseline>,
    /// Changes of what is published that are meant.
    pub acknowledge: Vec<Acknowledge>,
    /// Where the entries of both lists stand.
    pub places: Places,
    /// The folder, an absolute path, of the file that says what to ignore: `file` patterns start there. `None`: said by an
    /// editor, or the folder is not known.
    pub folder: Option<String>,
}

/// Where entries of lists stand, in bytes of the text that was read, in the order of the lists.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Places {
    /// Those of [`Configuration::ignore`].
    pub ignore: Vec<Span>,
    /// Those of [`Configuration::acknowledge`].
    pub acknowledge: Vec<Span>,
}

/// What counts as published.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Baseline {
    /// Nothing: changes are not looked for.
    Off,
    /// The file where the branch left the default branch, else the last commit's.
    #[default]
    Auto,
    /// A git revision, or the path of a file or folder.
    Named {
        /// As written.
        name: String,
        /// The folder that a path is relative to: that of the file that says so. `None`: said by an editor or on the
        /// command line.
        folder: Option<String>,
    },
}

/// A change of what is published that its author means, so that it is not reported any more.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Acknowledge {
    /// The change's code, or a pattern with `*`.
    pub change: String,
    /// Only changes of this operation, by the operationId that reports name first; `None`: of any, and of the connector
    /// as a whole.
    pub operation: Option<String>,
    /// Why, for the readers of the file.
    pub reason: Option<String>,
}

impl Acknowledge {
    /// Whether the entry is about this change.
    pub fn covers(&self, change: &Change) -> bool {
        rules::pattern::matches(&self.change, change.kind.code)
            && self
                .operation
                .as_deref()
                .is_none_or(|operation| change.operation.as_deref() == Some(operation))
    }
}

impl Configuration {
    /// This configuration laid over another one. Severities are merged with ours on top; a list of ignored findings or
    /// acknowledged changes replaces the other one, unless it is empty.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        let mut rules = base.rules;
        rules.extend(self.rules);
        let mut places = base.places;
        let (mut ignore, mut folder) = (base.ignore, base.folder);
        if !self.ignore.is_empty() {
            (ignore, places.ignore, folder) = (self.ignore, self.places.ignore, self.folder);
        }
        let mut acknowledge = base.acknowledge;
        if !self.acknowledge.is_empty() {
            (acknowledge, places.acknowledge) = (self.acknowledge, self.places.acknowledge);
        }
        Self {
            profile: self.profile.or(base.profile),
            rules,
            ignore,
            baseline: self.baseline.or(base.baseline),
            acknowledge,
            places,
            folder,
        }
    }

    /// The same configuration, read from a file in `folder`, an absolute path: paths and patterns that it names start
    /// there.
    #[must_use]
    pub fn found_in(mut self, folder: &str) -> Self {
        if let Some(Baseline::Named { folder: from, .. }) = &mut self.baseline {
            *from = Some(folder.to_owned());
        }
        self.folder = Some(folder.to_owned());
        self
    }

    /// The settings that follow for the connector in `folder`, an absolute path: folder names in it decide which
    /// profile `auto` is, and `file` patterns are compared with it. What day it is stands in no file; the caller adds
    /// it.
    pub fn settings(&self, folder: &str) -> Settings {
        Settings {
            profile: self.profile.unwrap_or_default(),
            rules: self.rules.clone(),
            ignore: self.ignore.clone(),
            path: folder.to_owned(),
            path_in_configuration: self.folder.as_deref().and_then(|above| below(folder, above)),
            names: Vec::new(),
            today: None,
        }
    }
}

/// The path of `folder` as seen from `above`; `None` if it is not at or below it. Both kinds of slash separate folders.
fn below(folder: &str, above: &str) -> Option<String> {
    let (folder, above) = (folder.replace('\\', "/"), above.replace('\\', "/"));
    let rest = folder.strip_prefix(above.trim_end_matches('/'))?;
    (rest.is_empty() || rest.starts_with('/')).then(|| rest.trim_matches('/').to_owned())
}

/// All codes that an entry may name: those of rules and of kinds of change.
fn codes() -> impl Iterator<Item = &'static str> {
    rules::rules().map(|rule| rule.code).chain(Kind::all().map(|kind| kind.code))
}

/// Something in the file that has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the text that was read.
    pub span: Span,
    /// What is wrong and what to do.
    pub message: String,
}

/// Reads the text of a configuration file: JSON with comments and trailing commas. An empty text sets nothing.
pub fn parse(text: &str) -> (Configuration, Vec<Problem>) {
    reading::read(text)
}

#[cfg(test)]
mod tests;
