//! What the entries of a configuration cover in connectors, and those that cover nothing any more.

use std::collections::BTreeSet;

use connector::{Connector, FileRole};
use evolution::changes::Kind;
use rules::pattern::matches;
use rules::{Finding, Ignore, Settings};

use super::{Acknowledge, Configuration, Problem, codes};
use crate::changes::pointer;
use crate::published::Published;

/// The entries of a configuration that cover something, by their index in the lists.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Covering {
    ignore: BTreeSet<usize>,
    acknowledge: BTreeSet<usize>,
    /// Whether changes of what is published were looked for; without that, nobody knows what entries about them cover.
    pub is_compared: bool,
}

impl Covering {
    /// Takes what `settings` ignore out of findings that were made without [`Settings::ignore`].
    pub fn leave_out(&mut self, connector: &Connector, settings: &Settings, findings: &mut Vec<Finding>) {
        if !settings.ignore.is_empty() {
            findings.retain(|finding| !self.leaves_out(connector, settings, finding));
        }
    }

    /// Whether `settings` ignore a finding; remembers by which entries.
    pub(crate) fn leaves_out(
        &mut self,
        connector: &Connector,
        settings: &Settings,
        finding: &Finding,
    ) -> bool {
        if settings.ignore.is_empty() {
            return false;
        }
        let pointer = rules::engine::pointer(connector, finding);
        self.ignores(settings, finding.code(), &pointer, finding.file)
    }

    /// Looks at the changes of what is published, whether they are shown or not.
    pub fn look_at_changes(
        &mut self,
        published: &Published,
        now: &Connector,
        settings: &Settings,
        acknowledge: &[Acknowledge],
    ) {
        for change in &published.comparison.changes {
            let covering = acknowledge.iter().enumerate().filter(|(_, entry)| entry.covers(change));
            self.acknowledge.extend(covering.map(|(index, _)| index));
            if !settings.ignore.is_empty() {
                let file = change.new.map_or(FileRole::Definition, |spot| spot.file);
                self.ignores(settings, change.kind.code, &pointer(now, change), file);
            }
        }
    }

    /// Takes what entries cover in another connector.
    pub fn add(&mut self, other: &Self) {
        self.ignore.extend(&other.ignore);
        self.acknowledge.extend(&other.acknowledge);
        self.is_compared |= other.is_compared;
    }

    /// The entries of `configuration` that cover nothing, by their place. That of all connectors to which it applies must
    /// have been added.
    pub fn idle(&self, configuration: &Configuration) -> Vec<Problem> {
        let ignored = configuration.ignore.iter().zip(&configuration.places.ignore).enumerate();
        let ignored = ignored.filter(|(index, (entry, _))| {
            let is_about_changes = || Kind::all().any(|kind| matches(&entry.rule, kind.code));
            // What matches no rule is reported where it is read.
            !self.ignore.contains(index)
                && (self.is_compared || !is_about_changes())
                && codes().any(|code| matches(&entry.rule, code))
        });
        let ignored =
            ignored.map(|(_, (entry, span))| Problem { span: *span, message: ignores_nothing(entry) });
        let acknowledged = configuration.acknowledge.iter().zip(&configuration.places.acknowledge);
        let acknowledged = acknowledged.enumerate();
        let acknowledged =
            acknowledged.filter(|(index, _)| self.is_compared && !self.acknowledge.contains(index));
        let acknowledged = acknowledged.map(|(_, (entry, span))| {
            let of = entry.operation.as_ref().map(|operation| format!(" of '{operation}'"));
            let (change, of) = (&entry.change, of.unwrap_or_default());
            let message = format!("This entry acknowledges nothing: there is no '{change}'{of}. Remove it.");
            Problem { span: *span, message }
        });
        let mut idle: Vec<Problem> = ignored.chain(acknowledged).collect();
        idle.sort_by_key(|problem| problem.span);
        idle
    }

    /// Whether something is ignored; remembers by which entries.
    fn ignores(&mut self, settings: &Settings, code: &str, pointer: &str, file: FileRole) -> bool {
        let mut by = settings.ignoring(code, pointer, file).peekable();
        let is_ignored = by.peek().is_some();
        self.ignore.extend(by);
        is_ignored
    }
}

fn ignores_nothing(entry: &Ignore) -> String {
    let at = entry.pointer.as_ref().filter(|pointer| !pointer.is_empty());
    let at = at.map(|pointer| format!(" at '{pointer}'")).unwrap_or_default();
    let inside = entry.file.as_ref().map(|file| format!(" in '{file}'")).unwrap_or_default();
    let advice = if at.is_empty() && inside.is_empty() { "Remove it." } else { "Correct or remove it." };
    format!("This entry ignores nothing: there is no finding of '{}'{at}{inside}. {advice}", entry.rule)
}
