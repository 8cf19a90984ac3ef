//! Completion: what can be written at the cursor.
//!
//! - `site`: where the cursor stands
//! - `writing`: from a name or value to text, with quotes, colon and commas
//! - `members`: names of members
//! - `values`: values from the tables
//! - `names`: values that name something of this connector
//! - `answers`: paths into what a called operation answers
//! - `expressions`: calls inside policy values

mod answers;
mod expressions;
mod members;
mod names;
mod site;
mod values;
mod writing;

use connector::{Connector, Document, FileRole};
use syntax::{Span, TextEdit};
use vocabulary::Place;

use crate::view::At;
use site::{Site, Slot};
use writing::Writing;

/// What can be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown in the list.
    pub label: String,
    /// More about it on the same line: a type, a summary.
    pub detail: String,
    /// What it is, for an icon.
    pub kind: CompletionKind,
    /// What it means, as Markdown; empty if nothing is known.
    pub documentation: String,
    /// What replaces [`Completions::replace`].
    pub text: String,
    /// Whether `text` has the stops of a snippet (`$1`, `${1:word}`, `$0`).
    pub is_snippet: bool,
    /// What the text from the start of [`Completions::replace`] to the cursor is compared with.
    pub filter: String,
    /// Better ones are smaller.
    pub rank: u8,
    /// Whether it should not be used any more.
    pub is_deprecated: bool,
    /// Whether to ask again after it is accepted: its value can be completed too.
    pub asks_again: bool,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// The name of a member.
    Member,
    /// A value of a fixed list.
    Value,
    /// An operation.
    Operation,
    /// A shared schema, parameter or response.
    Shared,
    /// A parameter, property or path to one.
    Field,
    /// A function of policy expressions.
    Function,
    /// Several members or a whole object.
    Snippet,
}

/// The completions of one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// What each of them replaces, in bytes.
    pub replace: Span,
    /// A comma that is missing before, to be inserted with any of them.
    pub before: Option<TextEdit>,
    /// The completions, the best first.
    pub entries: Vec<Completion>,
}

/// What can be written at `at`. With `snippets` the texts may have the stops of a snippet; without, the cursor ends
/// behind them. `None` where nothing is known.
pub fn complete(connector: &Connector, at: At, snippets: bool) -> Option<Completions> {
    let document = connector.part(at.file)?.document()?;
    let site = Site::at(document.tree(), at.offset)?;
    let subject = Subject { connector, document, site, snippets };
    let mut entries = Vec::new();
    let mut replace = subject.site.replace;
    if let Some((span, found)) = expressions::calls(&subject) {
        replace = span;
        entries = found;
    } else {
        match &subject.site.slot {
            Slot::Key { .. } => members::add(&subject, &mut entries),
            Slot::Value { .. } | Slot::Item | Slot::Root => {
                names::add(&subject, &mut entries);
                values::add(&subject, &mut entries);
            }
        }
    }
    if entries.is_empty() {
        return None;
    }
    entries.sort_by_key(|entry| entry.rank);
    let before = subject.site.comma_before.map(|offset| TextEdit::insert(offset, ","));
    Some(Completions { replace, before, entries })
}

/// What all parts of completion look at.
struct Subject<'c> {
    connector: &'c Connector,
    document: &'c Document,
    site: Site<'c>,
    snippets: bool,
}

impl Subject<'_> {
    /// The place of the container.
    fn place(&self) -> Place {
        match self.site.container {
            Some(container) => self.document.place(container),
            None => Place::Free,
        }
    }

    /// The file.
    fn role(&self) -> FileRole {
        self.document.role()
    }

    /// The name of the member whose value is written.
    fn key(&self) -> Option<&str> {
        match &self.site.slot {
            Slot::Value { key } => Some(key),
            _ => None,
        }
    }

    fn writing(&self) -> Writing {
        Writing { comma: self.site.comma_after, snippets: self.snippets }
    }

    /// What the typed text is compared with: in a string it starts with a quote.
    fn filter(&self, name: &str) -> String {
        if self.site.in_string { syntax::edit::quote(name) } else { name.to_owned() }
    }

    /// A string value.
    fn string(&self, value: &str, kind: CompletionKind) -> Completion {
        let (text, is_snippet) = self.writing().value(&syntax::edit::quote(value));
        Completion {
            label: value.to_owned(),
            detail: String::new(),
            kind,
            documentation: String::new(),
            filter: self.filter(value),
            text,
            is_snippet,
            rank: 50,
            is_deprecated: false,
            asks_again: false,
        }
    }
}
