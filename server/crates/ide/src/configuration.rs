//! The configuration file, `connector-ls.jsonc` or `connector-ls.json`: text to settings, and what is wrong with it.
//!
//! Reading never fails. A setting that cannot be understood is left out and reported; the others count. Where the file
//! is found and which one wins is decided by those who read files.

mod reading;

use rules::{Ignore, Profile, Settings, Severity};
use syntax::Span;

/// The file's names, the preferred one first.
pub const FILE_NAMES: [&str; 2] = ["connector-ls.jsonc", "connector-ls.json"];

/// What a configuration file says.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Configuration {
    /// The rule set, if the file names one.
    pub profile: Option<Profile>,
    /// Severity by rule or pattern, `None` for off, in the order of the file: later entries win.
    pub rules: Vec<(String, Option<Severity>)>,
    /// Findings to leave out.
    pub ignore: Vec<Ignore>,
}

impl Configuration {
    /// This configuration laid over another one. Severities are merged with ours on top; a list of ignored findings
    /// replaces the other one, unless it is empty.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        let mut rules = base.rules;
        rules.extend(self.rules);
        let ignore = if self.ignore.is_empty() { base.ignore } else { self.ignore };
        Self { profile: self.profile.or(base.profile), rules, ignore }
    }

    /// The settings that follow for the connector in `folder`, an absolute path: folder names in it decide which
    /// profile `auto` is, and `file` patterns are compared with it.
    pub fn settings(&self, folder: &str) -> Settings {
        Settings {
            profile: self.profile.unwrap_or_default(),
            rules: self.rules.clone(),
            ignore: self.ignore.clone(),
            path: folder.to_owned(),
        }
    }
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
