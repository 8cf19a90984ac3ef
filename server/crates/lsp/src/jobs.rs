//! What is analysed together, and which file belongs to what.

use std::path::{Path, PathBuf};

use connector::{is_companion, role_of};

use crate::config_file;
use crate::session::Snapshot;
use crate::uri::{self, Key};
use crate::workspace;

/// What is analysed together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Job {
    /// The connectors of a folder on disk.
    Folder(PathBuf),
    /// A document that is not on disk, known by its name alone.
    Alone(Key),
    /// A configuration file.
    Config(Key),
}

impl Job {
    /// What the file with this URI belongs to. `None` if nothing of it can concern a connector.
    pub(crate) fn of_uri(uri: &str) -> Option<Self> {
        let name = uri::file_name_of(uri);
        if config_file::is_config(&name) {
            return Some(Self::Config(Key::of_uri(uri)));
        }
        match uri::path_of(uri) {
            // A file of any name may be part of a connector: `settings.json` may name it.
            Some(path) if is_json_or_script(&name) || is_companion(&name) => {
                path.parent().map(|folder| Self::Folder(folder.to_path_buf()))
            }
            Some(_) => None,
            None => role_of(&name).map(|_| Self::Alone(Key::of_uri(uri))),
        }
    }
}

fn is_json_or_script(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| {
        ["json", "jsonc", "csx"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Whether a change of the file with this URI can change findings by its name alone.
pub(crate) fn concerns(uri: &str) -> bool {
    let name = uri::file_name_of(uri);
    role_of(&name).is_some() || config_file::is_config(&name) || is_companion(&name)
}

impl Snapshot {
    /// The jobs that the file with this URI may take part in, the one of its own folder first: then those that were seen
    /// to have it, and for a file that is a connector's only because `settings.json` names it, those of the folders above
    /// that have such a file.
    pub(crate) fn jobs_of(&self, uri: &str) -> Vec<Job> {
        let own = Job::of_uri(uri);
        let mut jobs: Vec<Job> = own.into_iter().collect();
        let named = self.session.analyses.jobs_with(&Key::of_uri(uri));
        let above =
            if role_of(&uri::file_name_of(uri)).is_none() { self.folders_above(&jobs) } else { Vec::new() };
        for job in named.into_iter().chain(above) {
            if !jobs.contains(&job) {
                jobs.push(job);
            }
        }
        jobs
    }

    /// The folders above a job's, as far as its workspace folder, that have a `settings.json`.
    fn folders_above(&self, own: &[Job]) -> Vec<Job> {
        let [Job::Folder(folder)] = own else { return Vec::new() };
        let Some(root) = self.world.folder_of(folder) else { return Vec::new() };
        let above = folder.ancestors().skip(1).take_while(|above| above.starts_with(&root.path));
        let has_settings = |folder: &&Path| {
            let path = folder.join("settings.json");
            self.world.documents.get(&Key::of_path(&path)).is_some() || workspace::stamp(&path).is_some()
        };
        above.filter(has_settings).map(|folder| Job::Folder(folder.to_path_buf())).collect()
    }
}
