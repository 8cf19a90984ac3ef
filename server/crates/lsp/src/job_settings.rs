//! What the editor's settings and the nearest configuration file say for a job.

use ide::configuration::{Acknowledge, Baseline, Configuration};

use crate::config_file;
use crate::jobs::Job;
use crate::session::Snapshot;
use crate::today::today;

/// The settings for a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JobSettings {
    /// Those of the rules, without the names of files.
    pub(crate) rules: rules::Settings,
    /// What counts as published.
    pub(crate) baseline: Baseline,
    /// Changes of it that are meant.
    pub(crate) acknowledge: Vec<Acknowledge>,
}

impl JobSettings {
    fn new(configuration: &Configuration, folder: &str) -> Self {
        Self {
            rules: rules::Settings { today: today(), ..configuration.settings(folder) },
            baseline: configuration.baseline.clone().unwrap_or_default(),
            acknowledge: configuration.acknowledge.clone(),
        }
    }
}

/// The settings for a job: the editor's, and over them the nearest configuration file's.
pub(crate) fn settings_of(snapshot: &Snapshot, job: &Job) -> JobSettings {
    let editor = &snapshot.world.settings;
    let Job::Folder(folder) = job else { return JobSettings::new(&editor.for_path(None), "") };
    let mut configuration = editor.for_path(Some(folder));
    if let Some(found) = config_file::nearest(snapshot, folder) {
        if !found.said.problems.is_empty() && snapshot.session.analyses.first_time(&found.key, None) {
            for problem in &found.said.problems {
                snapshot.session.log.warning(format!("{}: {}", found.key.as_str(), problem.message));
            }
        }
        configuration = found.configuration().over(configuration);
    }
    JobSettings::new(&configuration, &folder.to_string_lossy())
}
