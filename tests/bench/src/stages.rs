//! The work of each stage on one definition: what came before it is ready, and what it makes is dropped.

use std::fmt;
use std::hint::black_box;
use std::sync::Arc;

use connector::{Connector, Date, Document, FileRole, Part};
use evolution::changes::compare;
use rules::{Settings, Stop, check};
use syntax::{Encoding, JsonEditor, LineIndex, Placement, parse};

/// A part of the way from a text to what is said about it.
#[derive(Clone, Copy)]
pub struct Stage {
    /// What it is called.
    pub name: &'static str,
    /// Makes everything that the stage starts from out of a definition's text, and gives the work to be measured.
    pub prepare: fn(&str) -> Box<dyn FnMut()>,
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// All stages, in the order in which they come.
pub const STAGES: [Stage; 13] = [
    Stage { name: "parse", prepare: |text| parsing(text.to_owned()) },
    Stage { name: "parse-torn", prepare: |text| parsing(torn(text)) },
    Stage { name: "document", prepare: document },
    Stage { name: "definition", prepare: definition },
    Stage { name: "references", prepare: references },
    Stage { name: "names", prepare: names },
    Stage { name: "rules", prepare: rules_alone },
    Stage { name: "analysis", prepare: analysis },
    Stage { name: "compare", prepare: comparison },
    Stage { name: "edit-one", prepare: |text| editing(text, 1) },
    Stage { name: "edit-all", prepare: |text| editing(text, usize::MAX) },
    Stage { name: "lines", prepare: lines },
    Stage { name: "positions", prepare: positions },
];

/// A text to a tree, with the copy of the text that the tree keeps.
fn parsing(text: String) -> Box<dyn FnMut()> {
    Box::new(move || drop(black_box(parse(text.as_str()))))
}

/// The text without a closing brace in its middle: it is read a second time, by its indentation.
fn torn(text: &str) -> String {
    let middle = text.bytes().enumerate().skip(text.len() / 2).find(|(_, byte)| *byte == b'}');
    let at = middle.map_or(text.len(), |(at, _)| at);
    format!("{}{}", &text[..at], text.get(at + 1..).unwrap_or_default())
}

/// The place of every node.
fn document(text: &str) -> Box<dyn FnMut()> {
    let tree = Arc::new(parse(text));
    Box::new(move || drop(black_box(Document::new(FileRole::Definition, Arc::clone(&tree)))))
}

/// The model of a definition, with the place of every node.
fn definition(text: &str) -> Box<dyn FnMut()> {
    let tree = Arc::new(parse(text));
    Box::new(move || drop(black_box(Part::from_tree(FileRole::Definition, Arc::clone(&tree)))))
}

fn references(text: &str) -> Box<dyn FnMut()> {
    let part = Part::new(FileRole::Definition, text.to_owned());
    Box::new(move || {
        black_box(Connector::new([part.clone()]).references());
    })
}

fn names(text: &str) -> Box<dyn FnMut()> {
    let part = Part::new(FileRole::Definition, text.to_owned());
    Box::new(move || {
        black_box(Connector::new([part.clone()]).names());
    })
}

/// All rules on a connector whose references are known.
fn rules_alone(text: &str) -> Box<dyn FnMut()> {
    let connector = Connector::of_text(FileRole::Definition, text);
    let settings = settings();
    connector.references();
    Box::new(move || drop(black_box(check(&connector, &settings, &Stop::default()))))
}

/// All of it: from the text to the findings.
fn analysis(text: &str) -> Box<dyn FnMut()> {
    let (text, settings) = (text.to_owned(), settings());
    Box::new(move || {
        let connector = Connector::of_text(FileRole::Definition, text.as_str());
        drop(black_box(check(&connector, &settings, &Stop::default())));
    })
}

/// The comparison with a form in which every tenth operation has changed or is gone.
fn comparison(text: &str) -> Box<dyn FnMut()> {
    let old = Connector::of_text(FileRole::Definition, text);
    let new = Connector::of_text(FileRole::Definition, edited(&old));
    Box::new(move || drop(black_box(compare(&old, &new))))
}

fn edited(connector: &Connector) -> String {
    let Some(definition) = connector.definition() else { return String::new() };
    let document = &definition.document;
    let mut editor = JsonEditor::new(document.tree());
    for (index, operation) in definition.operations.iter().step_by(10).enumerate() {
        let node = document.node(operation.node);
        if index % 2 == 0 {
            editor.remove(node);
        } else {
            let added = r#"[{ "name": "added", "in": "query", "required": true, "type": "string" }]"#;
            editor.set_member(node, "parameters", added, Placement::Last);
        }
    }
    syntax::edit::apply(document.tree().text(), &editor.finish()).unwrap_or_default()
}

/// A new member in so many operations, from the wish to the text edits.
fn editing(text: &str, operations: usize) -> Box<dyn FnMut()> {
    let connector = Connector::of_text(FileRole::Definition, text);
    Box::new(move || {
        let Some(definition) = connector.definition() else { return };
        let document = &definition.document;
        let mut editor = JsonEditor::new(document.tree());
        for operation in definition.operations.iter().take(operations) {
            editor.set_member(document.node(operation.node), "x-added", "{ \"kind\": 1 }", Placement::Last);
        }
        drop(black_box(editor.finish()));
    })
}

fn lines(text: &str) -> Box<dyn FnMut()> {
    let text = text.to_owned();
    Box::new(move || drop(black_box(LineIndex::new(&text))))
}

/// A thousand offsets, spread over the text, to positions in UTF-16 and back.
fn positions(text: &str) -> Box<dyn FnMut()> {
    let (text, index) = (text.to_owned(), LineIndex::new(text));
    let offsets: Vec<u32> = (0..1000).map(|part| (text.len() as u64 * part / 1000) as u32).collect();
    Box::new(move || {
        for offset in &offsets {
            let position = index.position(&text, *offset, Encoding::Utf16);
            black_box(index.offset(&text, position, Encoding::Utf16));
        }
    })
}

fn settings() -> Settings {
    Settings { today: Date::new(2026, 11, 22), ..Settings::default() }
}
