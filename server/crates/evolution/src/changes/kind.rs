//! What a kind of change is, and the table of all kinds.

use std::fmt;

pub use connector::Severity;

use super::kinds;

/// What a change does to flows and apps that were built on the published connector.
///
/// The catalogue of changes that this crate follows has more shades. They fall into three:
///
/// - **Breaking**: what the catalogue calls breaking, and what breaks "for the designer" (an operation, input or output
///   that becomes internal: the flow may go on running, but its author can no longer edit it; Microsoft's own check
///   reports it as an error, and the catalogue counts it among its 33 breaking kinds). An operation that was already
///   deprecated may be hidden: that is the guide's own next step and only risky.
/// - **Risky**: nothing fails by itself, but someone has to look.
/// - **Compatible**: what the catalogue calls non-breaking, and its two matters of policy about `info.version`, which
///   no flow ever feels.
///
/// Where the catalogue makes it depend on circumstances ("breaking if the effective path changes", "https dropped =
/// breaking"), the kind has the usual class and each [`super::Change`] its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Existing flows fail, lose data, or cannot be edited any more.
    Breaking,
    /// Existing flows may behave differently; someone has to look.
    Risky,
    /// Existing flows feel nothing.
    Compatible,
}

impl Class {
    /// The word for output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Risky => "risky",
            Self::Compatible => "compatible",
        }
    }
}

/// What an update has to go through before makers see it: weeks or months of an author's calendar.
///
/// Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-updates>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Update {
    /// Both say the same.
    #[default]
    None,
    /// Texts, contact, publisher, colour: what Microsoft lists as minor. Four to five weeks.
    Minor,
    /// Anything else. Six to ten weeks.
    Major,
}

impl Update {
    /// The word for output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// The part of a connector that a kind of change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// An operation as such: its id, path, method, texts and stage of life.
    Operation,
    /// What an operation takes.
    Request,
    /// What an operation or trigger gives.
    Response,
    /// The connector as a whole.
    Connector,
}

/// The page that explains the kinds, published with the sources; it is made from the table.
pub const DOCS: &str = "https://github.com/connector-ls/connector-ls/blob/main/server/docs/change-kinds.md";

/// One kind of change. There is one for each entry of the catalogue, and no other.
pub struct Kind {
    /// `change/…`, as in messages, configuration and output.
    pub code: &'static str,
    /// What it is about.
    pub side: Side,
    /// What it usually does to existing flows; a [`super::Change`] has the class of its case.
    pub class: Class,
    /// How it is usually shown; a [`super::Change`] has the severity of its case.
    pub severity: Severity,
    /// The least that an update with such a change counts as.
    pub update: Update,
    /// What it is, in one line.
    pub summary: &'static str,
    /// What existing flows feel.
    pub feels: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

impl Kind {
    /// All kinds, in the order of the catalogue.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        let sides = [kinds::operation::ALL, kinds::request::ALL, kinds::response::ALL, kinds::connector::ALL];
        sides.into_iter().flatten().copied()
    }

    /// The address of its text on the page that explains the kinds.
    pub fn docs(&self) -> String {
        format!("{DOCS}#{}", self.code.replace('/', ""))
    }

    /// The kind with this code.
    pub fn of_code(code: &str) -> Option<&'static Self> {
        Self::all().find(|kind| kind.code == code)
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Kind {}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}
