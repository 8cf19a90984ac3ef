//! The typing test: operations of real connectors are deleted and typed again character by character, as in an editor
//! that closes brackets and quotes by itself. At each step it is asked what can be written, and counted how often the
//! wanted name or value is among the first five.

mod determined;

use std::collections::BTreeMap;
use std::path::Path;

use connector::definition::PathStep;
use connector::{Connector, Definition, FileRole, NameForm, Part, role_of};
use fixture::Rng;
use ide::At;
use ide::completion::complete;
use syntax::Node;
use syntax::edit::quote;

/// How many operations are typed.
const OPERATIONS: usize = 30;
/// The place in the list that counts.
const FIRST: usize = 5;

/// Of one kind of place: how many there are, in how many the wanted text was in reach after none, one and two
/// characters, and the same for every single step.
#[derive(Clone, Copy, Default)]
struct Count {
    places: usize,
    found: [usize; 3],
    steps: usize,
    found_steps: usize,
}

impl Count {
    fn add(&mut self, other: &Self) {
        self.places += other.places;
        self.steps += other.steps;
        self.found_steps += other.found_steps;
        for (sum, found) in self.found.iter_mut().zip(other.found) {
            *sum += found;
        }
    }

    fn print(&self, kind: &str) {
        let share = |found: usize, all: usize| {
            let tenths = found * 1000 / all.max(1);
            format!("{}.{} %", tenths / 10, tenths % 10)
        };
        let [none, one, two] = self.found.map(|found| share(found, self.places));
        let steps = share(self.found_steps, self.steps);
        println!(
            "{kind}: {} places: {none} with nothing typed, {one} after one character, {two} after two; {steps} of {} steps",
            self.places, self.steps
        );
    }

    /// Nine tenths of the places before anything is typed, and nine tenths of all steps.
    #[track_caller]
    fn assert_in_reach(&self, what: &str) {
        assert!(self.found[0] * 10 >= self.places * 9, "{what}: {} of {}", self.found[0], self.places);
        assert!(self.found_steps * 10 >= self.steps * 9, "{what}: {} of {}", self.found_steps, self.steps);
    }
}

/// An operation that is being typed.
struct Typing<'d> {
    /// The definition as it is when the operation is whole.
    definition: &'d Definition,
    connector: &'d Connector,
    /// The path item's member that is typed.
    operation: Node<'d>,
    before: &'d str,
    after: &'d str,
    typed: String,
    closers: Vec<char>,
    counts: &'d mut BTreeMap<&'static str, Count>,
    missed: &'d mut Vec<String>,
}

impl<'d> Typing<'d> {
    fn member(&mut self, node: Node<'d>) {
        let Some(key) = node.key() else { return };
        if let Some(kind) = determined::name(self, node) {
            self.ask(kind, &key.text(), true);
        }
        self.typed.push_str(&quote(&key.text()));
        self.typed.push_str(": ");
        self.value(node);
    }

    fn value(&mut self, node: Node<'d>) {
        if node.is_object() {
            return self.container(node, '{', '}');
        }
        if node.is_array() {
            return self.container(node, '[', ']');
        }
        if let Some(kind) = determined::value(self, node) {
            match node.as_str() {
                Some(text) => self.ask(kind, &text, true),
                None => self.ask(kind, node.raw(), false),
            }
        }
        self.typed.push_str(node.raw());
    }

    fn container(&mut self, node: Node<'d>, open: char, close: char) {
        self.typed.push(open);
        self.closers.push(close);
        for (index, child) in node.children().enumerate() {
            if index > 0 {
                self.typed.push_str(", ");
            }
            if child.key().is_some() { self.member(child) } else { self.value(child) }
        }
        self.typed.push(close);
        self.closers.pop();
    }

    /// Whether the operation, as far as it is typed, has an input of this name.
    fn has_input(&self, name: &str, form: NameForm) -> bool {
        let closers: String = self.closers.iter().rev().collect();
        let text = format!("{}{}null{closers}{}", self.before, self.typed, self.after);
        let connector = Connector::of_text(FileRole::Definition, text);
        let definition = connector.definition().unwrap();
        let is_own =
            |node: Node<'_>| node.key().is_some_and(|key| key.span().start == self.before.len() as u32);
        let mut operations = definition.operations.iter();
        operations.find(|operation| is_own(definition.node(operation.node))).is_some_and(|operation| {
            let input = definition.input(operation, name, form);
            input.parameter.is_some() || matches!(input.field, PathStep::Found(_))
        })
    }

    /// Asks before every character of the wanted text. What is in quotes is asked for inside of a new pair of them.
    fn ask(&mut self, kind: &'static str, wanted: &str, in_quotes: bool) {
        let closers: String = self.closers.iter().rev().collect();
        let quote_mark = if in_quotes { "\"" } else { "" };
        let mut found = Vec::new();
        for (end, _) in wanted.char_indices() {
            let prefix = format!("{quote_mark}{}", &wanted[..end]);
            let head = format!("{}{}{prefix}", self.before, self.typed);
            let text = format!("{head}{quote_mark}{closers}{}", self.after);
            let at = At { file: FileRole::Definition, offset: head.len() as u32 };
            let connector = self.connector.with(Part::new(FileRole::Definition, text));
            let entries = complete(&connector, at, true).map(|found| found.entries).unwrap_or_default();
            // An editor compares the filter with what stands before the cursor.
            let fitting = entries.iter().filter(|entry| {
                entry.filter.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(&prefix))
            });
            found.push(fitting.take(FIRST).any(|entry| entry.label == wanted));
        }
        let Some(last) = found.last().copied() else { return };
        let after = |length: usize| found.get(length).copied().unwrap_or(last);
        let count = Count {
            places: 1,
            found: [0, 1, 2].map(|length| usize::from(after(length))),
            steps: found.len(),
            found_steps: found.iter().filter(|found| **found).count(),
        };
        self.counts.entry(kind).or_default().add(&count);
        if !found[0] {
            self.missed.push(format!("{kind} {wanted}"));
        }
    }
}

/// The connectors of a folder, each with the file that is typed in.
fn connectors(corpus: &Path) -> Vec<(std::path::PathBuf, Connector)> {
    let mut folders: BTreeMap<std::path::PathBuf, Vec<Part>> = BTreeMap::new();
    for (path, text) in fixture::texts(corpus) {
        let role = path.file_name().and_then(|name| role_of(name.to_str()?)).filter(|role| role.is_json());
        let is_small = text.len() < 250_000;
        if let Some(role) =
            role.filter(|_| is_small && serde_json::from_str::<serde_json::Value>(&text).is_ok())
        {
            folders.entry(path.parent().unwrap().to_path_buf()).or_default().push(Part::new(role, text));
        }
    }
    let connectors = folders.into_iter().map(|(folder, parts)| (folder, Connector::new(parts)));
    connectors
        .filter(|(_, connector)| connector.definition().is_some_and(|found| !found.operations.is_empty()))
        .collect()
}

#[test]
fn what_is_determined_is_within_reach() {
    let Some(corpus) = fixture::corpus("the typing test") else { return };
    let mut connectors = connectors(&corpus);
    let mut rng = Rng::new(30);
    let (mut counts, mut missed) = (BTreeMap::new(), Vec::new());
    for _ in 0..OPERATIONS {
        let (path, connector) = connectors.swap_remove(rng.below(connectors.len()));
        let definition = connector.definition().unwrap();
        let text = definition.tree().text();
        let operation = &definition.operations[rng.below(definition.operations.len())];
        let node = definition.node(operation.node);
        let before = &text[..node.key().unwrap().span().start as usize];
        let after = &text[node.span().end as usize..];
        let mut typing = Typing {
            definition,
            connector: &connector,
            operation: node,
            before,
            after,
            typed: String::new(),
            closers: Vec::new(),
            counts: &mut counts,
            missed: &mut missed,
        };
        typing.member(node);
        // What was typed is what was deleted, white space aside.
        let again = format!("{before}{}{after}", typing.typed);
        let (left, right): (serde_json::Value, serde_json::Value) =
            (serde_json::from_str(&again).unwrap(), serde_json::from_str(text).unwrap());
        assert_eq!(left, right, "{}", path.display());
    }
    let (mut members, mut values) = (Count::default(), Count::default());
    for (kind, count) in &counts {
        count.print(kind);
        if determined::MEMBERS.contains(kind) { &mut members } else { &mut values }.add(count);
    }
    members.print("all names of members");
    values.print("all values");
    let mut all = members;
    all.add(&values);
    all.print("all");
    missed.sort();
    println!("not in reach with nothing typed: {missed:?}");
    assert!(members.places > 300 && values.places > 300, "{} and {}", members.places, values.places);
    members.assert_in_reach("names of members");
    values.assert_in_reach("values");
}
