//! Every completion at every position.
//!
//! What stays valid is looked at in the container around the cursor alone, with the containers inside of it cut down to
//! a number: a document whose part is replaced by another valid part stays valid. So every completion at every byte can
//! be tried. Now and then the whole document is read too, which shows that the short way tells the truth.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use connector::{Connector, FileRole, Part, role_of};
use fixture::Rng;
use ide::At;
use ide::completion::{Completion, Completions, complete};
use syntax::{Node, Span, TextEdit, Tree};

use crate::support::{edits, without_stops};

/// How many positions of real connectors are looked at.
const RANDOM_POSITIONS: usize = 20_000;
/// One of so many completions is tried on the whole document too.
const WHOLE: usize = 500;

/// One file of a connector.
struct Subject<'c> {
    connector: &'c Connector,
    role: FileRole,
    name: String,
    tree: &'c Tree,
    is_valid: bool,
    /// For every byte of a valid text where the blanks begin that it stands in; itself outside of blanks.
    blanks: Vec<u32>,
    /// What was tried already: positions inside of one word have the same completions, and those between two words
    /// differ by blanks alone.
    tried: HashSet<u64>,
    /// The place of the position before, and the texts offered there.
    last: (Place, Vec<String>),
}

/// Where a completion goes: the blanks before it, how much it replaces, and whether a comma is missing before.
type Place = (u32, u32, bool);

impl<'c> Subject<'c> {
    fn new(connector: &'c Connector, role: FileRole, path: &Path) -> Self {
        let tree = connector.document(role).unwrap().tree();
        let is_valid = is_json(tree.text().trim_start_matches('\u{feff}'));
        Self {
            connector,
            role,
            name: path.display().to_string(),
            tree,
            is_valid,
            blanks: if is_valid { blanks(tree.text()) } else { Vec::new() },
            tried: HashSet::new(),
            last: Default::default(),
        }
    }

    /// Accepting anything in a valid document leaves JSON that a strict parser reads, and no member twice.
    fn check(&mut self, offset: usize) {
        let at = At { file: self.role, offset: offset as u32 };
        let Some(completions) = complete(self.connector, at, true) else { return };
        assert_shape(self.tree.text(), offset, &completions, &self.name);
        if !self.is_valid {
            return;
        }
        let span = completions.replace;
        // Blanks between a colon and the value behind it are written again as they are.
        let replaced = &self.tree.text()[span.range()];
        let same = replaced.len() - replaced.trim_start().len();
        let length = span.len() - same as u32;
        let place = (self.blanks[span.start as usize], length, completions.before.is_some());
        assert!(completions.entries.iter().all(|entry| entry.text.starts_with(&replaced[..same])));
        let texts = completions.entries.iter().map(|entry| &entry.text[same..]);
        if self.last.0 == place && texts.clone().eq(self.last.1.iter().map(String::as_str)) {
            return;
        }
        self.last = (place, texts.map(str::to_owned).collect());
        let inserted: Vec<String> =
            completions.entries.iter().map(|entry| without_stops(&entry.text)).collect();
        let mut is_new = false;
        for (entry, text) in completions.entries.iter().zip(&inserted) {
            let mut hasher = DefaultHasher::new();
            (place, &text[same..]).hash(&mut hasher);
            if self.tried.insert(hasher.finish()) {
                is_new = true;
                self.accept(offset, &completions, entry, text);
            }
        }
        if is_new {
            // A client without snippets gets the same text without their stops.
            let plain = complete(self.connector, at, false).unwrap_or_default();
            let texts: Vec<&str> = plain.entries.iter().map(|entry| entry.text.as_str()).collect();
            assert_eq!(texts, inserted, "{} at {offset}", self.name);
        }
    }

    fn accept(&self, offset: usize, completions: &Completions, entry: &Completion, text: &str) {
        let edits = edits(completions, text);
        let around = around(self.tree, &edits);
        let (before, cut) = match around {
            Some(container) => shortened(container, &edits),
            None => (self.tree.text().to_owned(), edits.clone()),
        };
        let after = syntax::edit::apply(&before, &cut).unwrap();
        let where_it_is = || format!("{} at {offset}, '{}': {after}", self.name, entry.label);
        assert!(is_json(after.trim_start_matches('\u{feff}')), "{}", where_it_is());
        assert!(repeated(&after) <= repeated(&before), "a member twice: {}", where_it_is());
        if self.tried.len().is_multiple_of(WHOLE) {
            let whole = syntax::edit::apply(self.tree.text(), &edits).unwrap();
            assert!(is_json(whole.trim_start_matches('\u{feff}')), "{}", where_it_is());
        }
    }
}

/// What editors ask of the edits: what is replaced is on one line with the cursor, and a comma goes before it.
fn assert_shape(text: &str, offset: usize, completions: &Completions, name: &str) {
    let span = completions.replace;
    let cursor = (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap() as u32;
    assert!(span.start <= cursor && cursor <= span.end, "{name} at {offset}: {span:?} is elsewhere");
    assert!(!text[span.range()].contains(['\n', '\r']), "{name} at {offset}: {span:?} has several lines");
    if let Some(comma) = &completions.before {
        assert!(comma.span.end < span.start, "{name} at {offset}: a comma at the start of {span:?}");
    }
}

/// For every byte of a valid text, and for its end, where the blanks begin that it stands in.
fn blanks(text: &str) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    let (mut in_string, mut is_escaped) = (false, false);
    let mut begin = 0;
    for (at, byte) in text.bytes().enumerate() {
        found.push(begin);
        if !byte.is_ascii_whitespace() || in_string {
            begin = at as u32 + 1;
        }
        in_string ^= byte == b'"' && !is_escaped;
        is_escaped = in_string && byte == b'\\' && !is_escaped;
    }
    found.push(begin);
    found
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok()
}

/// The innermost container that all edits lie inside of.
fn around<'t>(tree: &'t Tree, edits: &[TextEdit]) -> Option<Node<'t>> {
    let node = tree.node_at(edits[0].span.start);
    let holds = |node: &Node<'_>| {
        let span = node.span();
        let inside = |edit: &TextEdit| span.start < edit.span.start && edit.span.end < span.end;
        node.is_container() && edits.iter().all(inside)
    };
    std::iter::once(node).chain(node.ancestors()).find(holds)
}

/// A container's text with a number in place of each container in it that no edit touches, and the edits in that text.
fn shortened(container: Node<'_>, edits: &[TextEdit]) -> (String, Vec<TextEdit>) {
    let start = container.span().start;
    let cuts: Vec<Span> = container
        .children()
        .filter(|child| child.is_container() && !edits.iter().any(|edit| child.span().meets(edit.span)))
        .map(Node::span)
        .collect();
    let mut text = String::new();
    let mut done = start;
    for cut in &cuts {
        text.push_str(&container.tree().text()[done as usize..cut.start as usize]);
        text.push('0');
        done = cut.end;
    }
    text.push_str(&container.tree().text()[done as usize..container.span().end as usize]);
    let moved = |offset: u32| {
        let cut_before: u32 = cuts.iter().filter(|cut| cut.end <= offset).map(|cut| cut.len() - 1).sum();
        offset - start - cut_before
    };
    let edits = edits.iter().map(|edit| {
        TextEdit::new(Span::new(moved(edit.span.start), moved(edit.span.end)), edit.text.clone())
    });
    (text, edits.collect())
}

/// How many members have a name that an earlier one of their object has.
fn repeated(text: &str) -> usize {
    let tree = syntax::parse(text);
    let of_object = |object: Node<'_>| {
        let mut seen = HashSet::new();
        object.members().filter(|member| !seen.insert(member.name().into_owned())).count()
    };
    tree.nodes().filter(|node| node.is_object()).map(of_object).sum()
}

/// The connectors below `folder`: those of one folder go together.
fn connectors(folder: &Path) -> Vec<(Connector, Vec<(FileRole, PathBuf)>)> {
    let mut folders: BTreeMap<PathBuf, Vec<(FileRole, PathBuf, String)>> = BTreeMap::new();
    for (path, text) in fixture::texts(folder) {
        if let Some(role) = path.file_name().and_then(|name| role_of(name.to_str()?)) {
            folders.entry(path.parent().unwrap().to_path_buf()).or_default().push((role, path, text));
        }
    }
    let connectors = folders.into_values().map(|files| {
        let siblings = files.iter().filter_map(|(_, path, _)| Some(path.file_name()?.to_str()?.to_owned()));
        let siblings = siblings.collect::<Vec<_>>().into();
        let paths: BTreeMap<FileRole, PathBuf> =
            files.iter().rev().map(|(role, path, _)| (*role, path.clone())).collect();
        let mut connector =
            Connector::new(files.into_iter().map(|(role, _, text)| Part::new(role, text.clone())));
        connector.set_siblings(Some(siblings));
        let paths = paths.into_iter().filter(|(role, _)| role.is_json()).collect();
        (connector, paths)
    });
    connectors.collect()
}

#[test]
fn in_the_samples() {
    let (mut positions, mut tried) = (0, 0);
    for (connector, files) in connectors(&fixture::samples()) {
        for (role, path) in files {
            let mut subject = Subject::new(&connector, role, &path);
            for offset in 0..=subject.tree.text().len() {
                subject.check(offset);
            }
            positions += subject.tree.text().len() + 1;
            tried += subject.tried.len();
        }
    }
    println!("{positions} positions of the samples, {tried} different completions accepted");
    assert!(tried > 10_000, "{tried}");
}

#[test]
fn at_random_positions_of_real_connectors() {
    let Some(corpus) = fixture::corpus("completion at random positions") else { return };
    let connectors = connectors(&corpus);
    let length = |connector: &Connector, role| connector.document(role).unwrap().tree().text().len() + 1;
    let files =
        connectors.iter().flat_map(|(connector, files)| files.iter().map(move |file| (connector, file)));
    let total: usize = files.clone().map(|(connector, (role, _))| length(connector, *role)).sum();
    let mut rng = Rng::new(7);
    let mut positions: Vec<usize> = (0..RANDOM_POSITIONS).map(|_| rng.below(total)).collect();
    positions.sort_unstable();
    let mut positions = positions.into_iter().peekable();
    let (mut start, mut looked_at, mut tried) = (0, 0, 0);
    for (connector, (role, path)) in files {
        let end = start + length(connector, *role);
        let mut subject = Subject::new(connector, *role, path);
        while let Some(position) = positions.next_if(|position| *position < end) {
            subject.check(position - start);
            looked_at += 1;
        }
        tried += subject.tried.len();
        start = end;
    }
    println!("{looked_at} positions of real connectors, {tried} different completions accepted");
    assert_eq!(looked_at, RANDOM_POSITIONS);
}

#[test]
fn in_texts_with_escapes_and_signs() {
    let definition = r#"{ "swagger": "2.0", "definitions": { "Size": { "type": "integer", "default": 1,
  "x-ms-enum-values": [{ "value": 5, "displayName": "a" }, { "value": -2, "displayName": "b" }], "enum": [ -1 ] } },
  "paths": { "/a": { "get": { "operationId": "GetA", "x-ms-visibility":
    "important", "deprecated"
    : true } } } }"#;
    let properties = r#"{ "properties": { "connectionParameters": { "a\"b": { "type": "string" } },
  "policyTemplateInstances": [{ "templateId": "setheader", "title": "T", "parameters": {
    "x-ms-apimTemplate-operationName": [ "GetA" ], "x-ms-apimTemplateParameter.name": "@headers('\u00e9')\\",
    "x-ms-apimTemplateParameter.value": "@{a\nh \"b\" \u00e9}" } }] } }"#;
    let texts = [(FileRole::Definition, definition), (FileRole::Properties, properties)];
    let connector = Connector::new(texts.map(|(role, text)| Part::new(role, text.to_owned())));
    for (role, text) in texts {
        let mut subject = Subject::new(&connector, role, Path::new("a text"));
        assert!(subject.is_valid);
        (0..=text.len()).for_each(|offset| subject.check(offset));
        assert!(subject.tried.len() > 100, "{}", subject.tried.len());
    }
}

#[test]
fn in_every_prefix_of_a_sample() {
    let (mut prefixes, mut offered) = (0, 0);
    for (path, text) in fixture::texts(&fixture::samples()) {
        let role = path.file_name().and_then(|name| role_of(name.to_str()?)).filter(|role| role.is_json());
        let Some(role) = role.filter(|_| text.len() < 1_000) else { continue };
        for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
            let prefix = &text[..end];
            let connector = Connector::of_text(role, prefix);
            prefixes += 1;
            let at = At { file: role, offset: end as u32 };
            let Some(found) = complete(&connector, at, true) else { continue };
            let name = format!("{} cut at {end}", path.display());
            assert_shape(prefix, end, &found, &name);
            let typed = &prefix[found.replace.start as usize..];
            for entry in &found.entries {
                let after = syntax::edit::apply(prefix, &edits(&found, &entry.text));
                assert!(after.is_some(), "{name}, '{}'", entry.label);
                // An editor compares it with what is typed, which is the beginning of the same thing.
                let is_quoted = entry.filter.starts_with('"');
                assert!(typed.is_empty() || is_quoted == typed.starts_with('"'), "{name}, '{}'", entry.label);
            }
            offered += found.entries.len();
        }
    }
    assert!(prefixes > 3_000 && offered > 1_000, "{prefixes} prefixes, {offered} completions");
}
