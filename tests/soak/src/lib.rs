//! Hours of editing in minutes: an editor that types, pastes, undoes, deletes, reverses, saves, renames and switches
//! branches under the real server, over many connectors at once. Whatever it has done,
//!
//! - every request is answered once, and nothing is published for a version that was never sent (`ledger`),
//! - the server holds the texts that the editor has, and answers and publishes what a server does that has only just been
//!   started on them (`comparison`),
//! - its memory stays as it was (`memory`).
//!
//! Chance comes from a seed: the same seed takes the same steps. A failure prints it with the last steps.

#![allow(clippy::missing_panics_doc, reason = "everything here panics to fail the run")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "only tests use this crate")]

mod author;
mod comparison;
mod editor;
mod ground;
mod ledger;
mod memory;
mod plan;
mod questions;
mod strokes;

use std::collections::VecDeque;
use std::time::Instant;

use fixture::Rng;

use crate::editor::Editor;
use crate::ground::Ground;
use crate::memory::Memory;
pub use crate::plan::{End, Plan};

/// How many of the last steps are told after a failure.
const LAST: usize = 40;

/// The last steps, told when the run fails.
struct Diary {
    seed: u64,
    steps: u64,
    last: VecDeque<String>,
}

impl Drop for Diary {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("The run failed after {} steps. The last ones:", self.steps);
            self.last.iter().for_each(|step| eprintln!("  {step}"));
            eprintln!("To run it again: SOAK_SEED={} with the same number of connectors.", self.seed);
        }
    }
}

/// Carries out a run. Whatever is wrong fails it.
pub fn run(plan: &Plan) {
    let begun = Instant::now();
    let mut rng = Rng::new(plan.seed);
    let mut diary = Diary { seed: plan.seed, steps: 0, last: VecDeque::new() };
    let ground = Ground::new(plan.connectors, &mut rng);
    let beginning = ground.commit();
    println!("seed {}: {} connectors, {} files", plan.seed, ground.connectors().len(), ground.files().len());
    let mut editor = Editor::new(ground);
    let mut memory = Memory::default();
    author::open_all(&mut editor);
    while plan.goes_on(diary.steps, begun) {
        diary.steps += 1;
        let said = author::step(&mut editor, &mut rng);
        diary.last.push_back(format!("{}: {said}", diary.steps));
        if diary.last.len() > LAST {
            diary.last.pop_front();
        }
        if diary.steps.is_multiple_of(plan.compare_every) {
            comparison::compare(&mut editor, &mut rng);
        }
        if diary.steps.is_multiple_of(plan.rest_every) {
            author::rest(&mut editor, &beginning);
            memory.sample(editor.ledger.process_id(), diary.steps);
            tell(&editor, &memory, diary.steps, begun);
            author::open_all(&mut editor);
        }
    }
    comparison::compare(&mut editor, &mut rng);
    author::rest(&mut editor, &beginning);
    memory.sample(editor.ledger.process_id(), diary.steps);
    tell(&editor, &memory, diary.steps, begun);
    memory.assert_flat();
    editor.ledger.finish();
}

fn tell(editor: &Editor, memory: &Memory, steps: u64, begun: Instant) {
    println!(
        "{:>6} s {steps:>7} steps {:>8} answers {:>8} publications {:>7} kB at rest",
        begun.elapsed().as_secs(),
        editor.ledger.answered,
        editor.ledger.publications,
        memory.last(),
    );
}
