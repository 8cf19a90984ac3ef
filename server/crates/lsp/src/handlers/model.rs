//! A document as a file of its connector, without findings: for requests that come with every keystroke.

use connector::Connector;
use ide::At;
use syntax::{Position, Span};
use tower_lsp::ls_types::{self, Range};

use crate::analysis::{Job, Member};
use crate::loader;
use crate::session::Snapshot;
use crate::to_proto;
use crate::uri::Key;

/// A connector's model at the snapshot's moment. Nothing was checked, so that it costs no more than what has changed
/// takes to be read.
pub(crate) struct Model {
    /// The model of all files.
    pub(crate) connector: Connector,
    members: Vec<Member>,
    member: usize,
}

impl Model {
    /// The connector of the file with this URI, the first of its folder that has it. `None` if it is part of none.
    pub(crate) fn of_uri(snapshot: &Snapshot, uri: &str) -> Option<Self> {
        let job @ (Job::Folder(_) | Job::Alone(_)) = Job::of_uri(uri)? else { return None };
        let key = Key::of_uri(uri);
        loader::load(snapshot, &job).into_iter().find_map(|members| {
            let member = members.iter().position(|member| member.key == key)?;
            let connector = Connector::new(members.iter().map(|member| member.file.part.clone()));
            Some(Self { connector, members, member })
        })
    }

    /// The file itself.
    pub(crate) fn member(&self) -> &Member {
        &self.members[self.member]
    }

    /// A position in the file as the client counts.
    pub(crate) fn at(&self, snapshot: &Snapshot, position: ls_types::Position) -> At {
        let member = self.member();
        let position = Position { line: position.line, character: position.character };
        let offset = member.file.offset(position, snapshot.session.flags().encoding);
        At { file: member.file.role, offset }
    }

    /// A span of the file as a range.
    pub(crate) fn range(&self, snapshot: &Snapshot, span: Span) -> Range {
        to_proto::range(&self.member().file, span, snapshot.session.flags().encoding)
    }
}
