//! What is made by asking an author a few questions: an operation, a policy, a schema, a connector.
//!
//! - [`operation`]: an action, or a trigger with all that belongs to it
//! - [`policy`]: the policy templates with their parameters, and a policy of one of them
//! - [`sample`]: a schema for values like a sample
//! - [`folder`]: the files of a new connector

pub mod folder;
pub mod operation;
pub mod policy;
pub mod sample;

use std::ops::ControlFlow;

use connector::{Connector, Document, FileRole, Part};
use rules::{Finding, Settings, Severity, Stop};
use syntax::{LineIndex, Node, Span, TextEdit};

pub use folder::{NewConnector, SignIn, new_connector};
pub use operation::{NewOperation, new_operation};
pub use policy::{NewPolicy, OfferedParameter, OfferedTemplate, add_policy, policy_templates};
pub use sample::schema_from_sample;

use crate::words::cut;

/// What comes of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Making {
    /// It can be made.
    Made(Made),
    /// It cannot.
    Refused {
        /// Why, and what to do about it.
        reason: String,
    },
}

/// The edits of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The file.
    pub file: FileRole,
    /// Its edits, in order and not overlapping.
    pub edits: Vec<TextEdit>,
    /// The text that comes of them.
    pub text: String,
    /// What to select in that text, in bytes.
    pub selection: Span,
}

/// How much of a wrong value a message shows (characters).
const LONGEST_SHOWN: usize = 30;

/// Something, or the reason why there is nothing.
type Or<T> = ControlFlow<String, T>;

fn refuse<T>(reason: impl Into<String>) -> Or<T> {
    ControlFlow::Break(reason.into())
}

impl Making {
    fn of(outcome: Or<Made>) -> Self {
        match outcome {
            ControlFlow::Continue(made) => Self::Made(made),
            ControlFlow::Break(reason) => Self::Refused { reason },
        }
    }
}

/// A file of the connector that can be edited, as far as its text is in order.
fn editable<'a>(connector: &'a Connector, settings: &Settings, role: FileRole) -> Or<&'a Document> {
    let name = settings.name(role);
    let Some(document) = connector.document(role) else {
        return refuse(format!("The connector has no {name}."));
    };
    let tree = document.tree();
    if let Some(error) = tree.errors().iter().find(|error| error.kind.is_structural()) {
        let line = LineIndex::new(tree.text()).line(error.span.start) + 1;
        return refuse(format!("{name} has a syntax error in line {line}. Correct it first."));
    }
    if !connector.not_utf8(role).is_empty() {
        return refuse(format!("{name} is not UTF-8. Save it as UTF-8 first."));
    }
    let root = document.root();
    if !root.is_container() {
        let (no, wanted) = match role {
            FileRole::PolicyTemplateInstances => ("list", "[]"),
            _ => ("object", "{}"),
        };
        let found = cut(root.raw(), LONGEST_SHOWN);
        return refuse(format!(
            "{name} has no {no} in it, but only {found}. Replace that by {wanted} first."
        ));
    }
    ControlFlow::Continue(document)
}

/// The edits with their result, in which `selected` finds what to select.
fn made(document: &Document, edits: Vec<TextEdit>, selected: impl Fn(Node<'_>) -> Option<Span>) -> Or<Made> {
    let Some(text) = syntax::edit::apply(document.tree().text(), &edits).filter(|_| !edits.is_empty()) else {
        return refuse(format!("Nothing can be added to {} here.", document.role().usual_name()));
    };
    let tree = syntax::parse(text);
    let selection = selected(tree.root()).unwrap_or_default();
    let text = tree.text().to_owned();
    ControlFlow::Continue(Made { file: document.role(), edits, text, selection })
}

/// Refuses what the platform would not take: what the rules call an error inside of the new nodes, which have these JSON
/// pointers. An error that the connector has already is not for this edit to mend.
fn accepted(connector: &Connector, settings: &Settings, made: Made, pointers: &[&str]) -> Or<Made> {
    let part = Part::new(made.file, made.text.clone());
    let Some(tree) = part.document().map(|document| document.tree().clone()) else {
        return ControlFlow::Continue(made);
    };
    let nodes = pointers.iter().filter_map(|pointer| syntax::pointer::resolve(&tree, pointer));
    let spans: Vec<Span> = nodes.map(Node::full_span).collect();
    let findings = rules::check(&connector.with(part), settings, &Stop::default());
    let mut wrong = findings.iter().filter(|found| {
        found.severity == Severity::Error
            && found.file == made.file
            && spans.iter().any(|span| span.start <= found.span.start && found.span.end <= span.end)
    });
    let Some(first) = wrong.next() else { return ControlFlow::Continue(made) };
    let before = rules::check(connector, settings, &Stop::default());
    let is_new = |found: &&Finding| {
        !before.iter().any(|known| known.code() == found.code() && known.message == found.message)
    };
    match std::iter::once(first).chain(wrong).find(is_new) {
        Some(wrong) => refuse(wrong.message.clone()),
        None => ControlFlow::Continue(made),
    }
}
