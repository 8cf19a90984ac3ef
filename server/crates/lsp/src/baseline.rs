//! What counts as published for a connector of a job.

use std::path::PathBuf;
use std::sync::Arc;

use baseline::{Published, Question, Setting};
use connector::{FileRole, role_of};
use ide::configuration;

use crate::analysis::Member;
use crate::jobs::Job;
use crate::session::Snapshot;
use crate::workspace;

/// What is known of what is published.
#[derive(Clone, Debug)]
pub(crate) enum Baseline {
    /// Nobody wants to know.
    Off,
    /// This is.
    Found(Arc<Published>),
    /// Nothing is known, for this reason.
    Missing(String),
}

impl Baseline {
    /// What is published, if it is known.
    pub(crate) fn published(&self) -> Option<&Arc<Published>> {
        match self {
            Self::Found(published) => Some(published),
            Self::Off | Self::Missing(_) => None,
        }
    }
}

impl PartialEq for Baseline {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Off, Self::Off) => true,
            (Self::Found(one), Self::Found(other)) => one.identity == other.identity,
            (Self::Missing(one), Self::Missing(other)) => one == other,
            _ => false,
        }
    }
}

const NOT_ON_DISK: &str =
    "The connector is not on disk. Save its definition in the folder of a Git repository.";
const NO_COMMIT: &str =
    "Git has no earlier state of this connector: it is new, or its folder is in no repository.";

/// What is published for the connector of these files. What the setting names but does not exist is told once.
/// `is_alone` tells that its folder has no other.
pub(crate) fn of(
    snapshot: &Snapshot,
    job: &Job,
    members: &[Member],
    is_alone: bool,
    setting: &configuration::Baseline,
) -> Baseline {
    let definition = members.iter().find(|member| member.file.role == FileRole::Definition);
    let (Job::Folder(folder), Some(definition)) = (job, definition) else {
        return match setting {
            configuration::Baseline::Off => Baseline::Off,
            _ => Baseline::Missing(NOT_ON_DISK.to_owned()),
        };
    };
    let (setting, base) = match setting {
        configuration::Baseline::Off => return Baseline::Off,
        configuration::Baseline::Auto => (Setting::Auto, None),
        configuration::Baseline::Named { name, folder } => {
            (Setting::of(name), folder.as_ref().map(PathBuf::from))
        }
    };
    // What the editor's settings name starts at the folder that is open in it.
    let base = base.or_else(|| snapshot.world.folder_of(folder).map(|root| root.path.clone()));
    let base = base.unwrap_or_else(|| folder.clone());
    let question =
        Question { folder, definition: &definition.name, setting: &setting, base: &base, is_alone };
    match snapshot.session.baselines.published(&question) {
        Ok(Some(published)) => {
            let said = |remark: &&str| snapshot.session.analyses.first_time_said(remark);
            if let Some(remark) = published.remark.filter(said) {
                snapshot.session.log.show_warning(remark);
            }
            Baseline::Found(published)
        }
        Ok(None) => Baseline::Missing(match &setting {
            Setting::Named(name) => format!("'{name}' has no earlier state of this connector: it is new."),
            Setting::Auto | Setting::Off => NO_COMMIT.to_owned(),
        }),
        Err(problem) => {
            if snapshot.session.analyses.first_time_said(&problem.message) {
                snapshot.session.log.show_warning(problem.message.as_str());
            }
            Baseline::Missing(problem.message)
        }
    }
}

/// Whether what is published and the files of today are all files of the connector: of a file that is there and cannot
/// be read nobody knows what it says.
pub(crate) fn is_whole(job: &Job, members: &[Member], published: &Published) -> bool {
    let Job::Folder(folder) = job else { return false };
    let is_missing = |role: FileRole| {
        members.iter().all(|member| member.file.role != role) && published.file(role).is_some()
    };
    let is_read = || !workspace::names(folder).iter().filter_map(|name| role_of(name)).any(is_missing);
    published.is_whole && is_read()
}
