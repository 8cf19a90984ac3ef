//! What an operation says about its own life.
//!
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>

use syntax::{Node, NodeId};
use vocabulary::lifecycle;

/// The member of an operation, and of `info`, that says how far it has come.
pub const ANNOTATION: &str = "x-ms-api-annotation";

/// How far an API or operation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// New and unproven.
    Preview,
    /// Has met the bar for reliability.
    Production,
}

impl Status {
    /// Reads the value as the platform spells it; other spellings are `None`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "Preview" => Some(Self::Preview),
            "Production" => Some(Self::Production),
            _ => None,
        }
    }

    /// The value as it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preview => "Preview",
            Self::Production => "Production",
        }
    }
}

/// How prominently something is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Visibility {
    /// Shown first.
    Important,
    /// Shown.
    #[default]
    Normal,
    /// Shown behind "advanced options".
    Advanced,
    /// Not shown.
    Internal,
}

impl Visibility {
    /// Reads a word; the empty text and `none` are words for normal. Letter case does not matter, since the guide and
    /// the schema disagree on it. `None` for an unknown word.
    pub fn parse(word: &str) -> Option<Self> {
        let is = |known: &str| known.eq_ignore_ascii_case(word);
        let words = [Self::Important, Self::Advanced, Self::Internal];
        let known = lifecycle::VISIBILITIES.iter().chain(lifecycle::VISIBILITY_SYNONYMS);
        let normal = || known.clone().any(|value| is(value.value)).then_some(Self::Normal);
        words.into_iter().find(|visibility| is(visibility.name())).or_else(normal)
    }

    /// What an operation, parameter or schema object says of its visibility. `None` if it says nothing: if it is absent,
    /// unknown, or a word for normal, which means the same as leaving it out.
    pub fn stated(node: Node<'_>) -> Option<Self> {
        let word = node.get("x-ms-visibility").and_then(Node::as_str)?;
        Self::parse(&word).filter(|stated| *stated != Self::Normal)
    }

    /// The visibility of an operation, parameter or schema object: what it states, else normal.
    pub fn of(node: Node<'_>) -> Self {
        Self::stated(node).unwrap_or_default()
    }

    /// The word for it. For the normal visibility nothing is written in a file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Important => "important",
            Self::Normal => "normal",
            Self::Advanced => "advanced",
            Self::Internal => "internal",
        }
    }
}

/// The lifecycle members of an operation, those that are written; see [`crate::Definition`] for effective values.
#[derive(Clone, Debug, Default)]
pub struct Annotation {
    /// The `x-ms-api-annotation` object.
    pub node: Option<NodeId>,
    /// `family`, if it is a string that is not blank.
    pub family: Option<Box<str>>,
    /// `revision`, if it is a whole number.
    pub revision: Option<i64>,
    /// `status`, if it is one of the two.
    pub status: Option<Status>,
    /// Whether `status` is a word that is none of the two.
    pub has_unknown_status: bool,
    /// `expires` as written, if it is a string that is not blank.
    pub expires: Option<Box<str>>,
    /// `deprecated` is `true`.
    pub deprecated: bool,
    /// `x-ms-visibility`.
    pub visibility: Visibility,
}

impl Annotation {
    /// The members of `x-ms-api-annotation` that the operation does not say, so that it has what they imply: those of
    /// `family`, `revision` and `status` that are absent here. An unknown word as `status` says something, if nobody
    /// knows what.
    pub fn implied(&self) -> impl Iterator<Item = &'static str> + use<> {
        let members = [
            ("family", self.family.is_none()),
            ("revision", self.revision.is_none()),
            ("status", self.status.is_none() && !self.has_unknown_status),
        ];
        members.into_iter().filter(|(_, is_implied)| *is_implied).map(|(name, _)| name)
    }

    /// Reads the lifecycle members of an operation object.
    pub(super) fn read(operation: Node<'_>) -> Self {
        let annotation = operation.get(ANNOTATION).filter(|node| node.is_object());
        let text = |name: &str| -> Option<Box<str>> {
            let value = annotation?.get(name)?.as_str()?;
            (!value.trim().is_empty()).then(|| Box::from(value.as_ref()))
        };
        let word = text("status");
        let status = word.as_deref().and_then(Status::parse);
        Self {
            node: annotation.map(Node::id),
            family: text("family"),
            revision: annotation.and_then(|node| node.get("revision")).and_then(Node::as_i64),
            status,
            has_unknown_status: word.is_some() && status.is_none(),
            expires: text("expires"),
            deprecated: operation.get("deprecated").and_then(Node::as_bool) == Some(true),
            visibility: Visibility::of(operation),
        }
    }
}

/// The connector's own status: under `info`, where real connectors have it, or at the root, as the guide shows it.
pub(super) fn connector_status(root: Node<'_>) -> Option<Status> {
    let under_info = root.get("info").and_then(|info| info.get(ANNOTATION));
    let annotation = under_info.or_else(|| root.get(ANNOTATION))?;
    Status::parse(&annotation.get("status")?.as_str()?)
}
