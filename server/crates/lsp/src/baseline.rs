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

/// What is published for the connector of these files; `None` if nothing is, or nobody wants to know. What the setting
/// names but does not exist is told once. `is_alone` tells that its folder has no other.
pub(crate) fn of(
    snapshot: &Snapshot,
    job: &Job,
    members: &[Member],
    is_alone: bool,
    setting: &configuration::Baseline,
) -> Option<Arc<Published>> {
    let Job::Folder(folder) = job else { return None };
    let definition = members.iter().find(|member| member.file.role == FileRole::Definition)?;
    let (setting, base) = match setting {
        configuration::Baseline::Off => return None,
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
        Ok(published) => {
            let remark = published.as_ref().and_then(|published| published.remark);
            if let Some(remark) = remark.filter(|remark| snapshot.session.analyses.first_time_said(remark)) {
                snapshot.session.log.show_warning(remark);
            }
            published
        }
        Err(problem) => {
            if snapshot.session.analyses.first_time_said(&problem.message) {
                snapshot.session.log.show_warning(problem.message);
            }
            None
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
