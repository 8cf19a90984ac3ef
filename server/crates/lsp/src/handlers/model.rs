//! A document as a file of its connector, without findings: for requests that come with every keystroke.

use connector::{Connector, FileRole};
use syntax::Span;
use tower_lsp::ls_types::Location;

use crate::analysis::Member;
use crate::loader;
use crate::models::connector_of;
use crate::session::Snapshot;
use crate::to_proto;
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
    /// The connector of the file with this URI, the first that has it. A `settings.json` that has nothing
    /// yet stands alone. `None` if the file is part of none.
    pub(crate) fn of_uri(snapshot: &Snapshot, uri: &str) -> Option<Self> {
        let found = Self::all_of_uri(snapshot, uri).into_iter().next();
        found.or_else(|| {
            let member = loader::new_settings(snapshot, &Key::of_uri(uri))?;
            Some(Self {
                connector: connector_of(std::slice::from_ref(&member), None),
                members: vec![member],
                member: 0,
            })
        })
    }

    /// The connectors of the file with this URI: definitions of one folder share the other files.
    pub(crate) fn all_of_uri(snapshot: &Snapshot, uri: &str) -> Vec<Self> {
        let key = Key::of_uri(uri);
        let found = snapshot.jobs_of(uri).into_iter().map(|job| {
            let loaded = loader::load(snapshot, &job);
            let models = snapshot.session.analyses.models(&job, &loaded);
            let models = loaded.connectors.into_iter().zip(models).filter_map(|(members, connector)| {
                let member = members.iter().position(|member| member.key == key)?;
                Some(Self { connector, members, member })
            });
            models.collect::<Vec<Self>>()
        });
        found.into_iter().find(|models| !models.is_empty()).unwrap_or_default()
    }

    /// A place in one of the connector's files, as the client counts; `None` if it has no such file.
    pub(crate) fn location(&self, snapshot: &Snapshot, role: FileRole, span: Span) -> Option<Location> {
        let member = self.members.iter().find(|member| member.file.role == role)?;
        Some(Location::new(to_proto::uri(&member.uri)?, member.range(snapshot, span)))
    }

    /// The file itself.
    pub(crate) fn member(&self) -> &Member {
        &self.members[self.member]
    }
}
