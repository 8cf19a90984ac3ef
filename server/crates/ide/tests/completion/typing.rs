//! The typing test: operations of real connectors are deleted and typed again, as an editor would with its closing
//! brackets and quotes. Counts how often the wanted name or value is among the first five.

use std::collections::BTreeMap;

use connector::{Connector, Definition, FileRole, Part, ReferenceKind};
use fixture::Rng;
use ide::At;
use ide::completion::complete;
use syntax::Node;

/// How many operations are typed.
const OPERATIONS: usize = 30;
/// The place in the list that counts.
const FIRST: usize = 5;

/// Of one kind of place: how many there are, and how many were in reach after so many typed characters.
#[derive(Default)]
struct Count {
    places: usize,
    found: [usize; 3],
}

struct Typing<'d> {
    definition: &'d Definition,
    connector: &'d Connector,
    before: &'d str,
    after: &'d str,
    typed: String,
    closers: Vec<char>,
    counts: &'d mut BTreeMap<&'static str, Count>,
    missed: &'d mut Vec<String>,
}

impl Typing<'_> {
    fn value(&mut self, node: Node<'_>) {
        if node.is_object() {
            self.container(node, '{', '}');
        } else if node.is_array() {
            self.container(node, '[', ']');
        } else {
            if let (Some(text), Some(kind)) = (node.as_str(), self.determined(node)) {
                self.ask(kind, &text);
            }
            self.typed.push_str(node.raw());
        }
    }

    fn container(&mut self, node: Node<'_>, open: char, close: char) {
        self.typed.push(open);
        self.closers.push(close);
        for (index, child) in node.children().enumerate() {
            if index > 0 {
                self.typed.push_str(", ");
            }
            if let Some(key) = child.key() {
                if self.definition.document.member(child).is_some() {
                    self.ask("member", &key.text());
                }
                self.typed.push_str(&syntax::edit::quote(&key.text()));
                self.typed.push_str(": ");
            }
            self.value(child);
        }
        self.typed.push(close);
        self.closers.pop();
    }

    /// Whether the tables or the document say what the value can be.
    fn determined(&self, node: Node<'_>) -> Option<&'static str> {
        let references = self.connector.references();
        let reference = references.at(FileRole::Definition, node.content_span().start);
        let kind = reference.filter(|found| found.node == Some(node.id())).map(|found| found.kind);
        match kind {
            Some(ReferenceKind::Ref) => {
                let text = node.as_str()?;
                return self.definition.ref_target(&text).map(|_| "$ref");
            }
            Some(ReferenceKind::DynamicCall) => {
                let text = node.as_str()?;
                return self.definition.operation(&text).map(|_| "operationId");
            }
            Some(ReferenceKind::DynamicSource) => return Some("parameter of a call"),
            _ => {}
        }
        let parent = node.parent()?;
        let text = node.as_str()?;
        let place = self.definition.document.place(parent);
        if let Some(member) = self.definition.document.member(node) {
            if member.values.iter().any(|value| value.value == text) {
                return Some("value of a list");
            }
            return None;
        }
        place.element_values().iter().any(|value| value.value == text).then_some("element of a list")
    }

    /// Asks inside of a new pair of quotes, with none, one and two characters of the wanted text.
    fn ask(&mut self, kind: &'static str, wanted: &str) {
        let mut found = [false; 3];
        for (length, found) in found.iter_mut().enumerate() {
            let prefix: String = wanted.chars().take(length).collect();
            let closers: String = self.closers.iter().rev().collect();
            let head = format!("{}{}\"{prefix}", self.before, self.typed);
            let text = format!("{head}\"{closers}{}", self.after);
            let at = At { file: FileRole::Definition, offset: head.len() as u32 };
            let connector = self.connector.with(Part::new(FileRole::Definition, text));
            let entries = complete(&connector, at, true).map(|found| found.entries).unwrap_or_default();
            let fitting = entries.iter().filter(|entry| {
                entry.label.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(&prefix))
            });
            *found = fitting.take(FIRST).any(|entry| entry.label == wanted);
        }
        let count = self.counts.entry(kind).or_default();
        count.places += 1;
        for (sum, found) in count.found.iter_mut().zip(found) {
            *sum += usize::from(found);
        }
        if !found[1] {
            self.missed.push(format!("{kind} {wanted}"));
        }
    }
}

#[test]
fn what_is_determined_is_within_reach() {
    let Some(corpus) = fixture::corpus("the typing test") else { return };
    let mut definitions: Vec<(std::path::PathBuf, String)> = fixture::texts(&corpus)
        .into_iter()
        .filter(|(path, text)| {
            path.file_name().is_some_and(|name| name == "apiDefinition.swagger.json")
                && text.len() < 100_000
                && serde_json::from_str::<serde_json::Value>(text).is_ok()
        })
        .collect();
    let mut rng = Rng::new(30);
    let (mut counts, mut missed) = (BTreeMap::new(), Vec::new());
    for _ in 0..OPERATIONS {
        let (path, text) = definitions.swap_remove(rng.below(definitions.len()));
        let connector = Connector::of_text(FileRole::Definition, text.as_str());
        let definition = connector.definition().unwrap();
        if definition.operations.is_empty() {
            continue;
        }
        let operation = &definition.operations[rng.below(definition.operations.len())];
        let node = definition.node(operation.node);
        let before = &text[..node.span().start as usize];
        let after = &text[node.span().end as usize..];
        let mut typing = Typing {
            definition,
            connector: &connector,
            before,
            after,
            typed: String::new(),
            closers: Vec::new(),
            counts: &mut counts,
            missed: &mut missed,
        };
        typing.value(node);
        // What was typed is what was deleted, white space aside.
        let again = format!("{before}{}{after}", typing.typed);
        let (left, right): (serde_json::Value, serde_json::Value) =
            (serde_json::from_str(&again).unwrap(), serde_json::from_str(&text).unwrap());
        assert_eq!(left, right, "{}", path.display());
    }
    let mut total = Count::default();
    for (kind, count) in &counts {
        println!("{kind}: {} places, found after 0, 1, 2 characters: {:?}", count.places, count.found);
        total.places += count.places;
        for (sum, found) in total.found.iter_mut().zip(count.found) {
            *sum += found;
        }
    }
    println!("all: {} places, found after 0, 1, 2 characters: {:?}", total.places, total.found);
    missed.sort();
    println!("not within reach after one character: {missed:?}");
    assert!(total.places > 300, "{}", total.places);
    assert!(total.found[1] * 100 >= total.places * 90, "{:?} of {}", total.found, total.places);
}
