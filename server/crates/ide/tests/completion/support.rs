//! From marked text to completions and back to text.

use connector::{Connector, FileRole, Part, role_of};
use fixture::{Mark, Snippet};
use ide::At;
use ide::completion::{Completion, CompletionKind, Completions, complete};
use syntax::TextEdit;

/// A marked text, read.
pub(crate) struct Scene {
    connector: Connector,
    text: String,
    at: At,
}

impl Scene {
    /// `marked` is one or more files, one of which has the cursor.
    pub(crate) fn new(marked: &str) -> Self {
        let files = fixture::files(marked);
        let parts = files.iter().map(|file| Part::new(role(&file.path), file.text.clone()));
        let connector = Connector::new(parts);
        let place = files.iter().find_map(|file| match file.marks.first() {
            Some(&Mark::Cursor(offset)) => Some((file, offset)),
            _ => None,
        });
        let (file, offset) = place.unwrap();
        Self { connector, text: file.text.clone(), at: At { file: role(&file.path), offset } }
    }

    /// Says which files stand in the folder.
    pub(crate) fn set_siblings(&mut self, names: &[&str]) {
        self.connector.set_siblings(Some(names.iter().map(|name| (*name).to_owned()).collect()));
    }

    pub(crate) fn labels(&self) -> Vec<String> {
        labels(&self.completions(false)).into_iter().map(str::to_owned).collect()
    }

    pub(crate) fn completions(&self, snippets: bool) -> Completions {
        complete(&self.connector, self.at, snippets).unwrap_or_default()
    }

    /// The file after a completion is accepted.
    pub(crate) fn accept(&self, label: &str) -> String {
        let completions = self.completions(false);
        let entry = completions.entries.iter().find(|entry| entry.label == label);
        let entry = entry.unwrap_or_else(|| panic!("no '{label}' in {:?}", labels(&completions)));
        accepted(&self.text, &completions, entry)
    }
}

fn role(path: &str) -> FileRole {
    role_of(path.rsplit('/').next().unwrap()).unwrap()
}

/// The text with a completion in it.
pub(crate) fn accepted(text: &str, completions: &Completions, entry: &Completion) -> String {
    syntax::edit::apply(text, &edits(completions, &entry.text)).unwrap()
}

/// What an editor does when a completion with this text is accepted.
pub(crate) fn edits(completions: &Completions, text: &str) -> Vec<TextEdit> {
    let mut edits: Vec<TextEdit> = completions.before.iter().cloned().collect();
    edits.push(TextEdit::new(completions.replace, text));
    edits
}

/// A snippet as it stands in the document once its stops are gone.
pub(crate) fn without_stops(snippet: &str) -> String {
    Snippet::parse(snippet).plain().text
}

pub(crate) fn labels(completions: &Completions) -> Vec<&str> {
    completions.entries.iter().map(|entry| entry.label.as_str()).collect()
}

/// All labels at the cursor, without those of snippets, which have tests of their own.
pub(crate) fn all(marked: &str) -> Vec<String> {
    let found = Scene::new(marked).completions(false);
    let single = found.entries.into_iter().filter(|entry| entry.kind != CompletionKind::Snippet);
    single.map(|entry| entry.label).collect()
}

/// The first labels at the cursor.
pub(crate) fn first(marked: &str, count: usize) -> Vec<String> {
    let mut labels = all(marked);
    labels.truncate(count);
    labels
}

#[track_caller]
pub(crate) fn check_accept(marked: &str, label: &str, expected: &str) {
    assert_eq!(Scene::new(marked).accept(label), expected);
}
