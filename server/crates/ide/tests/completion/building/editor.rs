//! An editor that closes brackets and quotes by itself, with completion.

use std::path::Path;

use connector::{Connector, FileRole, Part};
use fixture::Snippet;
use ide::At;
use ide::completion::{Completion, CompletionKind, complete};
use syntax::{Node, Tree};

use crate::support::edits;

/// One file that is being written.
pub(super) struct Editor {
    /// The connector with the other files.
    pub(super) connector: Connector,
    pub(super) role: FileRole,
    pub(super) text: String,
    /// Where the author is, in bytes.
    pub(super) cursor: usize,
}

/// One level of indentation.
const INDENTATION: &str = "  ";

impl Editor {
    pub(super) fn tree(&self) -> Tree {
        syntax::parse(self.text.as_str())
    }

    /// The connector with the text as it is.
    pub(super) fn now(&self) -> Connector {
        self.connector.with(Part::new(self.role, self.text.clone()))
    }

    /// Types at the cursor.
    pub(super) fn type_text(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
    }

    /// Types an opening bracket or a quote: the other one comes with it, and the cursor stays between.
    pub(super) fn open(&mut self, open: char) {
        let close = match open {
            '{' => '}',
            '[' => ']',
            quote => quote,
        };
        self.text.insert_str(self.cursor, &format!("{open}{close}"));
        self.cursor += 1;
    }

    /// Starts a line on this level. A closing bracket behind the cursor goes to a line of its own.
    pub(super) fn enter(&mut self, level: usize) {
        if self.text[self.cursor..].starts_with(['}', ']']) {
            let line = format!("\n{}", INDENTATION.repeat(level - 1));
            self.text.insert_str(self.cursor, &line);
        }
        self.type_text(&format!("\n{}", INDENTATION.repeat(level)));
    }

    /// Accepts the completion with this label. Without stops, the cursor ends behind it, else in the first stop, whose
    /// word is deleted, as typing would do. `false` if nothing of the kind is offered.
    pub(super) fn accept(&mut self, label: &str) -> bool {
        let fits = |entry: &Completion| entry.label == label && entry.kind != CompletionKind::Snippet;
        let at = At { file: self.role, offset: self.cursor as u32 };
        let Some(found) = complete(&self.now(), at, true) else { return false };
        let Some(entry) = found.entries.iter().find(|entry| fits(entry)) else { return false };
        let expanded = Snippet::parse(&entry.text).plain();
        let edits = edits(&found, &expanded.text);
        let before: usize = edits[..edits.len() - 1].iter().map(|edit| edit.text.len()).sum();
        self.text = syntax::edit::apply(&self.text, &edits).unwrap();
        let start = found.replace.start as usize + before;
        let first = expanded.stops.iter().find(|(number, ..)| *number == 1);
        let (at, length) = first.map_or((expanded.text.len(), 0), |(_, at, length)| (*at, *length));
        self.cursor = start + at;
        // A word that is a whole value stays until something else is wanted.
        if self.text[..self.cursor].ends_with('"') {
            self.text.replace_range(self.cursor..self.cursor + length, "");
        }
        true
    }
}

/// One step on the way to a node.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Step {
    Name(String),
    Index(usize),
}

/// The node at the end of a way.
pub(super) fn follow<'t>(tree: &'t Tree, way: &[Step]) -> Option<Node<'t>> {
    way.iter().try_fold(tree.root(), |node, step| match step {
        Step::Name(name) => node.get(name),
        Step::Index(index) => node.items().nth(*index),
    })
}

/// The files of a sample by role, with the names of all files beside them.
pub(super) fn sample(folder: &Path) -> Connector {
    let names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let parts = names.iter().filter_map(|name| {
        let role = connector::role_of(name)?;
        Some(Part::new(role, std::fs::read_to_string(folder.join(name)).unwrap()))
    });
    let mut connector = Connector::new(parts);
    connector.set_siblings(Some(names.clone().into()));
    connector
}
