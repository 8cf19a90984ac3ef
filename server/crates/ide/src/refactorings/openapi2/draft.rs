//! The text between two steps.

use std::sync::Arc;

use connector::{Connector, Definition, FileRole, Operation, Part};
use rules::{Finding, Safety, Settings, Stop};
use syntax::{JsonEditor, Node, TextEdit, edit};

use crate::fixing::fix;

/// How often a step that makes work for itself is repeated.
const MOST_ROUNDS: usize = 20;

/// Quick fixes that say in Swagger 2.0 what OpenAPI 3 says otherwise.
const FIXES: [&str; 2] = ["swagger/keyword-unsupported", "schema/type-array"];

/// What is to be turned into Swagger 2.0.
pub(super) enum Scope {
    /// Everything.
    File,
    /// One operation, by its path and the name of its method.
    Operation { path: String, method: String },
}

/// The document as a step sees it.
pub(super) struct Stage<'d> {
    pub(super) definition: &'d Definition,
    /// Whether the whole file is meant.
    is_whole: bool,
    /// The operation that is meant else, if it is there.
    operation: Option<&'d Operation>,
}

impl<'d> Stage<'d> {
    pub(super) fn new(definition: &'d Definition, scope: &Scope) -> Self {
        let operation = match scope {
            Scope::File => None,
            Scope::Operation { path, method } => definition.operations.iter().find(|operation| {
                definition.path(operation) == path.as_str()
                    && definition.node(operation.node).name() == method.as_str()
            }),
        };
        Self { definition, is_whole: matches!(scope, Scope::File), operation }
    }

    /// Whether the whole file is meant.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The root of the document.
    pub(super) fn root(&self) -> Node<'d> {
        self.definition.document.root()
    }

    /// The operations that are meant.
    pub(super) fn operations(&self) -> Vec<&'d Operation> {
        let all = self.definition.operations.iter().filter(|_| self.is_whole);
        all.chain(self.operation).collect()
    }

    /// Whether a node lies in what is meant.
    pub(super) fn holds(&self, node: Node<'_>) -> bool {
        let is_inside = |operation: &Operation| {
            let whole = self.definition.node(operation.node);
            whole.id() <= node.id() && node.id() < whole.after()
        };
        self.is_whole || self.operation.is_some_and(is_inside)
    }

    /// The value behind a `$ref` into any part of this document; the node itself without one.
    pub(super) fn behind(&self, node: Node<'d>) -> Option<Node<'d>> {
        let mut node = node;
        for _ in 0..MOST_ROUNDS {
            let Some(reference) = node.get("$ref").and_then(Node::as_str) else { return Some(node) };
            let pointer = syntax::pointer::from_fragment(&reference)?.into_owned();
            node = syntax::pointer::resolve(self.definition.tree(), &pointer)?;
        }
        None
    }
}

/// A text on its way to Swagger 2.0.
pub(super) struct Draft {
    connector: Connector,
    scope: Scope,
    /// What has changed so far, as edits of the first text.
    pub(super) edits: Vec<TextEdit>,
}

impl Draft {
    pub(super) fn new(connector: &Connector, scope: Scope) -> Self {
        Self { connector: connector.clone(), scope, edits: Vec::new() }
    }

    /// Takes one step. Whether it has changed something.
    pub(super) fn step(&mut self, wish: impl for<'d> FnOnce(&Stage<'d>, &mut JsonEditor<'d>)) -> bool {
        let Some(definition) = self.connector.definition() else { return false };
        let stage = Stage::new(definition, &self.scope);
        let mut editor = JsonEditor::new(definition.tree());
        wish(&stage, &mut editor);
        let edits = editor.finish();
        let Some(text) = edit::apply(definition.tree().text(), &edits).filter(|_| !edits.is_empty()) else {
            return false;
        };
        let tree = Arc::new(syntax::parse(text));
        self.connector = self.connector.with(Part::from_tree(FileRole::Definition, tree));
        self.edits = edit::composed(&self.edits, &edits);
        true
    }

    /// Takes a step until it changes nothing any more.
    pub(super) fn repeat(&mut self, wish: impl for<'d> Fn(&Stage<'d>, &mut JsonEditor<'d>)) {
        for _ in 0..MOST_ROUNDS {
            if !self.step(&wish) {
                break;
            }
        }
    }

    /// Lets quick fixes say the rest in other words. Those that only remove something are left to the author.
    pub(super) fn fix(&mut self) {
        let (settings, stop) = (Settings::default(), Stop::default());
        let fixed = fix(&self.connector, Safety::Unsafe, |connector| {
            let mut findings = rules::check(connector, &settings, &stop);
            let Some(definition) = connector.definition() else { return Vec::new() };
            let stage = Stage::new(definition, &self.scope);
            findings.retain(|finding| {
                finding.file == FileRole::Definition
                    && FIXES.contains(&finding.rule.code)
                    && finding.node.is_some_and(|node| stage.holds(definition.node(node)))
                    && says_the_same(finding)
            });
            findings
        });
        for (file, edits) in fixed.edits {
            if file == FileRole::Definition {
                self.edits = edit::composed(&self.edits, &edits);
            }
        }
    }
}

/// Whether the best fix does more than to remove something.
fn says_the_same(finding: &Finding) -> bool {
    let removes = |step: &rules::Step| matches!(step.change, rules::Change::Remove(_));
    finding.fixes.first().is_some_and(|fix| !fix.steps.iter().all(removes))
}
