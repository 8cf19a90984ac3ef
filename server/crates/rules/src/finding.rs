//! What a rule reports.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use connector::FileRole;
use syntax::{Delta, NodeId, Span};

use crate::fix::Fix;
use crate::rule::Rule;
use crate::settings::Severity;

/// One finding. Copies share what it says.
#[derive(Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is.
    pub severity: Severity,
    /// The file.
    pub file: FileRole,
    /// What to underline, in bytes.
    pub span: Span,
    /// The node it is about, for its pointer; `None`: a place in the text that belongs to no node, or a script.
    pub node: Option<NodeId>,
    /// How to show it.
    pub tag: Option<Tag>,
    /// Other places that matter.
    pub related: RelatedPlaces,
    /// What it says.
    pub said: Arc<Said>,
}

/// What a finding says and offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What is wrong and what to do.
    pub message: String,
    /// What it offers to change; the first is the best.
    pub fixes: Vec<Fix>,
}

impl Deref for Finding {
    type Target = Said;

    fn deref(&self) -> &Said {
        &self.said
    }
}

impl DerefMut for Finding {
    fn deref_mut(&mut self) -> &mut Said {
        Arc::make_mut(&mut self.said)
    }
}

/// Another place that matters to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file.
    pub file: FileRole,
    /// Where, in bytes.
    pub span: Span,
    /// What is there.
    pub message: Arc<str>,
}

/// The other places that matter to a finding, in the order in which they are told. Copies share them. They stand apart
/// from what the finding says, because they move with the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelatedPlaces(Option<Arc<[Related]>>);

impl Deref for RelatedPlaces {
    type Target = [Related];

    fn deref(&self) -> &[Related] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl RelatedPlaces {
    fn push(&mut self, place: Related) {
        // There are few.
        self.0 = Some(self.iter().cloned().chain([place]).collect());
    }

    /// The same places in a text that differs elsewhere: those in `file` move with it.
    fn moved(&self, file: FileRole, delta: &Delta) -> Self {
        let now = |place: &Related| if place.file == file { delta.span(place.span) } else { place.span };
        if self.iter().all(|place| now(place) == place.span) {
            return self.clone();
        }
        Self(Some(self.iter().map(|place| Related { span: now(place), ..place.clone() }).collect()))
    }
}

/// How a finding wants to be shown beside its severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Faded out: it can be removed.
    Unnecessary,
    /// Struck through.
    Deprecated,
}

impl Finding {
    /// The rule's code.
    pub fn code(&self) -> &'static str {
        self.rule.code
    }

    /// Microsoft's code for it, the first if there are several.
    pub fn microsoft_code(&self) -> Option<&'static str> {
        self.rule.microsoft.first().copied()
    }

    /// Whether its best fix is safe, unsafe or absent.
    pub fn fix_kind(&self) -> crate::FixKind {
        self.fixes.first().map_or(crate::FixKind::None, |fix| fix.safety.kind())
    }

    /// Adds another place.
    pub fn related(&mut self, file: FileRole, span: Span, message: impl Into<Arc<str>>) -> &mut Self {
        self.related.push(Related { file, span, message: message.into() });
        self
    }

    /// Lowers the severity to at most `severity`, unless the user set one that is lower still.
    pub fn at_most(&mut self, severity: Severity) -> &mut Self {
        self.severity = self.severity.max(severity);
        self
    }

    /// Shows it faded or struck through.
    pub fn tagged(&mut self, tag: Tag) -> &mut Self {
        self.tag = Some(tag);
        self
    }

    /// The same finding in a text that differs elsewhere: its places in `file` move with the text. What its fixes name by
    /// bytes is left to [`Self::move_bytes`].
    #[must_use]
    #[inline]
    pub(crate) fn moved(&self, file: FileRole, delta: &Delta) -> Self {
        let span = if self.file == file { delta.span(self.span) } else { self.span };
        Self { span, related: self.related.moved(file, delta), said: Arc::clone(&self.said), ..*self }
    }

    /// Whether somebody who looks at both sees the same.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let place = |one: &Self| (one.file, one.span, one.node);
        std::ptr::eq(self.rule, other.rule)
            && place(self) == place(other)
            && (self.severity, self.tag) == (other.severity, other.tag)
            && self.related == other.related
            && self.said == other.said
    }

    /// Whether its fixes name places by bytes rather than by nodes.
    pub(crate) fn names_bytes(&self) -> bool {
        self.fixes.iter().any(Fix::names_bytes)
    }

    /// Moves what its fixes name by bytes in `file`. Copies no longer share what they say then.
    pub(crate) fn move_bytes(&mut self, file: FileRole, delta: &Delta) {
        if self.fixes.iter().any(|fix| fix.feels(file, delta)) {
            self.fixes.iter_mut().for_each(|fix| fix.move_bytes(file, delta));
        }
    }

    /// Offers a change.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        // Nearly all have one, and a list would begin with room for four.
        let fixes = &mut self.fixes;
        if fixes.is_empty() {
            fixes.reserve_exact(1);
        }
        fixes.push(fix);
        self
    }
}

impl std::fmt::Debug for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Span { start, end } = self.span;
        write!(f, "{} {} {:?} {start}..{end}: {}", self.severity, self.rule.code, self.file, self.message)
    }
}
