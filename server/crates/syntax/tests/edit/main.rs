//! What edits look like, case by case, and what holds for all of them.

#![allow(clippy::expect_used, reason = "a failed expectation fails the test")]

#[path = "../common/mod.rs"]
mod common;

mod combining;
mod copying;
mod damaged;
mod inserting;
mod model;
mod moving;
mod properties;
mod removing;
mod replacing;

use syntax::{JsonEditor, Node, Tree, edit, parse, pointer};

/// Carries out `wishes` on `before` and compares the text with `after`.
#[track_caller]
fn check(before: &str, wishes: impl for<'t> FnOnce(&'t Tree, &mut JsonEditor<'t>), after: &str) {
    let tree = parse(before);
    let mut editor = JsonEditor::new(&tree);
    wishes(&tree, &mut editor);
    let edits = editor.finish();
    let text = edit::apply(before, &edits).expect("edits that can be applied");
    assert_eq!(text, after, "{edits:#?}");
}

/// The node at a pointer.
#[track_caller]
fn at<'t>(tree: &'t Tree, pointer: &str) -> Node<'t> {
    pointer::resolve(tree, pointer).expect("a node at the pointer")
}
