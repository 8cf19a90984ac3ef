//! What the connectors of a folder are compared with.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use baseline::{Baselines, Question, Setting};
use connector::{Connector, FileRole, FileSet};
use ide::Published;
use ide::configuration::Baseline;

use crate::workspace::{ConfigurationFile, Target, Trouble};

/// What connectors are compared with, and who says so.
pub(crate) struct Comparing {
    setting: Setting,
    /// The folder that a path starts from.
    base: PathBuf,
    /// Who says so, for messages.
    place: String,
    /// Whether the same is meant for the connectors of no other folder.
    is_alone: bool,
}

/// The answer on one connector.
#[derive(Default)]
pub(crate) struct Answer {
    /// What is published; `None` if the connector is new, or that is not known.
    pub(crate) published: Option<Published>,
    /// Whether it is what was asked for, and nothing in its place.
    pub(crate) is_exact: bool,
    pub(crate) trouble: Option<Trouble>,
}

impl Comparing {
    /// What the connectors of a folder, one of `targets`, are compared with: what is `asked` for in the folder `here`, else
    /// what the configuration file says. `None` if nobody wants to know, `Err` if it cannot be.
    pub(crate) fn new(
        target: &Target,
        targets: &[Target],
        (asked, here): (Option<&Setting>, &Path),
    ) -> Result<Option<Self>, Trouble> {
        let comparing = match (asked, &target.configuration) {
            (Some(setting), _) => Self::asked(setting, here, targets.len() == 1),
            (None, Some(file)) => {
                let is_same =
                    |other: &&Target| other.configuration.as_ref().is_some_and(|it| Arc::ptr_eq(it, file));
                Self::configured(file, targets.iter().filter(is_same).nth(1).is_none())
            }
            (None, None) => None,
        };
        match comparing {
            Some(Self { setting: Setting::Auto, place, .. }) if !target.is_in_repository => {
                let message = "There is no Git repository here, so changes of what is published cannot be found. Name \
                               a file or a folder as the baseline.";
                // A configuration file may be meant for another place; who asks wants an answer.
                Err(if asked.is_some() {
                    Trouble::error(place, message)
                } else {
                    Trouble::warning(place, message)
                })
            }
            comparing => Ok(comparing),
        }
    }

    fn asked(setting: &Setting, here: &Path, is_alone: bool) -> Option<Self> {
        let place = match setting {
            Setting::Off => return None,
            Setting::Auto => "--baseline auto",
            // What is wrong names the rest.
            Setting::Named(_) => "--baseline",
        };
        Some(Self { setting: setting.clone(), base: here.to_owned(), place: place.to_owned(), is_alone })
    }

    fn configured(file: &ConfigurationFile, is_alone: bool) -> Option<Self> {
        let setting = match file.configuration.baseline.as_ref()? {
            Baseline::Off => return None,
            Baseline::Auto => Setting::Auto,
            Baseline::Named { name, .. } => Setting::of(name),
        };
        Some(Self { setting, base: file.folder.clone(), place: file.shown.clone(), is_alone })
    }

    /// What is published of a connector, one of `count` in its folder, and how it differs.
    pub(crate) fn published(
        &self,
        target: &Target,
        (set, count): (&FileSet, usize),
        now: &Connector,
        baselines: &Baselines,
    ) -> Answer {
        let Some(definition) = set.name(FileRole::Definition) else { return Answer::default() };
        let question = Question {
            folder: &target.folder,
            definition,
            setting: &self.setting,
            base: &self.base,
            is_alone: self.is_alone && count == 1,
        };
        match baselines.published(&question) {
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
