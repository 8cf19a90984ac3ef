//! What an operation says about its own life.
//!
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>

use syntax::{Node, NodeId};

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
    /// The visibility of an operation, parameter or schema object. Absent, empty and unknown values are normal;
    /// letter case does not matter, since the guide and the schema disagree on it.
    pub fn of(node: Node<'_>) -> Self {
        let value = node.get("x-ms-visibility").and_then(Node::as_str);
        match value.as_deref() {
            Some(text) if text.eq_ignore_ascii_case("important") => Self::Important,
            Some(text) if text.eq_ignore_ascii_case("advanced") => Self::Advanced,
            Some(text) if text.eq_ignore_ascii_case("internal") => Self::Internal,
            _ => Self::Normal,
        }
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
    /// `family`, if it is a non-empty string.
    pub family: Option<Box<str>>,
    /// `revision`, if it is a whole number.
    pub revision: Option<i64>,
    /// `status`, if it is one of the two.
    pub status: Option<Status>,
    /// `expires` as written.
    pub expires: Option<Box<str>>,
    /// `deprecated` is `true`.
    pub deprecated: bool,
    /// `x-ms-visibility`.
    pub visibility: Visibility,
}

impl Annotation {
    /// Reads the lifecycle members of an operation object.
    pub(super) fn read(operation: Node<'_>) -> Self {
        let annotation = operation.get("x-ms-api-annotation").filter(|node| node.is_object());
        let text = |name: &str| -> Option<Box<str>> {
            let value = annotation?.get(name)?.as_str()?;
            (!value.is_empty()).then(|| Box::from(value.as_ref()))
        };
        Self {
            node: annotation.map(Node::id),
            family: text("family"),
            revision: annotation.and_then(|node| node.get("revision")).and_then(Node::as_i64),
            status: text("status").and_then(|status| Status::parse(&status)),
            expires: text("expires"),
            deprecated: operation.get("deprecated").and_then(Node::as_bool) == Some(true),
            visibility: Visibility::of(operation),
        }
    }
}

/// The connector's own status: under `info`, where real connectors have it, or at the root, as the guide shows it.
pub(super) fn connector_status(root: Node<'_>) -> Option<Status> {
    let under_info = root.get("info").and_then(|info| info.get("x-ms-api-annotation"));
    let annotation = under_info.or_else(|| root.get("x-ms-api-annotation"))?;
    Status::parse(&annotation.get("status")?.as_str()?)
}
