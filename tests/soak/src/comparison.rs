//! The comparison with a server that has seen nothing but the texts of this moment.

use std::path::Path;

use fixture::Rng;
use serde_json::{Value, json};

use crate::editor::Editor;
use crate::ledger::Ledger;
use crate::questions;

/// How many more questions are compared than those about every document.
const QUESTIONS: usize = 120;

/// Compares the texts, what is published, and answers. A difference fails the run.
pub(crate) fn compare(editor: &mut Editor, rng: &mut Rng) {
    editor.ledger.wait_for_answers();
    let files = editor.open_files();
    let mut fresh = Ledger::start(editor.ground.folder().uri(""), true);
    for file in &files {
        let uri = editor.ground.uri(file);
        fresh.open(&uri, editor.ledger.version(&uri), editor.text(file));
    }
    for file in &files {
        compare_document(editor, &mut fresh, file);
    }
    if !files.is_empty() {
        for _ in 0..QUESTIONS {
            let file = &files[rng.below(files.len())];
            let uri = editor.ground.uri(file);
            let (method, params) = questions::some_question(&uri, editor.text(file), rng);
            same_answer(editor, &mut fresh, method, &params);
        }
    }
    fresh.finish();
}

fn compare_document(editor: &mut Editor, fresh: &mut Ledger, file: &Path) {
    let uri = editor.ground.uri(file);
    let version = editor.ledger.version(&uri);
    let identifier = json!({ "textDocument": { "uri": uri } });
    let held = editor.ledger.ask("connector-ls/debug/text", identifier.clone());
    assert_eq!(held["version"], version, "{uri}");
    assert!(held["text"] == editor.text(file), "the server holds another text of {uri} than the editor");

    let expected = fresh.ask("textDocument/diagnostic", identifier)["items"].take();
    let is_shown = |ledger: &Ledger| match ledger.shown(&uri) {
        // Of a document that has left its connector only the old findings are taken back: once, in some version.
        Some((shown, diagnostics)) => {
            *diagnostics == expected && (*shown == version || expected == json!([]))
        }
        None => expected == json!([]),
    };
    // What is on its way is waited for; what never comes fails the wait.
    let what = format!("what a fresh server finds in version {version} of {uri}");
    if !is_shown(&editor.ledger) {
        let waited =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| editor.ledger.wait(&what, is_shown)));
        if let Err(panic) = waited {
            explain(&uri, editor.ledger.shown(&uri).map(|shown| &shown.1), &expected);
            std::panic::resume_unwind(panic);
        }
    }
    for method in ["textDocument/documentSymbol", "textDocument/codeLens", "connector-ls/operations"] {
        let params = if method.starts_with("connector-ls/") {
            json!({ "uri": uri })
        } else {
            json!({ "textDocument": { "uri": uri } })
        };
        same_answer(editor, fresh, method, &params);
    }
}

/// Says where two lists of diagnostics differ.
fn explain(uri: &str, shown: Option<&Value>, expected: &Value) {
    let none = json!([]);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let (shown, expected) = (list(shown.unwrap_or(&none)), list(expected));
    for diagnostic in shown.iter().filter(|one| !expected.contains(one)) {
        eprintln!("only published: {diagnostic}");
    }
    for diagnostic in expected.iter().filter(|one| !shown.contains(one)) {
        eprintln!("only from a fresh server: {diagnostic}");
    }
    eprintln!("{uri}: {} are shown, {} are expected", shown.len(), expected.len());
}

/// Asks both the same at the same moment.
fn same_answer(editor: &mut Editor, fresh: &mut Ledger, method: &str, params: &Value) {
    let id = editor.ledger.request(method, params.clone());
    let expected = without_run(fresh.ask(method, params.clone()));
    let answer = without_run(editor.ledger.answer(id));
    if answer != expected {
        eprintln!("the edited server: {}", shortened(&answer, &expected));
        eprintln!("the fresh server:  {}", shortened(&expected, &answer));
        panic!("{method} {params}: the answers differ");
    }
}

/// The text of an answer without what names the run of a server and not the state of a text.
fn without_run(mut answer: Value) -> String {
    if let Some(members) = answer.as_object_mut() {
        members.remove("resultId");
    }
    // Byte for byte: the order of members counts too.
    answer.to_string()
}

/// The part of a long answer where it begins to differ from the other one.
fn shortened(answer: &str, other: &str) -> String {
    let same = answer.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let part: String = answer.chars().skip(same.saturating_sub(300)).take(900).collect();
    format!("…{part}… ({} bytes, the same up to character {same})", answer.len())
}
