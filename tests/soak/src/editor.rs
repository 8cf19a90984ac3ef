//! The editor: what it has open, and what it tells the server when that or the disk changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fixture::{EditorModel, Rng};
use serde_json::{Value, json};
use syntax::{Encoding, Position};

use crate::ground::Ground;
use crate::ledger::Ledger;
use crate::strokes::{self, Stroke};

/// How many steps of a document can be undone.
const HISTORY: usize = 100;

/// The open documents, and the session that hears of them.
pub(crate) struct Editor {
    /// The files on disk.
    pub(crate) ground: Ground,
    /// The session.
    pub(crate) ledger: Ledger,
    open: BTreeMap<PathBuf, Buffer>,
}

/// An open document.
struct Buffer {
    text: String,
    /// What the file held when it was read or saved.
    saved: String,
    /// What takes each change back, the oldest first.
    history: Vec<Stroke>,
}

impl Editor {
    /// An editor with nothing open.
    pub(crate) fn new(ground: Ground) -> Self {
        let ledger = Ledger::start(ground.folder().uri(""), false);
        Self { ground, ledger, open: BTreeMap::new() }
    }

    /// The open files.
    pub(crate) fn open_files(&self) -> Vec<PathBuf> {
        self.open.keys().cloned().collect()
    }

    /// The text of an open file.
    pub(crate) fn text(&self, file: &Path) -> &str {
        &self.open[file].text
    }

    /// Opens a file, unless it is open or no text.
    pub(crate) fn open(&mut self, file: &Path) {
        let Some(text) = self.ground.read(file).filter(|_| !self.open.contains_key(file)) else { return };
        self.ledger.open(&self.ground.uri(file), 1, &text);
        let buffer = Buffer { saved: text.clone(), text, history: Vec::new() };
        self.open.insert(file.to_path_buf(), buffer);
    }

    /// Closes a file; what was not saved is lost.
    pub(crate) fn close(&mut self, file: &Path) {
        if self.open.remove(file).is_some() {
            self.ledger.close(&self.ground.uri(file));
        }
    }

    /// Makes one change of an open file and remembers how to undo it.
    pub(crate) fn strike(&mut self, file: &Path, stroke: Stroke) {
        let undo = self.apply(file, stroke);
        let history = &mut self.buffer(file).history;
        history.push(undo);
        if history.len() > HISTORY {
            history.remove(0);
        }
    }

    /// Takes the last change back that was not taken back yet.
    pub(crate) fn undo(&mut self, file: &Path) {
        if let Some(undo) = self.buffer(file).history.pop() {
            self.apply(file, undo);
        }
    }

    /// Makes a change and gives what takes it back.
    fn apply(&mut self, file: &Path, (start, end, new): Stroke) -> Stroke {
        let buffer = self.buffer(file);
        let (range, (start, end)) = strokes::positions(&buffer.text, start, end);
        let undo = (start, start + new.len(), buffer.text[start..end].to_owned());
        buffer.text.replace_range(start..end, &new);
        let change = json!({ "range": range_of(range), "text": new });
        self.ledger.change(&self.ground.uri(file), &[change]);
        undo
    }

    /// Makes changes as several cursors do, or replaces everything. They are one step to undo.
    pub(crate) fn strike_at_cursors(&mut self, file: &Path, rng: &mut Rng) {
        let before = self.text(file).to_owned();
        let changes = fixture::random_changes(rng, &before);
        let mut model = EditorModel::new(before.clone());
        for change in &changes {
            model.apply(change, Encoding::Utf16);
        }
        let told: Vec<Value> = changes
            .iter()
            .map(|change| match change.range {
                Some(range) => json!({ "range": range_of(range), "text": change.text }),
                None => json!({ "text": change.text }),
            })
            .collect();
        model.text().clone_into(&mut self.buffer(file).text);
        self.ledger.change(&self.ground.uri(file), &told);
        let length = model.text().len();
        self.buffer(file).history.push((0, length, before));
    }

    /// Replaces the whole text, as an editor does that reads the file anew. There is nothing to undo then.
    pub(crate) fn replace(&mut self, file: &Path, text: String) {
        self.ledger.change(&self.ground.uri(file), &[json!({ "text": text })]);
        *self.buffer(file) = Buffer { saved: text.clone(), text, history: Vec::new() };
    }

    /// Back to what was read or saved.
    pub(crate) fn revert(&mut self, file: &Path) {
        let saved = self.buffer(file).saved.clone();
        self.replace(file, saved);
    }

    /// Writes an open file to disk.
    pub(crate) fn save(&mut self, file: &Path) {
        let text = self.open[file].text.clone();
        let path = self.ground.path(file);
        let told = self.ground.watched(|_| {
            // A branch without the connector has taken its folder away.
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
            fs::write(&path, &text).expect("a file that can be written");
        });
        self.buffer(file).saved = text;
        // Which comes first depends on the editor and the machine.
        let identifier = json!({ "textDocument": { "uri": self.ground.uri(file) } });
        self.ledger.notify("textDocument/didSave", identifier);
        self.tell(&told);
    }

    /// Does something to the files on disk, and tells the server as an editor does. Documents that are not changed
    /// follow their files.
    pub(crate) fn on_disk(&mut self, change: impl FnOnce(&Ground)) {
        let told = self.ground.watched(change);
        self.tell(&told);
        for file in self.open_files() {
            let buffer = &self.open[&file];
            if buffer.text == buffer.saved
                && let Some(text) = self.ground.read(&file).filter(|text| *text != buffer.text)
            {
                self.replace(&file, text);
            }
        }
    }

    fn tell(&mut self, changes: &[Value]) {
        if !changes.is_empty() {
            self.ledger.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
        }
    }

    fn buffer(&mut self, file: &Path) -> &mut Buffer {
        self.open.get_mut(file).expect("an open file")
    }
}

fn range_of((start, end): (Position, Position)) -> Value {
    let place = |position: Position| json!({ "line": position.line, "character": position.character });
    json!({ "start": place(start), "end": place(end) })
}
