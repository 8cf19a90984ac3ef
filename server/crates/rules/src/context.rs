//! What a rule knows while it runs, and how it reports.

use std::sync::Arc;

use connector::{Connector, Date, Definition, Document, FileRole};
use syntax::{Node, Span, Tree};

use crate::finding::{Finding, RelatedPlaces, Said};
use crate::rule::Rule;
use crate::settings::{Profile, Settings, Severity};

/// The connector at hand, and the list that findings go to.
pub struct Context<'c> {
    connector: &'c Connector,
    profile: Profile,
    today: Option<Date>,
    rule: &'static Rule,
    severity: Severity,
    findings: Vec<Finding>,
}

impl<'c> Context<'c> {
    pub(crate) fn new(connector: &'c Connector, settings: &Settings, rule: &'static Rule) -> Self {
        let Settings { profile, today, .. } = *settings;
        Self { connector, profile, today, rule, severity: Severity::Hint, findings: Vec::new() }
    }

    pub(crate) fn set_rule(&mut self, rule: &'static Rule, severity: Severity) {
        self.rule = rule;
        self.severity = severity;
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// The connector.
    pub fn connector(&self) -> &'c Connector {
        self.connector
    }

    /// The API definition.
    pub fn definition(&self) -> Option<&'c Definition> {
        self.connector.definition()
    }

    /// The profile in force.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// The day today, if the caller knows it.
    pub fn today(&self) -> Option<Date> {
        self.today
    }

    /// The file that a node belongs to.
    pub fn file_of(&self, node: Node<'_>) -> FileRole {
        self.document_of(node.tree()).map_or(FileRole::Definition, Document::role)
    }

    /// The document of a tree.
    pub fn document_of(&self, tree: &Tree) -> Option<&'c Document> {
        self.connector.documents().find(|document| std::ptr::eq(document.tree(), tree))
    }

    /// Reports on a node's value and underlines it; of a container only its head.
    pub fn on_value(&mut self, node: Node<'_>, message: impl Into<String>) -> &mut Finding {
        let span = if node.is_container() || node.span().is_empty() { node.head_span() } else { node.span() };
        self.on(node, span, message)
    }

    /// Reports on a member and underlines its key; of an item or the root its head.
    pub fn on_key(&mut self, node: Node<'_>, message: impl Into<String>) -> &mut Finding {
        self.on(node, node.head_span(), message)
    }

    /// Reports on a node and underlines these bytes.
    pub fn on(&mut self, node: Node<'_>, span: Span, message: impl Into<String>) -> &mut Finding {
        let file = self.file_of(node);
        self.push(file, span, Some(node.id()), message.into())
    }

    /// Reports on a place in a file that belongs to no node.
    pub fn on_text(&mut self, file: FileRole, span: Span, message: impl Into<String>) -> &mut Finding {
        self.push(file, span, None, message.into())
    }

    fn push(
        &mut self,
        file: FileRole,
        span: Span,
        node: Option<syntax::NodeId>,
        message: String,
    ) -> &mut Finding {
        let at = self.findings.len();
        self.findings.push(Finding {
            rule: self.rule,
            severity: self.severity,
            file,
            span,
            node,
            tag: None,
            related: RelatedPlaces::default(),
            said: Arc::new(Said { message, fixes: Vec::new() }),
        });
        &mut self.findings[at]
    }
}
