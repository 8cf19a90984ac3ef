//! Refactorings: another form for the same meaning, wherever the cursor stands on something that has one.
//!
//! Each is a file with a `REFACTORING`: the kind by which editors ask for it, and a function that looks at a
//! `Site` and offers what applies there. To look must be cheap, since it is done at every move of the cursor: a walk
//! up from the cursor, a look-up in the model. The edits are a closure, which runs at once only if the request is
//! eager.
//!
//! - `choices`: inputs that makers choose a value for, and operations that know the values
//! - `dynamic_twin`: a design-time call in its other form
//! - `dynamic_values`: choices from an operation in place of a fixed list
//! - `extract_definition`: an inline schema, as a definition
//! - `extract_parameter`: an inline parameter, as a shared one
//! - `flatten_all_of`: one schema in place of parts
//! - `inline`: a shared part, in place of a reference to it
//! - `move_parameter`: between a path and its operations
//! - `openapi2`: Swagger 2.0 in place of OpenAPI 3
//! - `remove_unused`: shared parts that nothing uses
//! - `schema_from_sample`: a schema for values like a sample
//! - `schema_names`: names for schemas that had none
//! - `shared`: what refactorings of shared parts have in common
//! - `static_list`: a fixed list in place of choices from an operation

mod choices;
mod dynamic_twin;
mod dynamic_values;
mod extract_definition;
mod extract_parameter;
mod flatten_all_of;
mod inline;
mod move_parameter;
mod openapi2;
mod remove_unused;
mod schema_from_sample;
mod schema_names;
mod shared;
mod static_list;

use connector::{Connector, Definition, FileRole};
use rules::Stop;
use syntax::{Node, Span, TextEdit};

use crate::actions::{Action, Outcome, Request};
use crate::view::View;

pub use schema_from_sample::schema_of_sample;

/// All refactorings, in the order in which a menu shows them.
const REFACTORINGS: &[Refactoring] = &[
    extract_definition::REFACTORING,
    extract_parameter::REFACTORING,
    inline::REFACTORING,
    dynamic_twin::REFACTORING,
    dynamic_values::REFACTORING,
    static_list::REFACTORING,
    flatten_all_of::REFACTORING,
    move_parameter::REFACTORING,
    openapi2::REFACTORING,
    schema_from_sample::REFACTORING,
    remove_unused::REFACTORING,
];

/// One sort of refactoring.
struct Refactoring {
    /// The kind of its actions.
    kind: &'static str,
    /// What it offers at a place.
    at: fn(&Site<'_>) -> Vec<Offer>,
}

/// The place in the definition at which refactorings are looked for.
#[derive(Clone, Copy)]
struct Site<'a> {
    /// The connector, for what other files say.
    connector: &'a Connector,
    /// Its definition.
    definition: &'a Definition,
    /// What is selected (bytes); empty at a cursor.
    span: Span,
    /// The innermost node that holds the selection with its key and value.
    node: Node<'a>,
    /// Whether edits are made now that take longer than looking at a place.
    is_eager: bool,
}

/// What a refactoring offers.
struct Offer {
    title: String,
    outcome: Outcome,
}

impl Offer {
    /// These edits of the definition; `None` without any.
    fn new(title: impl Into<String>, edits: Vec<TextEdit>) -> Option<Self> {
        let has_edits = !edits.is_empty();
        has_edits.then(|| Self {
            title: title.into(),
            outcome: Outcome::Edits(vec![(FileRole::Definition, edits)]),
        })
    }

    /// Something that does not apply now, and why.
    fn refused(title: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { title: title.into(), outcome: Outcome::Refused { reason: reason.into() } }
    }
}

impl<'a> Site<'a> {
    fn new(connector: &'a Connector, definition: &'a Definition, span: Span, is_eager: bool) -> Self {
        let first = definition.tree().node_at(span.start);
        let holds = |node: &Node<'_>| {
            let whole = node.full_span();
            whole.start <= span.start && span.end <= whole.end
        };
        let node = std::iter::once(first).chain(first.ancestors()).find(holds);
        let node = node.unwrap_or_else(|| definition.document.root());
        Self { connector, definition, span, node, is_eager }
    }

    /// The node at the cursor and those around it, from the inside out.
    fn around(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let node = self.node;
        std::iter::once(node).chain(node.ancestors())
    }

    /// Offers to change the definition. What `edits` gives is in order and does not overlap; nothing is offered if it is
    /// empty.
    fn offer(&self, title: impl Into<String>, edits: impl FnOnce() -> Vec<TextEdit>) -> Option<Offer> {
        if self.is_eager {
            return Offer::new(title, edits());
        }
        Some(Offer { title: title.into(), outcome: Outcome::Later })
    }
}

/// The kinds of all refactorings, without repeats.
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    let all = REFACTORINGS.iter().map(|refactoring| refactoring.kind).enumerate();
    all.filter(|(index, kind)| REFACTORINGS[..*index].iter().all(|earlier| earlier.kind != *kind))
        .map(|(_, kind)| kind)
}

/// The refactorings at the place that is asked about. None in a text that is no UTF-8: its bytes cannot be kept.
pub(crate) fn at(view: View<'_>, request: &Request<'_>, stop: &Stop) -> Vec<Action> {
    let Some(definition) = view.connector.definition().filter(|_| request.file == FileRole::Definition)
    else {
        return Vec::new();
    };
    let wanted = REFACTORINGS.iter().filter(|refactoring| request.wanted.includes(refactoring.kind));
    if wanted.clone().next().is_none() || !view.connector.not_utf8(FileRole::Definition).is_empty() {
        return Vec::new();
    }
    let site = Site::new(view.connector, definition, request.span, request.is_eager);
    let mut found = Vec::new();
    for refactoring in wanted.take_while(|_| !stop.is_stopped()) {
        found.extend((refactoring.at)(&site).into_iter().map(|Offer { title, outcome }| Action {
            title,
            kind: refactoring.kind.to_owned(),
            outcome,
            solves: Vec::new(),
            is_preferred: false,
            notes: Vec::new(),
        }));
    }
    found
}
