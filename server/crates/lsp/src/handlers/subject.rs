//! What a request about a place in a document is about.

use std::sync::Arc;

use connector::FileRole;
use ide::{At, View};
use rules::Stop;
use syntax::{Position, Span};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types;

use crate::analysis::{Analysis, Job, Member, Unit, analyse};
use crate::session::Snapshot;
use crate::uri::Key;

/// A document as a file of its connector.
pub(crate) struct Subject {
    analysis: Arc<Analysis>,
    unit: usize,
    member: usize,
}

impl Subject {
    /// The file with this URI, in the first connector of its folder that has it. `None` if it is part of none.
    pub(crate) fn of_uri(snapshot: &Snapshot, uri: &str, stop: &Stop) -> Result<Option<Self>> {
        let Some(job @ (Job::Folder(_) | Job::Alone(_))) = Job::of_uri(uri) else { return Ok(None) };
        let analysis = analyse(snapshot, &job, stop).ok_or_else(Error::request_cancelled)?;
        let key = Key::of_uri(uri);
        let found = analysis.units.iter().enumerate().find_map(|(unit, found)| {
            let member = found.members.iter().position(|member| member.key == key)?;
            Some((unit, member))
        });
        Ok(found.map(|(unit, member)| Self { analysis, unit, member }))
    }

    /// The connector with what was found in it.
    pub(crate) fn unit(&self) -> &Unit {
        &self.analysis.units[self.unit]
    }

    /// The file itself.
    pub(crate) fn member(&self) -> &Member {
        &self.unit().members[self.member]
    }

    /// What features look at.
    pub(crate) fn view(&self) -> View<'_> {
        self.unit().view()
    }

    /// What its findings were found with.
    pub(crate) fn settings(&self) -> &rules::Settings {
        &self.unit().settings
    }

    /// What the file is to its connector.
    pub(crate) fn role(&self) -> FileRole {
        self.member().file.role
    }

    /// The version of the file, if it is open.
    pub(crate) fn version(&self) -> Option<i32> {
        self.member().open.as_ref().map(|open| open.version)
    }

    /// A position in the file as the client counts.
    pub(crate) fn at(&self, snapshot: &Snapshot, position: ls_types::Position) -> At {
        At { file: self.role(), offset: self.offset(snapshot, position) }
    }

    /// A range in the file as the client counts, in bytes.
    pub(crate) fn span(&self, snapshot: &Snapshot, range: ls_types::Range) -> Span {
        let (start, end) = (self.offset(snapshot, range.start), self.offset(snapshot, range.end));
        Span::new(start.min(end), start.max(end))
    }

    fn offset(&self, snapshot: &Snapshot, position: ls_types::Position) -> u32 {
        let position = Position { line: position.line, character: position.character };
        self.member().file.offset(position, snapshot.session.flags().encoding)
    }
}
