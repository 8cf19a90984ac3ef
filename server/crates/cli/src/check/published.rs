//! What the connectors of a folder are compared with.

use std::path::{Path, PathBuf};

use baseline::{Question, Setting};
use connector::{Connector, FileRole, FileSet};
use ide::Published;
use ide::configuration::Baseline;

use super::Options;
use crate::workspace::{ConfigurationFile, Target, Trouble};

/// What connectors are compared with, and who says so.
pub(super) struct Comparing {
    setting: Setting,
    /// The folder that a path starts from.
    base: PathBuf,
    /// Who says so, for messages.
    place: String,
}

/// The answer on one connector.
#[derive(Default)]
pub(super) struct Answer {
    /// What is published; `None` if the connector is new, or that is not known.
    pub(super) published: Option<Published>,
    /// Whether it is what was asked for, and nothing in its place.
    pub(super) is_exact: bool,
    pub(super) trouble: Option<Trouble>,
}

impl Comparing {
    /// What the connectors of a folder are compared with; `None` if nobody wants to know, `Err` if it cannot be.
    pub(super) fn new(target: &Target, options: &Options) -> Result<Option<Self>, Trouble> {
        let comparing = match (&options.baseline, &target.configuration) {
            (Some(setting), _) => Self::asked(setting, &options.here),
            (None, Some(file)) => Self::configured(file),
            (None, None) => None,
        };
        match comparing {
            Some(Self { setting: Setting::Auto, place, .. }) if !target.is_in_repository => {
                let message = "There is no Git repository here, so changes of what is published cannot be found. Name \
                               a file or a folder as the baseline.";
                // A configuration file may be meant for another place; who asks wants an answer.
                let is_asked = options.baseline.is_some();
                Err(if is_asked { Trouble::error(place, message) } else { Trouble::warning(place, message) })
            }
            comparing => Ok(comparing),
        }
    }

    fn asked(setting: &Setting, here: &Path) -> Option<Self> {
        let name = match setting {
            Setting::Off => return None,
            Setting::Auto => "auto",
            Setting::Named(name) => name,
        };
        Some(Self { setting: setting.clone(), base: here.to_owned(), place: format!("--baseline {name}") })
    }

    fn configured(file: &ConfigurationFile) -> Option<Self> {
        let setting = match file.configuration.baseline.as_ref()? {
            Baseline::Off => return None,
            Baseline::Auto => Setting::Auto,
            Baseline::Named { name, .. } => Setting::of(name),
        };
        Some(Self { setting, base: file.folder.clone(), place: file.shown.clone() })
    }

    /// What is published of a connector, and how it differs.
    pub(super) fn published(
        &self,
        target: &Target,
        set: &FileSet,
        now: &Connector,
        options: &Options,
    ) -> Answer {
        let Some(definition) = set.name(FileRole::Definition) else { return Answer::default() };
        let question =
            Question { folder: &target.folder, definition, setting: &self.setting, base: &self.base };
        match options.baselines.published(&question) {
            Ok(None) => Answer::default(),
            Ok(Some(found)) => {
                // Of a file of today that could not be read, which is told already, nobody knows what it says.
                let is_whole = found.is_whole && set.files.iter().all(|(role, _)| now.part(*role).is_some());
                let compared = if is_whole { Published::new } else { Published::of_file };
                Answer {
                    published: Some(compared(found.connector().clone(), found.label.as_str(), now)),
                    is_exact: found.remark.is_none(),
                    trouble: found.remark.map(|remark| Trouble::warning(self.place.as_str(), remark)),
                }
            }
            Err(problem) => Answer {
                trouble: Some(Trouble::error(self.place.as_str(), problem.to_string())),
                ..Answer::default()
            },
        }
    }
}
