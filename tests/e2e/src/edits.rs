//! What an editor does with the edits that it gets: the texts it has open, edited by an oracle that shares no code with
//! the server.

use std::collections::BTreeMap;

use fixture::{Change, EditorModel};
use serde_json::{Value, json};
use syntax::{Encoding, Position};

/// Texts by URI, open in a version or only on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buffers {
    encoding: Encoding,
    texts: BTreeMap<String, (Option<i64>, String)>,
}

impl Buffers {
    /// An editor that counts columns in this way and has nothing open.
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, texts: BTreeMap::new() }
    }

    /// The same with one more text, open in this version or on disk.
    #[must_use]
    pub fn with(mut self, uri: &str, version: Option<i64>, text: &str) -> Self {
        self.texts.insert(uri.to_owned(), (version, text.to_owned()));
        self
    }

    /// The text under a URI.
    pub fn text(&self, uri: &str) -> &str {
        &self.texts[uri].1
    }

    /// The range of a text's first occurrence.
    pub fn range(&self, uri: &str, found: &str) -> Value {
        range_of(self.text(uri), found, self.encoding)
    }

    /// Carries out a workspace edit: all of it, or the test fails. A version that is named must be the one there is.
    /// Open texts are in the next version afterwards. The second result takes all of it back.
    #[track_caller]
    pub fn applied(&self, edit: &Value) -> (Self, Undo) {
        let mut after = self.clone();
        let mut undo = Undo(Vec::new());
        let mut change = |uri: &str, version: Option<&Value>, edits: &Value| {
            let (now, text) = after.texts.get_mut(uri).unwrap_or_else(|| panic!("no {uri} is here"));
            if let Some(version) = version {
                assert_eq!(version.as_i64(), *now, "edits for another version of {uri}: {version}");
                assert!(version.is_i64() || version.is_null());
            }
            *now = now.map(|version| version + 1);
            let (changed, inverse) = edited(text, edits, self.encoding);
            undo.0.push((uri.to_owned(), inverse));
            *text = changed;
        };
        if let Some(changes) = edit["documentChanges"].as_array() {
            assert!(edit.get("changes").is_none(), "{edit}");
            for document in changes {
                let identifier = &document["textDocument"];
                let uri = identifier["uri"].as_str().expect("a URI");
                change(uri, identifier.get("version"), &document["edits"]);
            }
        } else {
            let changes = edit["changes"].as_object().expect("changes");
            for (uri, edits) in changes {
                change(uri, None, edits);
            }
        }
        (after, undo)
    }

    /// Takes back what an edit has changed.
    #[must_use]
    pub fn undone(&self, undo: &Undo) -> Self {
        let mut before = self.clone();
        for (uri, edits) in undo.0.iter().rev() {
            let (version, text) = before.texts.get_mut(uri).expect("the edited text");
            for (start, end, old) in edits.iter().rev() {
                text.replace_range(start..end, old);
            }
            *version = version.map(|version| version - 1);
        }
        before
    }
}

/// The byte ranges that edits of a text have written, each with what stood there.
type Inverse = Vec<(usize, usize, String)>;

/// What takes an edit back, by URI.
#[derive(Clone, Debug)]
pub struct Undo(Vec<(String, Inverse)>);

/// The range of a text's first occurrence in another.
#[track_caller]
pub fn range_of(text: &str, found: &str, encoding: Encoding) -> Value {
    let start = text.find(found).unwrap_or_else(|| panic!("no {found} in {text}"));
    let model = EditorModel::new(text);
    let at = |offset: usize| {
        let position = model.position(offset, encoding);
        json!({ "line": position.line, "character": position.character })
    };
    json!({ "start": at(start), "end": at(start + found.len()) })
}

/// Carries out text edits, whose ranges are all about the text before.
#[track_caller]
fn edited(text: &str, edits: &Value, encoding: Encoding) -> (String, Inverse) {
    let model = EditorModel::new(text);
    let position = |value: &Value| Position {
        line: value["line"].as_u64().expect("a line") as u32,
        character: value["character"].as_u64().expect("a column") as u32,
    };
    let edits = edits.as_array().expect("a list of edits");
    let mut ordered: Vec<(usize, usize, Change)> = edits
        .iter()
        .map(|edit| {
            let range = (position(&edit["range"]["start"]), position(&edit["range"]["end"]));
            let (start, end) = (model.offset(range.0, encoding), model.offset(range.1, encoding));
            for (position, offset) in [(range.0, start), (range.1, end)] {
                assert_eq!(model.position(offset, encoding), position, "no such position: {edit}");
            }
            assert!(start <= end, "{edit}");
            let new = edit["newText"].as_str().expect("a text").to_owned();
            (start, end, Change { range: Some(range), text: new })
        })
        .collect();
    ordered.sort_by_key(|(start, end, _)| (*start, *end));
    assert!(!ordered.is_empty(), "a file without edits is listed");
    assert!(ordered.windows(2).all(|pair| pair[0].1 < pair[1].0), "edits touch: {edits:?}");
    let mut after = model.clone();
    for (_, _, change) in ordered.iter().rev() {
        after.apply(change, encoding);
    }
    let mut shift = 0_isize;
    let mut inverse = Vec::new();
    for (start, end, change) in &ordered {
        let now = start.checked_add_signed(shift).expect("a place in the text");
        inverse.push((now, now + change.text.len(), text[*start..*end].to_owned()));
        shift += change.text.len().cast_signed() - (end - start).cast_signed();
    }
    (after.text().to_owned(), inverse)
}
