//! The answer: the published files of one connector.

use std::sync::{Arc, OnceLock};

use connector::{Connector, FileRole, Part};
use syntax::Decoded;

use crate::line_ends::LineEnds;
use crate::store::{Piece, Pieces};

/// A connector as it is published.
#[derive(Debug)]
pub struct Published {
    /// The files that were there, the definition first.
    pub files: Vec<PublishedFile>,
    /// What it is called to people: `main`, `HEAD`, `v1.2`, `../old`.
    pub label: String,
    /// Whether these are all files of the connector, and not the one file that the setting names, or all but one that
    /// must not be read.
    pub is_whole: bool,
    /// A sentence on why this is not quite what the setting asks for, and what to do.
    pub remark: Option<&'static str>,
    /// Tells this answer from others.
    pub identity: Identity,
    pub(crate) connector: OnceLock<Connector>,
}

impl Published {
    /// The file with this role.
    pub fn file(&self, role: FileRole) -> Option<&PublishedFile> {
        self.files.iter().find(|file| file.role == role)
    }

    /// The model of the connector, made at the first call.
    pub fn connector(&self) -> &Connector {
        self.connector.get_or_init(|| {
            let parts = self.files.iter().map(|file| Part::new(file.role, file.decoded.text.clone()));
            let mut connector = Connector::new(parts);
            for file in &self.files {
                connector.set_not_utf8(file.role, file.decoded.invalid.clone());
            }
            connector
        })
    }
}

/// One file of a published connector.
#[derive(Debug)]
pub struct PublishedFile {
    /// What it is to the connector.
    pub role: FileRole,
    /// Its path for people, with slashes: inside of the repository, or on disk as the setting writes it.
    pub path: String,
    /// Its text, in the line ends of the working file if each of the two files uses one kind throughout. A byte order
    /// mark stays, and bytes that are no UTF-8 are listed.
    pub decoded: Decoded,
}

/// Equal for two answers whose texts, paths and label are equal, without comparing the texts: by the hashes of the
/// blobs, or by length and time of the files on disk.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    pub(crate) plan: Arc<Plan>,
    /// The line ends of the working files, for each of the pieces.
    pub(crate) line_ends: Vec<Option<LineEnds>>,
}

const BEYOND: &str = "The published settings.json names a file outside of the project, which is not read: whether it has \
                      changed is not known.";

/// What makes up an answer, before its files are read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Plan {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) is_whole: bool,
    pub(crate) label: String,
    pub(crate) remark: Option<&'static str>,
}

impl Plan {
    /// All files of a connector.
    pub(crate) fn of_all(pieces: Pieces, label: String, remark: Option<&'static str>) -> Self {
        let Pieces { files, is_beyond } = pieces;
        Self { pieces: files, is_whole: !is_beyond, label, remark: remark.or(is_beyond.then_some(BEYOND)) }
    }
}
