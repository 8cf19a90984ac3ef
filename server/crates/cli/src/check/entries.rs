//! Entries of configuration files that cover nothing any more.

use std::sync::Arc;

use ide::configuration::Covering;
use syntax::Span;

use crate::workspace::{ConfigurationFile, Target, Trouble};

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
            Some((_, known)) => known.add(&covering),
            None => self.files.push((file.clone(), covering)),
        }
    }

    /// The entries that cover nothing, by file and place.
    pub(super) fn idle(&self) -> Vec<Trouble> {
        let mut found: Vec<(&str, Span, Trouble)> = Vec::new();
        for (file, covering) in &self.files {
            let idle = covering.idle(&file.configuration).into_iter();
            found.extend(idle.map(|problem| {
                let place = file.place(problem.span);
                (file.shown.as_str(), problem.span, Trouble::warning(place, problem.message))
            }));
        }
        found.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        found.into_iter().map(|(_, _, trouble)| trouble).collect()
    }
}
