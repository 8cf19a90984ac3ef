//! All rules.

use crate::rule::Rule;

/// A rule with its page.
pub struct Entry {
    /// The rule.
    pub rule: &'static Rule,
    /// Its page as Markdown, without a heading.
    pub page: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/registry.rs"));

/// All rules, by group and name.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    ENTRIES.iter().map(|entry| entry.rule)
}

/// The rule with this code, such as `json/syntax`.
pub fn find(code: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.rule.code == code)
}
