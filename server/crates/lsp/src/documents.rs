//! The documents that the client has open.
//!
//! They are changed in the order of the wire and nowhere else than in [`crate::ingress`]. A reader takes the whole
//! [`Documents`] by `Arc`; an edit copies the map (a handful of entries) only if somebody still reads the old one.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use connector::{FileRole, role_of};
use ropey::Rope;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_json::Value;
use syntax::{Encoding, Position};

use crate::file::File;
use crate::lock::lock;
use crate::rope::{self, Change, Replaced};
use crate::uri::{Key, file_name_of};

/// Numbers every opening of a document in this process, so that nothing of an earlier one is taken for a later one's.
static OPENINGS: AtomicU64 = AtomicU64::new(1);

/// One open document at one moment.
pub(crate) struct Document {
    /// The URI as the client spells it.
    pub(crate) uri: Arc<str>,
    /// What it is known by.
    pub(crate) key: Key,
    /// The client's version number.
    pub(crate) version: i32,
    /// Which opening this is; no two are equal in one run of the server.
    pub(crate) opening: u64,
    /// The last version in which text was removed.
    pub(crate) removed: i32,
    rope: Rope,
    /// The text as it came, until analysis takes it. Only of a file that may be part of a connector.
    opened: Mutex<Option<String>>,
    /// What analysis needs of it, made when it is first asked for.
    file: OnceLock<Arc<File>>,
    /// The last file that was made of an earlier text, and what was replaced since. It is let go once `file` is made, so
    /// that no text is kept longer than until the next is read.
    earlier: Mutex<Option<(Arc<File>, Replaced)>>,
    /// Whether a fault has come out of its file, so that nothing may be made of that.
    is_suspect: AtomicBool,
}

impl Document {
    /// The text at this moment.
    pub(crate) fn text(&self) -> String {
        self.rope.to_string()
    }

    /// How long the text is, in bytes.
    pub(crate) fn length(&self) -> u64 {
        self.rope.len_bytes() as u64
    }

    /// Its model as a file with this role.
    pub(crate) fn file(&self, role: FileRole) -> Arc<File> {
        let file = self.file.get_or_init(|| Arc::new(self.read(role)));
        // A file has one role, unless a `settings.json` that names it has just changed.
        if file.role == role { file.clone() } else { Arc::new(File::in_editor(role, self.text())) }
    }

    fn read(&self, role: FileRole) -> File {
        let earlier = lock(&self.earlier).take().filter(|(file, _)| file.role == role);
        let edited = earlier.and_then(|(file, replaced)| file.edited(&replaced.edit(&self.rope)));
        edited.unwrap_or_else(|| {
            let opened = lock(&self.opened).take();
            File::in_editor(role, opened.unwrap_or_else(|| self.text()))
        })
    }

    /// The last file that was made, and what `replaced` and the changes before it have replaced since.
    fn earlier(&self, replaced: Replaced) -> Option<(Arc<File>, Replaced)> {
        if self.is_suspect.load(Ordering::Relaxed) {
            return None;
        }
        if let Some(file) = self.file.get() {
            return Some((file.clone(), replaced));
        }
        let earlier = lock(&self.earlier).clone();
        // It may have been made this very moment.
        match (earlier, self.file.get()) {
            (Some((file, before)), _) => Some((file, before.and(replaced))),
            (None, file) => file.map(|file| (file.clone(), replaced)),
        }
    }

    fn rest(&self) {
        let earlier = lock(&self.earlier).as_ref().map(|(file, _)| Arc::clone(file));
        let files = self.file.get().into_iter().chain(&earlier);
        files.filter_map(|file| file.part.document()).for_each(|document| document.tree().rest());
    }

    /// Has the next version read afresh: what was made of this one is not to be trusted.
    pub(crate) fn suspect(&self) {
        self.is_suspect.store(true, Ordering::Relaxed);
    }

    /// Whether `self` and `other` are the same text of the same opening.
    pub(crate) fn is_same_moment(&self, other: &Self) -> bool {
        self.opening == other.opening && self.version == other.version
    }
}

/// All open documents.
#[derive(Clone, Default)]
pub(crate) struct Documents {
    open: FxHashMap<Key, Arc<Document>>,
}

impl Documents {
    /// The document known by `key`.
    pub(crate) fn get(&self, key: &Key) -> Option<&Arc<Document>> {
        self.open.get(key)
    }

    /// All, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<Document>> {
        self.open.values()
    }

    /// Lets go of the memory that is kept for the next keystroke: for now nobody types.
    pub(crate) fn rest(&self) {
        self.iter().for_each(|document| document.rest());
    }

    /// Opens a document, or opens it anew.
    pub(crate) fn open(&mut self, opened: Opened) -> Key {
        let key = Key::of_uri(&opened.uri);
        let rope = Rope::from_str(&opened.text);
        let is_part = role_of(&file_name_of(&opened.uri)).is_some();
        let document = Document {
            uri: opened.uri.into(),
            key: key.clone(),
            version: opened.version,
            removed: opened.version,
            opening: OPENINGS.fetch_add(1, Ordering::Relaxed),
            rope,
            opened: Mutex::new(is_part.then_some(opened.text)),
            file: OnceLock::new(),
            earlier: Mutex::default(),
            is_suspect: AtomicBool::default(),
        };
        self.open.insert(key.clone(), Arc::new(document));
        key
    }

    /// Applies changes, one after the other as they are listed. `None` if the document is not open.
    pub(crate) fn change(&mut self, changed: &Changed, encoding: Encoding) -> Option<Key> {
        let key = Key::of_uri(&changed.uri);
        let document = self.open.get_mut(&key)?;
        let mut rope = document.rope.clone();
        let replaced = changed.changes.iter().map(|change| rope::apply(&mut rope, change, encoding));
        let replaced = replaced.reduce(Replaced::and).unwrap_or_default();
        let earlier = document.earlier(replaced);
        let version = changed.version.unwrap_or(document.version.wrapping_add(1));
        *document = Arc::new(Document {
            uri: document.uri.clone(),
            key: key.clone(),
            version,
            removed: if replaced.span.is_empty() { document.removed } else { version },
            opening: document.opening,
            rope,
            opened: Mutex::default(),
            file: OnceLock::new(),
            earlier: Mutex::new(earlier),
            is_suspect: AtomicBool::default(),
        });
        Some(key)
    }

    /// Closes a document and gives it back.
    pub(crate) fn close(&mut self, key: &Key) -> Option<Arc<Document>> {
        self.open.remove(key)
    }
}

/// What a `textDocument/didOpen` notification says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    uri: String,
    version: i32,
    text: String,
}

impl Opened {
    /// Reads the notification's parameters. The URI may be any text and the version may be missing.
    pub(crate) fn from_params(params: Value) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Params {
            #[serde(rename = "textDocument")]
            document: Item,
        }
        #[derive(Deserialize)]
        struct Item {
            uri: String,
            #[serde(default)]
            version: Value,
            text: String,
        }
        let Item { uri, version, text } = Params::deserialize(params)?.document;
        Ok(Self { uri, version: version_number(&version).unwrap_or(0), text })
    }
}

/// What a `textDocument/didChange` notification says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Changed {
    uri: String,
    version: Option<i32>,
    changes: Vec<Change>,
}

impl Changed {
    /// Reads the notification's parameters.
    pub(crate) fn from_params(params: Value) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Params {
            #[serde(rename = "textDocument")]
            document: Identifier,
            #[serde(rename = "contentChanges")]
            changes: Vec<Event>,
        }
        #[derive(Deserialize)]
        struct Identifier {
            uri: String,
            #[serde(default)]
            version: Value,
        }
        #[derive(Deserialize)]
        struct Event {
            range: Option<Range>,
            text: String,
        }
        #[derive(Deserialize)]
        struct Range {
            start: Place,
            end: Place,
        }
        /// Some clients send a huge number for "the end of the line", and the protocol once allowed -1.
        #[derive(Deserialize)]
        struct Place {
            line: i64,
            character: i64,
        }
        impl Place {
            fn position(&self) -> Position {
                Position::new(clamped(self.line), clamped(self.character))
            }
        }
        fn clamped(number: i64) -> u32 {
            u32::try_from(number.max(0)).unwrap_or(u32::MAX)
        }

        let Params { document, changes } = Params::deserialize(params)?;
        let changes = changes
            .into_iter()
            .map(|event| Change {
                range: event.range.map(|range| (range.start.position(), range.end.position())),
                text: event.text,
            })
            .collect();
        Ok(Self { uri: document.uri, version: version_number(&document.version), changes })
    }
}

fn version_number(version: &Value) -> Option<i32> {
    version.as_i64().and_then(|version| i32::try_from(version).ok())
}

/// The URI in `params.textDocument.uri`, where most notifications and requests have it.
pub(crate) fn uri_of_params(params: &Value) -> Option<&str> {
    params.pointer("/textDocument/uri").and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn opened(uri: &str, text: &str) -> Opened {
        Opened::from_params(
            json!({"textDocument": {"uri": uri, "languageId": "json", "version": 1, "text": text}}),
        )
        .unwrap()
    }

    #[test]
    fn a_snapshot_does_not_change() {
        let mut documents = Documents::default();
        let key = documents.open(opened("file:///c%3A/a.json", "one"));
        let before = documents.clone();
        let change = json!({
            "textDocument": {"uri": "file:///C:/a.json", "version": 2},
            "contentChanges": [
                {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}}, "text": "O"},
                {"range": {"start": {"line": 0, "character": 3}, "end": {"line": -1, "character": 4e9}}, "text": "!"},
            ],
        });
        assert!(Changed::from_params(change).is_err(), "a fraction is no position");
        let change = json!({
            "textDocument": {"uri": "file:///C:/a.json", "version": 2},
            "contentChanges": [
                {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}}, "text": "O"},
                {"range": {"start": {"line": 0, "character": 3}, "end": {"line": 7, "character": 99_999_999_999_i64}}, "text": "!"},
            ],
        });
        assert_eq!(
            documents.change(&Changed::from_params(change).unwrap(), Encoding::Utf16),
            Some(key.clone())
        );
        let document = documents.get(&key).unwrap();
        assert_eq!((document.text().as_str(), document.version), ("One!", 2));
        assert_eq!(&*document.uri, "file:///c%3A/a.json");
        let document = before.get(&key).unwrap();
        assert_eq!((document.text().as_str(), document.version), ("one", 1));
    }

    #[test]
    fn a_file_follows_the_changes_since_the_last_one() {
        let mut rng = fixture::Rng::new(5);
        for _ in 0..300 {
            let count = rng.below(60);
            let text = fixture::random_text(&mut rng, count);
            let mut documents = Documents::default();
            let key = documents.open(opened("file:///a.json", &text));
            let mut model = fixture::EditorModel::new(text);
            for _ in 0..20 {
                let changes = fixture::random_changes(&mut rng, model.text());
                for change in &changes {
                    model.apply(change, Encoding::Utf16);
                }
                let changes = changes.into_iter();
                let changes = changes.map(|change| Change { range: change.range, text: change.text });
                let uri = "file:///a.json".to_owned();
                documents
                    .change(&Changed { uri, version: None, changes: changes.collect() }, Encoding::Utf16);
                if rng.one_in(3) {
                    let file = documents.get(&key).unwrap().file(FileRole::Definition);
                    let fresh = File::in_editor(FileRole::Definition, model.text().to_owned());
                    let tree = |file: &File| file.part.document().map(connector::Document::shared_tree);
                    assert_eq!(tree(&file), tree(&fresh));
                    for at in 0..=model.text().len() as u32 {
                        assert_eq!(file.position(at, Encoding::Utf16), fresh.position(at, Encoding::Utf16));
                    }
                }
            }
        }
    }

    #[test]
    fn earlier_files_are_let_go() {
        let mut documents = Documents::default();
        let key = documents.open(opened("file:///a.json", "{\"a\": \"\"}"));
        let mut files = Vec::new();
        for version in 2..20 {
            let file = documents.get(&key).unwrap().file(FileRole::Definition);
            files.push(Arc::downgrade(&file));
            let range = Some((Position::new(0, 7), Position::new(0, 7)));
            let changes = vec![Change { range, text: "x".to_owned() }];
            let uri = "file:///a.json".to_owned();
            documents.change(&Changed { uri, version: Some(version), changes }, Encoding::Utf16);
        }
        assert_eq!(files.iter().filter(|file| file.strong_count() > 0).count(), 1);
    }

    #[test]
    fn every_opening_has_its_own_number() {
        let mut documents = Documents::default();
        let key = documents.open(opened("untitled:a.json", ""));
        let first = documents.get(&key).unwrap().opening;
        assert!(documents.close(&key).is_some());
        assert!(documents.close(&key).is_none());
        documents.open(opened("untitled:a.json", ""));
        assert_ne!(documents.get(&key).unwrap().opening, first);
    }

    #[test]
    fn changes_to_a_closed_document_are_refused() {
        let changed =
            Changed::from_params(json!({"textDocument": {"uri": "file:///x"}, "contentChanges": []}))
                .unwrap();
        assert_eq!(Documents::default().change(&changed, Encoding::Utf16), None);
    }
}
