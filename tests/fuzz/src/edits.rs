//! Any wishes of a JSON editor: the document that was wished for, and every other byte kept.

use fixture::{Rng, assert_well_formed, layouts};
use syntax::{ErrorKind, JsonEditor, Tree};

use crate::editing::altered;
use crate::seeds;
use crate::wishes::{Expected, Json};

/// The bytes choose a file, damage to it and wishes.
pub fn check(bytes: &[u8]) {
    let mut chance = Rng::of_bytes(bytes);
    let layout = chance.below(5);
    let mut seed = seeds::choose(&mut chance);
    seed.files.retain(|(role, _)| role.is_json());
    if seed.files.is_empty() {
        return;
    }
    let (role, mut text) = seed.files.swap_remove(chance.below(seed.files.len()));
    let damages = [0, 0, 0, 1, 3][chance.below(5)];
    for _ in 0..damages {
        text = altered(role, &text, &mut chance);
    }
    // One layout throughout, so that every blank of the result is known.
    let even = (layout < 4 && syntax::parse(text.as_str()).errors().is_empty())
        .then(|| layouts(&text)[layout].1.clone());
    let tree = syntax::parse(even.clone().unwrap_or(text));
    if !tree.root().is_object() {
        return;
    }
    let mut editor = JsonEditor::new(&tree);
    let mut expected = Expected::new(&tree);
    let mut wishes = 0;
    while wishes < 12 && (wishes == 0 || !chance.is_used_up()) {
        expected.wish(&mut chance, &mut editor, wishes);
        wishes += 1;
    }
    let edits = editor.finish();
    assert!(
        edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start),
        "in order and apart: {edits:?}"
    );
    let result = syntax::edit::apply(tree.text(), &edits).expect("edits that can be applied");
    let after = syntax::parse(result.as_str());
    assert_well_formed(&after);
    if !is_understood(&tree) || !is_shallow(&after) {
        return;
    }
    let context = || format!("--- before\n{}\n--- after\n{result}", tree.text());
    // What is copied brings along what is wrong in it, and the next wish may copy both.
    let most = tree.errors().len() << wishes;
    let is_known = |kind: ErrorKind| tree.errors().iter().any(|error| error.kind == kind);
    assert!(
        after.errors().len() <= most && after.errors().iter().all(|error| is_known(error.kind)),
        "{:?}\n{}",
        after.errors(),
        context()
    );
    assert_eq!(Json::of(after.root()), expected.value(), "{}", context());
    for id in expected.untouched() {
        let whole = &tree.text()[tree.node(id).full_span().range()];
        assert!(result.contains(whole), "{whole}\n{}", context());
    }
    if even.is_some() && has_lines_to_learn_from(&tree, layout) {
        assert_eq!(result, layouts(&expected.value().text())[layout].1, "{}", context());
    }
}

/// Whether everybody sees what the text means, and all that is wrong with it is known.
fn is_understood(tree: &Tree) -> bool {
    let is_mild = |kind: ErrorKind| matches!(kind, ErrorKind::Comment | ErrorKind::TrailingComma);
    tree.errors().len() < syntax::parser::MAX_ERRORS && tree.errors().iter().all(|error| is_mild(error.kind))
}

/// Whether all of a tree is looked at.
fn is_shallow(tree: &Tree) -> bool {
    tree.errors().iter().all(|error| error.kind != ErrorKind::TooDeep)
}

/// Whether a document shows how it is laid out: something stands in something, and something in that.
fn has_lines_to_learn_from(tree: &Tree, layout: usize) -> bool {
    let levels = tree.nodes().map(|node| node.ancestors().count()).max().unwrap_or_default();
    layout < 3 && levels >= 2
}
