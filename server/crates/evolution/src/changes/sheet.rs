//! The changes while they are being found.

use std::borrow::Cow;

use connector::{Connector, FileRole};
use rustc_hash::FxHashMap;
use syntax::{Node, NodeId, Span};

use super::users::Unit;
use super::{Class, Kind, Severity};

/// A place in one of the two connectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The file.
    pub file: FileRole,
    /// The node it is about, for its pointer; `None` in the script.
    pub node: Option<NodeId>,
    /// What to underline, in bytes of that file's text.
    pub span: Span,
}

impl Spot {
    /// The JSON pointer of the node, `connector` being the one that the place is in; `None` in the script.
    pub fn pointer(self, connector: &Connector) -> Option<String> {
        let document = connector.document(self.file)?;
        Some(syntax::pointer::pointer(document.node(self.node?)))
    }

    /// A node: its key where it has one, else a scalar as a whole, else the opening bracket.
    pub(super) fn of(file: FileRole, node: Node<'_>) -> Self {
        Self { file, node: Some(node.id()), span: node.head_span() }
    }

    /// A node of the definition.
    pub(super) fn definition(node: Node<'_>) -> Self {
        Self::of(FileRole::Definition, node)
    }

    /// The same node with something else to underline: the value of its member `name`, if it has one.
    pub(super) fn on_member(self, node: Node<'_>, name: &str) -> Self {
        match node.get(name) {
            Some(member) => {
                Self { span: if member.is_container() { member.head_span() } else { member.span() }, ..self }
            }
            None => self,
        }
    }

    /// A parameter: its name is underlined, since an entry of a list has no key.
    pub(super) fn parameter(node: Node<'_>) -> Self {
        Self::definition(node).on_member(node, "name")
    }
}

/// One change that was found.
pub(super) struct Draft {
    pub(super) kind: &'static Kind,
    pub(super) class: Class,
    pub(super) severity: Severity,
    /// What changed: "The output 'name'". The operations follow it in the message.
    pub(super) subject: String,
    /// How: "is gone".
    pub(super) predicate: String,
    pub(super) feels: Cow<'static, str>,
    pub(super) remedy: Cow<'static, str>,
    pub(super) old: Option<Spot>,
    pub(super) new: Option<Spot>,
    /// Places beside those of the operations.
    pub(super) also: Vec<Spot>,
    pub(super) old_text: Option<Box<str>>,
    pub(super) new_text: Option<Box<str>>,
    /// Where it was found: whoever leads there feels it. Empty for changes of the connector as a whole.
    pub(super) units: Vec<Unit>,
    /// For an operation that is no pair: its published or new name.
    pub(super) lone: Option<Box<str>>,
    /// The subject is an operation and names it.
    pub(super) names_operation: bool,
}

impl Draft {
    /// Says how grave this case is, where it is not the usual one.
    pub(super) fn graded(&mut self, class: Class, severity: Severity) -> &mut Self {
        (self.class, self.severity) = (class, severity);
        self
    }

    /// Says what changed, and how.
    pub(super) fn says(&mut self, subject: impl Into<String>, predicate: impl Into<String>) -> &mut Self {
        self.subject = subject.into();
        self.predicate = predicate.into();
        self
    }

    /// Says what flows feel in this case, where it is not the usual.
    pub(super) fn felt(&mut self, feels: impl Into<Cow<'static, str>>) -> &mut Self {
        self.feels = feels.into();
        self
    }

    /// Says what to do in this case, where it is not the usual.
    pub(super) fn cured(&mut self, remedy: impl Into<Cow<'static, str>>) -> &mut Self {
        self.remedy = remedy.into();
        self
    }

    /// Shows what was and what is.
    pub(super) fn shows(&mut self, old: Option<Box<str>>, new: Option<Box<str>>) -> &mut Self {
        (self.old_text, self.new_text) = (old, new);
        self
    }
}

/// What makes two findings the same change: the kind and the two nodes that differ. `detail` parts what can change
/// several times at one place.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Cause {
    code: &'static str,
    old: Option<(FileRole, Option<NodeId>)>,
    new: Option<(FileRole, Option<NodeId>)>,
    detail: u64,
}

/// All changes that were found so far, each cause once.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) drafts: Vec<Draft>,
    by_cause: FxHashMap<Cause, usize>,
}

impl Sheet {
    /// Notes a change. `None` if it is known: then only the place that feels it is added. What the change says is for
    /// the caller to fill in.
    pub(super) fn note(
        &mut self,
        kind: &'static Kind,
        unit: Option<Unit>,
        old: Option<Spot>,
        new: Option<Spot>,
        detail: u64,
    ) -> Option<&mut Draft> {
        let place = |spot: Spot| (spot.file, spot.node);
        let cause = Cause { code: kind.code, old: old.map(place), new: new.map(place), detail };
        let next = self.drafts.len();
        let index = *self.by_cause.entry(cause).or_insert(next);
        if index != next {
            let units = &mut self.drafts[index].units;
            if let Some(unit) = unit.filter(|unit| units.last() != Some(unit)) {
                units.push(unit);
            }
            return None;
        }
        self.drafts.push(Draft {
            kind,
            class: kind.class,
            severity: kind.severity,
            subject: String::new(),
            predicate: String::new(),
            feels: kind.feels.into(),
            remedy: kind.remedy.into(),
            old,
            new,
            also: Vec::new(),
            old_text: None,
            new_text: None,
            units: unit.into_iter().collect(),
            lone: None,
            names_operation: false,
        });
        self.drafts.last_mut()
    }

    /// How many of the changes from `start` on are more than compatible.
    pub(super) fn has_grave_since(&self, start: usize) -> bool {
        self.drafts[start..].iter().any(|draft| draft.class != Class::Compatible)
    }
}
