//! What a request about a document is about.

use std::sync::Arc;

use ide::View;
use ide::configuration::Acknowledge;
use rules::Stop;
use tower_lsp::jsonrpc::{Error, Result};

use crate::analysis::{Analysis, Member, Unit, analyse};
use crate::jobs::Job;
use crate::quarantine::Unanalysed;
use crate::session::Snapshot;
use crate::uri::Key;

/// A document as a file of its connector, with what was found in it. What needs no findings takes
/// [`super::model::Model`].
pub(crate) struct Subject {
    analysis: Arc<Analysis>,
    unit: usize,
    member: usize,
}

impl Subject {
    /// The file with this URI, in the first connector that has it. `None` if it is part of none.
    pub(crate) fn of_uri(snapshot: &Snapshot, uri: &str, stop: &Stop) -> Result<Option<Self>> {
        Ok(Self::all_of_uri(snapshot, uri, stop)?.into_iter().next())
    }

    /// The file with this URI, in every connector that has it: definitions of one folder share the other files.
    pub(crate) fn all_of_uri(snapshot: &Snapshot, uri: &str, stop: &Stop) -> Result<Vec<Self>> {
        let key = Key::of_uri(uri);
        for job in snapshot.jobs_of(uri) {
            if let Job::Config(_) = job {
                continue;
            }
            let analysis = match analyse(snapshot, &job, stop) {
                Ok(analysis) => analysis,
                Err(Unanalysed::Stopped) => return Err(Error::request_cancelled()),
                Err(Unanalysed::Failed(failure)) => match failure.first_answer() {
                    Some(error) => return Err(error),
                    None => continue,
                },
            };
            let units = analysis.units.iter().enumerate();
            let found = units.filter_map(|(unit, found)| {
                let member = found.members.iter().position(|member| member.key == key)?;
                Some(Self { analysis: analysis.clone(), unit, member })
            });
            let found: Vec<Self> = found.collect();
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    /// The connector with what was found in it.
    pub(crate) fn unit(&self) -> &Unit {
        &self.analysis.units[self.unit]
    }

    /// The changes that the settings say are meant.
    pub(crate) fn acknowledge(&self) -> &[Acknowledge] {
        self.analysis.acknowledge()
    }

    /// The file itself.
    pub(crate) fn member(&self) -> &Member {
        &self.unit().members[self.member]
    }

    /// What features look at.
    pub(crate) fn view(&self) -> View<'_> {
        self.unit().view()
    }
}
