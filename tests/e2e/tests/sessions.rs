//! Whole sessions of an author, from empty files to a connector without a finding. What is done stands in `sessions/`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what is missing fails the test")]

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use e2e::capabilities::{pulling, with};
use e2e::{Client, DEFINITION, Folder, start};
use fixture::{Change, EditorModel, Snippet};
use serde_json::{Value, json};
use syntax::{Encoding, Position};

/// The editor of a session, with one file in front.
struct Author {
    client: Client,
    folder: Folder,
    /// Text and version by name.
    files: BTreeMap<String, (String, i64)>,
    name: String,
    /// In bytes.
    cursor: usize,
}

impl Author {
    fn new() -> Self {
        let folder = Folder::new();
        folder.write("readme.md", "# A connector\n");
        let abilities = json!({ "snippetSupport": true, "insertTextModeSupport": { "valueSet": [1, 2] } });
        let capabilities = json!({ "textDocument": { "completion": { "completionItem": abilities } } });
        let client = start(&folder, with(pulling(), &capabilities));
        Self { client, folder, files: BTreeMap::new(), name: String::new(), cursor: 0 }
    }

    fn uri(&self) -> String {
        self.folder.uri(&self.name)
    }

    fn text(&self) -> &str {
        &self.files[&self.name].0
    }

    fn file(&mut self, name: &str) {
        name.clone_into(&mut self.name);
        self.cursor = 0;
        if !self.files.contains_key(name) {
            self.files.insert(name.to_owned(), (String::new(), 1));
            self.client.open(&self.uri(), "");
        }
    }

    /// Replaces a range of bytes; the cursor goes behind it.
    fn replace(&mut self, start: usize, end: usize, new: &str) {
        let (text, version) = self.files.get_mut(&self.name).unwrap();
        text.replace_range(start..end, new);
        *version += 1;
        self.cursor = start + new.len();
        let (text, version) = self.files[&self.name].clone();
        self.client.replace(&self.uri(), version, &text);
    }

    fn behind(&mut self, wanted: &str) {
        let (wanted, is_first, is_last) = match wanted.split_once(' ') {
            Some(("first", wanted)) => (wanted, true, false),
            Some(("last", wanted)) => (wanted, false, true),
            _ => (wanted, false, false),
        };
        let count = self.text().matches(wanted).count();
        let is_one_of_several = count > 1 && (is_first || is_last);
        assert!(count == 1 || is_one_of_several, "{count} times {wanted}:\n{}", self.text());
        let found = if is_last { self.text().rfind(wanted) } else { self.text().find(wanted) };
        self.cursor = found.unwrap() + wanted.len();
    }

    /// The blanks at the start of the cursor's line.
    fn indentation(&self) -> String {
        let before = &self.text()[..self.cursor];
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        line[..line.len() - line.trim_start().len()].to_owned()
    }

    fn enter(&mut self) {
        let outer = self.indentation();
        let inner = if self.text()[..self.cursor].ends_with(['{', '[']) { "  " } else { "" };
        let cursor = self.cursor;
        if self.text()[cursor..].starts_with(['}', ']']) {
            self.replace(cursor, cursor, &format!("\n{outer}"));
        }
        self.replace(cursor, cursor, &format!("\n{outer}{inner}"));
    }

    /// The bytes of what stands at a JSON pointer, with its key, and of its value alone.
    fn spans(&self, pointer: &str) -> (Range<usize>, Range<usize>) {
        let tree = syntax::parse(self.text());
        let node = syntax::pointer::resolve(&tree, pointer);
        let node = node.unwrap_or_else(|| panic!("nothing at {pointer}:\n{}", self.text()));
        (node.full_span().range(), node.span().range())
    }

    /// Starts a line behind the last child of an object or list.
    fn line_in(&mut self, pointer: &str) {
        let tree = syntax::parse(self.text());
        let container = syntax::pointer::resolve(&tree, pointer);
        let container = container.unwrap_or_else(|| panic!("nothing at {pointer}:\n{}", self.text()));
        match container.children().last() {
            Some(last) => {
                let end = last.span().end as usize;
                self.replace(end, end, ",");
            }
            None => self.cursor = container.span().start as usize + 1,
        }
        self.enter();
    }

    /// Takes away a value, and for a text only what is between its quotes.
    fn empty(&mut self, pointer: &str) {
        let (_, value) = self.spans(pointer);
        let quote = usize::from(self.text()[value.clone()].starts_with('"'));
        self.replace(value.start + quote, value.end - quote, "");
    }

    fn clear(&mut self, pointer: &str) {
        let (_, value) = self.spans(pointer);
        self.replace(value.start, value.end, "");
    }

    /// Takes away a member or an element with its comma, or with the one before if it is the last.
    fn remove(&mut self, pointer: &str) {
        let (child, _) = self.spans(pointer);
        let after = &self.text()[child.end..];
        if let Some(rest) = after.trim_start().strip_prefix(',') {
            let end = self.text().len() - rest.trim_start().len();
            self.replace(child.start, end, "");
        } else {
            let before = self.text()[..child.start].trim_end();
            let start = before.strip_suffix(',').unwrap_or(before).len();
            self.replace(start, child.end, "");
        }
    }

    fn write(&mut self, text: &str) {
        let (before, mut edited) = (self.text().to_owned(), self.text().to_owned());
        let mut at = self.cursor;
        for character in text.chars() {
            let close = match character {
                '{' => "}",
                '[' => "]",
                '"' if !edited[at..].starts_with('"') => "\"",
                _ => "",
            };
            // A quote or bracket that is there already is only passed.
            if !("\"}]".contains(character) && close.is_empty() && edited[at..].starts_with(character)) {
                edited.insert_str(at, &format!("{character}{close}"));
            }
            at += character.len_utf8();
        }
        if edited != before {
            self.replace(0, before.len(), &edited);
        }
        self.cursor = at;
    }

    /// Asks for completion, and accepts one with these words in its stops.
    fn accept(&mut self, label: &str, words: &[(&str, &str)]) {
        let model = EditorModel::new(self.text());
        let position = model.position(self.cursor, Encoding::Utf16);
        let position = json!({ "line": position.line, "character": position.character });
        let params = json!({ "textDocument": { "uri": self.uri() }, "position": position });
        let found = self.client.ask("textDocument/completion", params);
        let entries = found["items"].as_array().unwrap_or_else(|| panic!("nothing here:\n{}", self.text()));
        let entry = entries.iter().find(|entry| entry["label"] == label);
        let entry = entry.unwrap_or_else(|| {
            let labels: Vec<&Value> = entries.iter().map(|entry| &entry["label"]).collect();
            panic!("no '{label}' in {labels:?}")
        });
        let mut rest: Vec<&(&str, &str)> = words.iter().collect();
        let text = entry["textEdit"]["newText"].as_str().unwrap();
        let is_first = |offered: &[String], word: &str| offered.first().is_some_and(|first| first == word);
        let expanded = Snippet::parse(text).expand(|_, offered| {
            let wanted = rest.iter().position(|(word, _)| is_first(offered, word));
            match wanted {
                Some(at) => {
                    let (_, text) = rest.remove(at);
                    // What is chosen from a list is in it.
                    assert!(
                        offered.len() < 2 || offered.iter().any(|word| word == text),
                        "{text}: {offered:?}"
                    );
                    (*text).to_owned()
                }
                None => offered.first().cloned().unwrap_or_default(),
            }
        });
        assert!(rest.is_empty(), "no stops for {rest:?} in\n{text}");
        // The editor indents what has several lines.
        let line = format!("\n{}", self.indentation());
        let indented = expanded.text.replace('\n', &line);
        // The cursor waits in the first stop that has no words, or else goes behind all.
        let is_empty = |(number, _, length): &&(usize, usize, usize)| *number != 0 && *length == 0;
        let waiting = expanded.stops.iter().find(is_empty);
        let end = waiting.map_or(expanded.text.len(), |(_, at, _)| *at);
        let end = expanded.text[..end].replace('\n', &line).len();
        assert!(!text.contains('\n') || entry["insertTextMode"] == 2);
        let offset = |value: &Value| {
            let number = |name: &str| value[name].as_u64().unwrap() as u32;
            model.offset(Position::new(number("line"), number("character")), Encoding::Utf16)
        };
        let range = &entry["textEdit"]["range"];
        let (start, replaced) = (offset(&range["start"]), offset(&range["end"]));
        self.replace(start, replaced, &indented);
        let cursor = start + end;
        self.cursor = cursor;
        if let Some(comma) = entry["additionalTextEdits"].get(0) {
            let at = offset(&comma["range"]["start"]);
            assert!(at <= start && comma["newText"] == ",");
            self.replace(at, at, ",");
            self.cursor = cursor + 1;
        }
    }

    /// Checks which operations the definition has.
    fn operations(&self, wanted: &str) {
        let definition: Value = serde_json::from_str(&self.files[DEFINITION].0).unwrap();
        let items = definition["paths"].as_object().unwrap().values().filter_map(Value::as_object);
        let mut ids: Vec<&str> = items
            .flat_map(|item| item.values())
            .filter_map(|operation| operation["operationId"].as_str())
            .collect();
        let mut wanted: Vec<&str> = wanted.split(' ').collect();
        ids.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(ids, wanted);
    }

    /// Compares each file of a sample with the author's, as JSON: the order of members and the layout are free.
    fn same(&self, sample: &str) {
        let folder = fixture::samples().join(sample);
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                let text = std::fs::read_to_string(&path).unwrap();
                let wanted: Value = serde_json::from_str(&text).unwrap();
                let written = self.files.get(&name).unwrap_or_else(|| panic!("{name} was not written"));
                let written: Value = serde_json::from_str(&written.0).unwrap();
                assert_eq!(written, wanted, "{sample}/{name}");
                names.push(name);
            }
        }
        names.sort_unstable();
        assert_eq!(self.files.keys().collect::<Vec<_>>(), names.iter().collect::<Vec<_>>());
    }

    /// Nothing may be found in any file.
    fn finish(mut self) {
        for name in self.files.keys().cloned().collect::<Vec<_>>() {
            let report = self.client.pull(&self.folder.uri(&name), None);
            let found: Vec<&Value> = report["items"].as_array().unwrap().iter().collect();
            // The settings of paconn are for whoever has them, which a hint says.
            let found: Vec<&&Value> =
                found.iter().filter(|found| found["code"] != "package/settings-committed").collect();
            assert!(found.is_empty(), "{name}: {found:#?}\n{}", self.files[&name].0);
        }
        self.client.finish();
    }
}

fn play(script: &str) {
    let mut author = Author::new();
    let mut lines = script.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        let (step, rest) = line.split_once(' ').unwrap_or((line, ""));
        match step {
            "file" => author.file(rest),
            "accept" => {
                let mut words = Vec::new();
                while let Some(fill) = lines.next_if(|next| next.starts_with("  ")) {
                    words.push(fill.trim().split_once(" -> ").expect("a word and a text"));
                }
                author.accept(rest, &words);
            }
            "behind" => author.behind(rest),
            "enter" => author.enter(),
            "type" => author.write(rest),
            "in" => author.line_in(rest),
            "empty" => author.empty(rest),
            "clear" => author.clear(rest),
            "remove" => author.remove(rest),
            "same" => author.same(rest),
            "operations" => author.operations(rest),
            _ => panic!("no such step: {line}"),
        }
    }
    author.finish();
}

#[test]
fn every_session_ends_without_a_finding() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "session") {
            println!("{}", path.display());
            play(&std::fs::read_to_string(path).unwrap());
            count += 1;
        }
    }
    assert!(count >= 8, "{count}");
}

#[test]
fn the_editor_of_the_sessions_closes_brackets_and_quotes() {
    let mut author = Author::new();
    author.file(DEFINITION);
    author.write("{");
    author.enter();
    author.write("\"a\": [");
    author.enter();
    author.write("\"b\"");
    assert_eq!(author.text(), "{\n  \"a\": [\n    \"b\"\n  ]\n}");
    let mut model = EditorModel::new(author.text());
    model.apply(&Change { range: None, text: author.client.text(&author.uri()).0 }, Encoding::Utf16);
    assert_eq!(model.text(), author.text());
    author.client.finish();
}
