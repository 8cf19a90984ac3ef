//! Finding what has a name in a connector by a part of the name.

use connector::{Connector, Definition, FileRole, PropertiesFile};
use syntax::{Node, Span};

use crate::symbols::{SymbolKind, readable};
use crate::words::route;

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searchable {
    /// What it is called.
    pub name: Box<str>,
    /// What makers call it, or another word for it; may be empty.
    pub other_name: Box<str>,
    /// What it is.
    pub kind: SymbolKind,
    /// Whether it is an operation that is deprecated.
    pub is_deprecated: bool,
    /// The file that it stands in.
    pub file: FileRole,
    /// Its name's bytes there.
    pub span: Span,
}

/// What can be found in a connector: operations, schemas, shared parameters and responses, ways to authenticate,
/// connection parameters, policies.
pub fn searchables(connector: &Connector) -> Vec<Searchable> {
    let mut found = Vec::new();
    if let Some(definition) = connector.definition() {
        of_definition(definition, &mut found);
    }
    connector.properties_files().for_each(|file| of_properties(file, &mut found));
    // What has no name cannot be found by it, and editors show none.
    found.retain(|searchable| !searchable.name.trim().is_empty());
    found
}

/// What a connector calls itself; `None` if it does not say.
pub fn title(connector: &Connector) -> Option<String> {
    let title = connector.definition()?.document.root().get("info")?.get("title")?.as_str()?;
    (!title.trim().is_empty()).then(|| title.trim().to_owned())
}

fn of_definition(definition: &Definition, found: &mut Vec<Searchable>) {
    for operation in &definition.operations {
        let node = definition.node(operation.node);
        let id = operation.id_node.map(|id| definition.node(id)).filter(|_| operation.id.is_some());
        found.push(Searchable {
            name: operation.id.clone().unwrap_or_else(|| route(definition, operation).into()),
            other_name: text(node, "summary"),
            kind: if operation.trigger.is_some() { SymbolKind::Trigger } else { SymbolKind::Action },
            is_deprecated: operation.annotation.deprecated,
            file: FileRole::Definition,
            span: id.map_or_else(|| node.head_span(), Node::span),
        });
    }
    for (section, kind, other_name) in [
        ("definitions", SymbolKind::Schema, "title"),
        ("parameters", SymbolKind::Parameter, "x-ms-summary"),
        ("responses", SymbolKind::Response, ""),
        ("securityDefinitions", SymbolKind::SecurityScheme, ""),
    ] {
        let members = definition.document.root().get(section).into_iter().flat_map(Node::members);
        found.extend(
            members.map(|member| keyed(member, FileRole::Definition, kind, text(member, other_name))),
        );
    }
}

fn of_properties(file: &PropertiesFile, found: &mut Vec<Searchable>) {
    let role = file.document.role();
    for parameter in &file.connection_parameters {
        let node = file.node(parameter.node);
        let shown = node.get("uiDefinition").map_or_else(Box::default, |ui| text(ui, "displayName"));
        found.push(keyed(node, role, SymbolKind::ConnectionParameter, shown));
    }
    for policy in &file.policies {
        let node = file.node(policy.node);
        let (title, template) = (text(node, "title"), text(node, "templateId"));
        let named = node.get(if title.is_empty() { "templateId" } else { "title" });
        let (name, other_name) = if title.is_empty() { (template, title) } else { (title, template) };
        found.push(Searchable {
            name,
            other_name,
            kind: SymbolKind::Policy,
            is_deprecated: false,
            file: role,
            span: named.map_or_else(|| node.head_span(), Node::span),
        });
    }
}

fn keyed(node: Node<'_>, file: FileRole, kind: SymbolKind, other_name: Box<str>) -> Searchable {
    Searchable {
        name: node.name().into(),
        other_name,
        kind,
        is_deprecated: false,
        file,
        span: node.head_span(),
    }
}

fn text(node: Node<'_>, member: &str) -> Box<str> {
    node.get(member).and_then(Node::as_str).unwrap_or_default().trim().into()
}

/// How well something was found: the less, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    fit: Fit,
    is_other_name: bool,
    /// How much longer the name is than what was searched.
    surplus: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Beginning,
    /// All of it begins at a word.
    Word,
    /// Each part of it begins a word.
    Words,
    Inside,
    Scattered,
}

/// What is searched: its characters in this order, whatever stands between them. Upper and lower case and white space
/// do not matter.
#[derive(Clone, Debug)]
pub struct Query(Vec<char>);

impl Query {
    /// Reads what a user typed.
    pub fn new(text: &str) -> Self {
        Self(text.chars().filter(|character| !character.is_whitespace()).map(lower).collect())
    }

    /// Whether it asks for everything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How well something is found by one of its names; `None` if it is not.
    pub fn rank(&self, searchable: &Searchable) -> Option<Rank> {
        let by = |name: &str, is_other_name: bool| {
            self.fit(name).map(|(fit, surplus)| Rank { fit, is_other_name, surplus })
        };
        let (own, other) = (by(&searchable.name, false), by(&searchable.other_name, true));
        own.into_iter().chain(other).min()
    }

    fn fit(&self, name: &str) -> Option<(Fit, usize)> {
        // Most names are ruled out here, before anything is put in memory.
        let mut wanted = self.0.iter();
        let mut next = wanted.next();
        for character in name.chars() {
            match next {
                Some(&character_wanted) if lower(character) == character_wanted => next = wanted.next(),
                Some(_) => {}
                None => break,
            }
        }
        if next.is_some() {
            return None;
        }
        let letters = letters(name);
        let surplus = letters.len() - self.0.len();
        let is_at = |start: usize| {
            self.0.iter().zip(&letters[start..]).all(|(wanted, letter)| *wanted == letter.character)
        };
        let mut places = (0..=surplus).filter(|&start| is_at(start)).peekable();
        let fit = if places.peek() == Some(&0) {
            if surplus == 0 { Fit::Whole } else { Fit::Beginning }
        } else if places.peek().is_none() {
            if self.begins_words(&letters) { Fit::Words } else { Fit::Scattered }
        } else if places.any(|start| letters[start].begins_word) {
            Fit::Word
        } else {
            Fit::Inside
        };
        Some((fit, surplus))
    }

    fn begins_words(&self, letters: &[Letter]) -> bool {
        let mut wanted = self.0.iter().peekable();
        let mut goes_on = false;
        for letter in letters {
            goes_on = (goes_on || letter.begins_word) && wanted.peek() == Some(&&letter.character);
            if goes_on {
                wanted.next();
            }
        }
        wanted.peek().is_none()
    }
}

struct Letter {
    character: char,
    begins_word: bool,
}

/// The characters of a name without white space.
fn letters(name: &str) -> Vec<Letter> {
    let mut before = ' ';
    let mut letters = Vec::with_capacity(name.len());
    for character in name.chars() {
        let begins_word = !before.is_alphanumeric() || before.is_lowercase() && character.is_uppercase();
        before = character;
        if !character.is_whitespace() {
            letters.push(Letter { character: lower(character), begins_word });
        }
    }
    letters
}

/// A character in lower case; where that takes several, their first.
fn lower(character: char) -> char {
    if character.is_ascii() {
        character.to_ascii_lowercase()
    } else {
        character.to_lowercase().next().unwrap_or(character)
    }
}

impl Rank {
    /// How to show what was found, on one line: by the name that fits, with the other in parentheses if that is not the usual one.
    pub fn label(self, searchable: &Searchable) -> String {
        let Searchable { name, other_name, .. } = searchable;
        readable(&if self.is_other_name { format!("{other_name} ({name})") } else { name.to_string() })
    }
}
