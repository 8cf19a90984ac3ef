//! Completion: what can be written at the cursor.
//!
//! - `site`: where the cursor stands
//! - `writing`: from a name or value to text, with quotes, colon and commas
//! - `members`: names of members
//! - `values`: values from the tables
//! - `names`: values that name something of this connector
//! - `answers`: paths into what a called operation answers
//! - `expressions`: calls inside policy values
//! - `snippets`: whole operations, sign-ins, policies and files
//! - `usual`: which members come first

mod answers;
mod expressions;
mod members;
mod names;
pub(crate) mod site;
pub(crate) mod snippets;
mod usual;
mod values;
mod writing;

use std::borrow::Cow;

use connector::{Connector, Document, FileRole};
use rustc_hash::FxHashSet;
use syntax::edit::quote;
use syntax::{Span, TextEdit};
use vocabulary::{Member, Place, PolicyParameter};

use crate::hover::member;
use crate::markup::Markup;
use crate::view::At;
use site::{Site, Slot};
use writing::{Stub, escape, plain};

/// What can be written at a place.
#[derive(Clone, Debug)]
pub struct Completion {
    /// What is shown in the list.
    pub label: String,
    /// More about it on the same line: a type, a summary.
    pub detail: String,
    /// What it is, for an icon.
    pub kind: CompletionKind,
    meaning: Meaning,
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
    /// The blanks at the start of each line of `text` but the first, further ones aside. Editors that indent what is
    /// accepted by themselves want it without: see [`Completion::text_to_indent`].
    pub indentation: String,
}

impl Completion {
    /// What it means; empty if nothing is known.
    pub fn documentation(&self) -> Markup {
        match &self.meaning {
            Meaning::Unknown => Markup::default(),
            Meaning::Member(known) => member::about(known),
            Meaning::PolicyParameter(known) => member::about_parameter(known),
            Meaning::Sentence(text) => {
                let mut markup = Markup::default();
                if !text.trim().is_empty() {
                    markup.paragraph(text.as_str());
                }
                markup
            }
        }
    }

    /// `text` for an editor that puts the blanks of the cursor's line before each further line.
    pub fn text_to_indent(&self) -> Cow<'_, str> {
        if self.indentation.is_empty() || !self.text.contains(['\n', '\r']) {
            return Cow::Borrowed(&self.text);
        }
        let mut lines = self.text.split_inclusive(['\n', '\r']);
        let first = lines.next().unwrap_or_default();
        let rest = lines.map(|line| line.strip_prefix(self.indentation.as_str()).unwrap_or(line));
        Cow::Owned(std::iter::once(first).chain(rest).collect())
    }

    fn with_meaning(self, meaning: Meaning) -> Self {
        Self { meaning, ..self }
    }

    fn with_detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }
}

/// Where the meaning of a completion is told. A list is made at every keystroke, and of its many entries one is read.
#[derive(Clone, Debug)]
enum Meaning {
    Unknown,
    Member(&'static Member),
    PolicyParameter(&'static PolicyParameter),
    /// A sentence of ours or of the connector's author.
    Sentence(String),
}

impl Meaning {
    fn sentence(text: impl Into<String>) -> Self {
        Self::Sentence(text.into())
    }
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
    /// Several members or a whole value.
    Snippet,
}

/// The completions of one place.
#[derive(Clone, Debug, Default)]
pub struct Completions {
    /// What each of them replaces, in bytes: part of one line, with the cursor in it or at its ends.
    pub replace: Span,
    /// A comma that is missing somewhere before `replace`, to be inserted with any of them. One that is missing right there
    /// is part of their texts.
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
    let part = expressions::calls(&subject).or_else(|| names::listing::second_category(&subject));
    if let Some((span, found)) = part {
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
        snippets::add(&subject, &mut entries);
    }
    // What several sources offer is the same thing; the best of them says how.
    entries.sort_by_key(|entry| entry.rank);
    let mut seen = FxHashSet::default();
    entries.retain(|entry| !entry.label.is_empty() && seen.insert((entry.label.clone(), entry.kind)));
    if entries.is_empty() {
        return None;
    }
    // Editors want the cursor in what is replaced, and all of it on one line.
    let at = subject.site.offset;
    if at < replace.start {
        let blanks = document.tree().text().get(at as usize..replace.start as usize)?;
        if blanks.contains(['\n', '\r']) {
            return None;
        }
        for entry in &mut entries {
            entry.text.insert_str(0, blanks);
        }
        replace = Span::new(at, replace.end);
    }
    // Of two edits at one place it is not said which one comes first.
    let mut comma = subject.site.comma_before;
    if comma == Some(replace.start) {
        comma = None;
        for entry in &mut entries {
            entry.text.insert(0, ',');
        }
    }
    let before = comma.map(|offset| TextEdit::insert(offset, ","));
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

    /// What is written of the word or string before the cursor.
    fn typed(&self) -> &str {
        self.site.typed(self.document.tree().text())
    }

    /// The name of the member whose value is written.
    fn key(&self) -> Option<&str> {
        match &self.site.slot {
            Slot::Value { key } => Some(key),
            _ => None,
        }
    }

    /// A completion with this label, which replaces by a snippet.
    fn entry(&self, label: &str, kind: CompletionKind, rank: u8, snippet: &str) -> Completion {
        let comma = if self.site.comma_after { "," } else { "" };
        let snippet = format!("{snippet}{comma}");
        Completion {
            label: label.to_owned(),
            detail: String::new(),
            kind,
            meaning: Meaning::Unknown,
            // In a string, what was typed starts with a quote.
            filter: if self.site.in_string { quote(label) } else { label.to_owned() },
            is_snippet: self.snippets,
            text: if self.snippets { snippet } else { plain(&snippet) },
            rank,
            is_deprecated: false,
            asks_again: false,
            indentation: String::new(),
        }
    }

    /// A part of a string, which no comma follows; what was typed of it has no quote.
    fn part(&self, label: &str, kind: CompletionKind, rank: u8, snippet: &str) -> Completion {
        Completion {
            text: if self.snippets { snippet.to_owned() } else { plain(snippet) },
            filter: label.to_owned(),
            ..self.entry(label, kind, rank, snippet)
        }
    }

    /// A string value.
    fn string(&self, value: &str, kind: CompletionKind, rank: u8) -> Completion {
        self.entry(value, kind, rank, &escape(&quote(value)))
    }

    /// A member with this name, and the beginning of its value unless it has one.
    fn member(&self, name: &str, kind: CompletionKind, rank: u8, value: &Stub) -> Completion {
        let written = escape(&quote(name));
        if self.site.slot == (Slot::Key { has_colon: true }) {
            return self.entry(name, kind, rank, &written);
        }
        let entry = self.entry(name, kind, rank, &format!("{written}: {}", value.text));
        Completion { asks_again: value.asks_again, ..entry }
    }
}
