//! What a check reports: findings of rules, and changes of what is published.

use connector::{Connector, FileRole};
use evolution::changes::Change;
use ide::{ChangeFinding, Published};
use rules::{Finding, Fix, FixKind, Related, Severity};
use syntax::Span;

/// One thing to report.
#[derive(Clone, Copy)]
pub(crate) enum Found<'f> {
    /// A rule's finding.
    Rule(&'f Finding),
    /// A change of what is published.
    Change(&'f ChangeFinding, &'f Published),
}

impl<'f> Found<'f> {
    /// The code of the rule or of the kind of change.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Rule(finding) => finding.code(),
            Self::Change(finding, _) => finding.code,
        }
    }

    /// What the rule finds, or what the kind of change is, in one line.
    pub(crate) fn summary(self) -> &'static str {
        match self {
            Self::Rule(finding) => finding.rule.summary,
            Self::Change(..) => self.change().map_or("", |change| change.kind.summary.trim_end_matches('.')),
        }
    }

    /// The change, if it is one.
    pub(crate) fn change(self) -> Option<&'f Change> {
        match self {
            Self::Rule(_) => None,
            Self::Change(finding, published) => published.comparison.changes.get(finding.change),
        }
    }

    /// Where it is explained.
    pub(crate) fn docs(self) -> String {
        match self {
            Self::Rule(finding) => finding.rule.docs(),
            Self::Change(finding, _) => finding.docs(),
        }
    }

    pub(crate) fn severity(self) -> Severity {
        match self {
            Self::Rule(finding) => finding.severity,
            Self::Change(finding, _) => finding.severity,
        }
    }

    pub(crate) fn file(self) -> FileRole {
        match self {
            Self::Rule(finding) => finding.file,
            Self::Change(finding, _) => finding.file,
        }
    }

    /// What to underline, in bytes.
    pub(crate) fn span(self) -> Span {
        match self {
            Self::Rule(finding) => finding.span,
            Self::Change(finding, _) => finding.span,
        }
    }

    /// What is wrong and what to do.
    pub(crate) fn message(self) -> &'f str {
        match self {
            Self::Rule(finding) => &finding.message,
            Self::Change(finding, _) => &finding.message,
        }
    }

    /// The other places that matter.
    pub(crate) fn related(self) -> &'f [Related] {
        match self {
            Self::Rule(finding) => &finding.related,
            Self::Change(finding, _) => &finding.related,
        }
    }

    /// Microsoft's code for it.
    pub(crate) fn microsoft_code(self) -> Option<&'static str> {
        match self {
            Self::Rule(finding) => finding.microsoft_code(),
            Self::Change(..) => None,
        }
    }

    /// The best fix. Of a change it depends on what its author means, so there is none.
    pub(crate) fn fix(self) -> Option<&'f Fix> {
        match self {
            Self::Rule(finding) => finding.fixes.first(),
            Self::Change(..) => None,
        }
    }

    /// Whether the best fix is safe, unsafe or absent.
    pub(crate) fn fix_kind(self) -> FixKind {
        self.fix().map_or(FixKind::None, |fix| fix.safety.kind())
    }

    /// The JSON pointer of what it is about.
    pub(crate) fn pointer(self, connector: &Connector) -> String {
        match self {
            Self::Rule(finding) => rules::engine::pointer(connector, finding),
            Self::Change(..) => {
                self.change().map_or_else(String::new, |change| ide::changes::pointer(connector, change))
            }
        }
    }
}
