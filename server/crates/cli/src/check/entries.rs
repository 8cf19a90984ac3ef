//! Entries of configuration files that cover nothing any more.

use std::collections::BTreeSet;
use std::sync::Arc;

use evolution::changes::Kind;
use rules::settings::matches;
use syntax::Span;

use crate::workspace::{ConfigurationFile, Target, Trouble};

/// The entries of one configuration file that cover something, by index.
#[derive(Default)]
pub(super) struct Covering {
    pub(super) ignore: BTreeSet<usize>,
    pub(super) acknowledge: BTreeSet<usize>,
    /// Whether changes of what is published were looked for.
    pub(super) is_compared: bool,
}

/// What the entries of all configuration files cover, as far as all that a file applies to is checked.
#[derive(Default)]
pub(super) struct Entries {
    files: Vec<(Arc<ConfigurationFile>, Covering)>,
}

impl Entries {
    /// Takes what entries cover in the folder of a target.
    pub(super) fn add(&mut self, target: &Target, covering: Covering) {
        let Some(file) = target.configuration.as_ref().filter(|_| target.has_whole_configuration) else {
            return;
        };
        let known = self.files.iter_mut().find(|(known, _)| Arc::ptr_eq(known, file));
        match known {
            Some((_, known)) => {
                known.ignore.extend(covering.ignore);
                known.acknowledge.extend(covering.acknowledge);
                known.is_compared |= covering.is_compared;
            }
            None => self.files.push((file.clone(), covering)),
        }
    }

    /// The entries that cover nothing, by file and place.
    pub(super) fn idle(&self) -> Vec<Trouble> {
        let mut found: Vec<(&str, Span, Trouble)> = Vec::new();
        for (file, covering) in &self.files {
            let configuration = &file.configuration;
            let mut add = |span: Span, message: String| {
                found.push((&file.shown, span, Trouble::warning(file.place(span), message)));
            };
            let ignored = configuration.ignore.iter().zip(&configuration.places.ignore).enumerate();
            for (_, (entry, span)) in ignored.filter(|(index, _)| !covering.ignore.contains(index)) {
                let is_about_changes = Kind::all().any(|kind| matches(&entry.rule, kind.code));
                if covering.is_compared || !is_about_changes {
                    add(
                        *span,
                        format!(
                            "This entry ignores nothing: no finding of '{}' is here. Remove it.",
                            entry.rule
                        ),
                    );
                }
            }
            let acknowledged =
                configuration.acknowledge.iter().zip(&configuration.places.acknowledge).enumerate();
            let idle = acknowledged.filter(|(index, _)| !covering.acknowledge.contains(index));
            for (_, (entry, span)) in idle.filter(|_| covering.is_compared) {
                let message = match &entry.operation {
                    Some(operation) => format!("no '{}' of '{operation}'", entry.change),
                    None => format!("no '{}'", entry.change),
                };
                add(*span, format!("This entry acknowledges nothing: there is {message}. Remove it."));
            }
        }
        found.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        found.into_iter().map(|(_, _, trouble)| trouble).collect()
    }
}
