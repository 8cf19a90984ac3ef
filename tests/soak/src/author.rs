//! The author: one step after the other, chosen by chance.

use std::fs;
use std::path::{Path, PathBuf};

use fixture::Rng;
use serde_json::json;

use crate::editor::Editor;
use crate::ground::{BRANCHES, Ground};
use crate::questions;
use crate::strokes;

/// A text that has grown by this many bytes is reverted: nobody writes on for hours without a look.
const GROWTH: usize = 100_000;
/// More requests than this are not sent before answers have come.
const MOST_PENDING: usize = 100;

/// What can be done in a step, with how often.
const STEPS: [(Step, usize); 20] = [
    (Step::Type, 20),
    (Step::Paste, 8),
    (Step::DeleteLines, 5),
    (Step::DeleteValue, 5),
    (Step::Reverse, 6),
    (Step::MoveValue, 5),
    (Step::Damage, 12),
    (Step::Cursors, 4),
    (Step::Undo, 24),
    (Step::Revert, 5),
    (Step::Save, 8),
    (Step::Close, 4),
    (Step::Open, 8),
    (Step::Ask, 40),
    (Step::Cancel, 5),
    (Step::RenameFile, 2),
    (Step::RenameFolder, 1),
    (Step::RemoveFile, 1),
    (Step::Branch, 2),
    (Step::Commit, 1),
];

#[derive(Clone, Copy, Debug)]
enum Step {
    Type,
    Paste,
    DeleteLines,
    DeleteValue,
    Reverse,
    MoveValue,
    Damage,
    Cursors,
    Undo,
    Revert,
    Save,
    Close,
    Open,
    Ask,
    Cancel,
    RenameFile,
    RenameFolder,
    RemoveFile,
    Branch,
    Commit,
}

/// Takes a step, and says which.
pub(crate) fn step(editor: &mut Editor, rng: &mut Rng) -> String {
    let step = some_step(rng);
    let files = editor.open_files();
    let file = match step {
        Step::Open | Step::Branch | Step::Commit => PathBuf::new(),
        _ if files.is_empty() => {
            open_something(editor, rng);
            return "Open, since nothing is".to_owned();
        }
        _ => files[rng.below(files.len())].clone(),
    };
    let said = take(editor, rng, step, &file);
    if let Some(text) = editor.open_files().contains(&file).then(|| editor.text(&file))
        && text.len() > GROWTH + editor.ground.read(&file).map_or(0, |saved| saved.len())
    {
        editor.revert(&file);
    }
    editor.ledger.catch_up();
    if editor.ledger.pending() > MOST_PENDING {
        editor.ledger.wait_for_answers();
    }
    format!("{step:?} {} {said}", file.display())
}

fn some_step(rng: &mut Rng) -> Step {
    let all: usize = STEPS.iter().map(|(_, often)| often).sum();
    let mut left = rng.below(all);
    for (step, often) in STEPS {
        if left < often {
            return step;
        }
        left -= often;
    }
    Step::Ask
}

fn take(editor: &mut Editor, rng: &mut Rng, step: Step, file: &Path) -> String {
    let stroke = match step {
        Step::Type => return type_at(editor, rng, file),
        Step::Paste => {
            let files = editor.open_files();
            let from = &files[rng.below(files.len())];
            Some(strokes::paste(editor.text(file), editor.text(from), rng))
        }
        Step::DeleteLines => Some(strokes::delete_lines(editor.text(file), rng)),
        Step::DeleteValue => strokes::delete_value(editor.text(file), rng),
        Step::Reverse => strokes::reverse(editor.text(file), rng),
        Step::MoveValue => strokes::move_value(editor.text(file), rng),
        Step::Damage => {
            let (_, damage) = fixture::mutate(editor.text(file), rng);
            Some((damage.span.start as usize, damage.span.end as usize, damage.text))
        }
        _ => return take_other(editor, rng, step, file),
    };
    let Some(stroke) = stroke else { return "nothing of that kind is there".to_owned() };
    let said = format!("{}..{} {:?}", stroke.0, stroke.1, stroke.2.chars().take(60).collect::<String>());
    editor.strike(file, stroke);
    said
}

fn take_other(editor: &mut Editor, rng: &mut Rng, step: Step, file: &Path) -> String {
    match step {
        Step::Cursors => editor.strike_at_cursors(file, rng),
        Step::Undo => (0..=rng.below(30)).for_each(|_| editor.undo(file)),
        Step::Revert => editor.revert(file),
        Step::Save => editor.save(file),
        Step::Close => editor.close(file),
        Step::Open => return open_something(editor, rng),
        Step::Ask => return ask(editor, rng, file),
        Step::Cancel => {
            let number = rng.below(MOST_PENDING);
            if let Some(id) = editor.ledger.some_pending(number) {
                editor.ledger.notify("$/cancelRequest", json!({ "id": id }));
            }
        }
        Step::RenameFile => return rename_file(editor, rng, file),
        Step::RenameFolder => return rename_folder(editor, rng, file),
        Step::RemoveFile => {
            if rng.one_in(2) {
                editor.close(file);
            }
            editor.on_disk(|ground| drop(fs::remove_file(ground.path(file))));
        }
        Step::Branch => {
            let branch = rng.pick(&BRANCHES);
            // What is not committed goes, as with a stash.
            editor.on_disk(|ground| ground.git(&format!("checkout --quiet --force {branch}")));
            return branch.to_owned();
        }
        Step::Commit => editor.on_disk(|ground| {
            ground.git("add --all");
            ground.git("commit --quiet --allow-empty --message=Work");
        }),
        _ => {}
    }
    String::new()
}

fn type_at(editor: &mut Editor, rng: &mut Rng, file: &Path) -> String {
    let mut at = strokes::place(editor.text(file), rng);
    let said = format!("at {at}");
    for key in strokes::typing(rng) {
        if let Some(character) = key {
            editor.strike(file, (at, at, character.to_string()));
            at += character.len_utf8();
        } else {
            let before = editor.text(file)[..at].chars().next_back().map_or(0, char::len_utf8);
            editor.strike(file, (at - before, at, String::new()));
            at -= before;
        }
        // While it is typed, an editor asks what could come next.
        if rng.one_in(6) {
            let uri = editor.ground.uri(file);
            let params = questions::params("textDocument/completion", &uri, editor.text(file), rng);
            editor.ledger.request("textDocument/completion", params);
        }
    }
    said
}

fn open_something(editor: &mut Editor, rng: &mut Rng) -> String {
    let files = editor.ground.files();
    let file = &files[rng.below(files.len())];
    editor.open(file);
    file.display().to_string()
}

fn ask(editor: &mut Editor, rng: &mut Rng, file: &Path) -> String {
    let uri = editor.ground.uri(file);
    let mut asked = Vec::new();
    for _ in 0..=rng.below(5) {
        let (method, params) = questions::some_question(&uri, editor.text(file), rng);
        editor.ledger.request(method, params);
        asked.push(method);
    }
    asked.join(", ")
}

/// Gives a file another name: to one that means something else, to one that means nothing, or back.
fn rename_file(editor: &mut Editor, rng: &mut Rng, file: &Path) -> String {
    let names = [
        "apiDefinition.swagger.json",
        "apiDefinition.old.json",
        "apiProperties.json",
        "notes.json",
        "settings.json",
        "prices_openapidefinition.json",
    ];
    let renamed = file.with_file_name(rng.pick(&names));
    if !file.starts_with("connectors") || editor.ground.path(&renamed).exists() {
        return "not done".to_owned();
    }
    editor.close(file);
    editor.on_disk(|ground| drop(fs::rename(ground.path(file), ground.path(&renamed))));
    editor.open(&renamed);
    renamed.display().to_string()
}

/// Gives the folder of a file another name. Its documents are closed and opened under their new names.
fn rename_folder(editor: &mut Editor, rng: &mut Rng, file: &Path) -> String {
    let Some(folder) = file.parent().filter(|folder| folder.starts_with("connectors")) else {
        return "not done".to_owned();
    };
    let renamed = PathBuf::from(format!("connectors/renamed {}", rng.below(1_000)));
    let inside: Vec<PathBuf> =
        editor.open_files().into_iter().filter(|open| open.parent() == Some(folder)).collect();
    if editor.ground.path(&renamed).exists() {
        return "not done".to_owned();
    }
    for open in &inside {
        editor.close(open);
    }
    editor.on_disk(|ground| drop(fs::rename(ground.path(folder), ground.path(&renamed))));
    for open in &inside {
        editor.open(&renamed.join(open.file_name().unwrap_or_default()));
    }
    renamed.display().to_string()
}

/// Opens all files of all connectors.
pub(crate) fn open_all(editor: &mut Editor) {
    for file in editor.ground.files() {
        editor.open(&file);
    }
}

/// Closes everything and puts all files back as they were at the beginning.
pub(crate) fn rest(editor: &mut Editor, beginning: &str) {
    for file in editor.open_files() {
        editor.close(&file);
    }
    editor.on_disk(|ground: &Ground| {
        ground.git("checkout --quiet --force main");
        ground.git(&format!("reset --quiet --hard {beginning}"));
        ground.git("clean --quiet --force -d");
    });
    editor.ledger.wait_for_answers();
}
