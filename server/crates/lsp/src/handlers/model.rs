//! A document as a file of its connector, without findings: for requests that come with every keystroke.

use connector::Connector;

use crate::analysis::{Member, connector_of};
use crate::loader::{self, Loaded};
use crate::session::Snapshot;
use crate::uri::Key;

/// A connector's model at the snapshot's moment. Nothing was checked, so that it costs no more than what has changed
/// takes to be read. What needs findings takes [`super::subject::Subject`].
pub(crate) struct Model {
    /// The model of all files.
    pub(crate) connector: Connector,
    members: Vec<Member>,
    member: usize,
}

impl Model {
    /// The connector of the file with this URI, the first that has it. `None` if it is part of none.
    pub(crate) fn of_uri(snapshot: &Snapshot, uri: &str) -> Option<Self> {
        let key = Key::of_uri(uri);
        snapshot.jobs_of(uri).into_iter().find_map(|job| {
            let Loaded { connectors, siblings } = loader::load(snapshot, &job);
            connectors.into_iter().find_map(|members| {
                let member = members.iter().position(|member| member.key == key)?;
                Some(Self { connector: connector_of(&members, siblings.clone()), members, member })
            })
        })
    }

    /// The file itself.
    pub(crate) fn member(&self) -> &Member {
        &self.members[self.member]
    }
}
