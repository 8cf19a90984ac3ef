//! Several wishes side by side.

use crate::{at, check};
use syntax::{JsonEditor, Placement, Tree, edit, parse};

const THREE: &str = "{\r\n  \"a\": 1,\r\n  \"b\": 2,\r\n  \"c\": 3\r\n}";

#[test]
fn removals_and_insertions_side_by_side() {
    check(
        THREE,
        |tree, editor| {
            editor.remove(at(tree, "/b"));
            editor.insert_member(tree.root(), "x", "0", Placement::After("a"));
        },
        &THREE.replace("\"b\": 2", "\"x\": 0"),
    );
    check(
        THREE,
        |tree, editor| {
            editor.remove(at(tree, "/c"));
            editor.insert_member(tree.root(), "x", "0", Placement::After("c"));
            editor.insert_member(tree.root(), "y", "0", Placement::Last);
        },
        &THREE.replace("\"c\": 3", "\"x\": 0,\r\n  \"y\": 0"),
    );
    check(
        THREE,
        |tree, editor| {
            for name in ["/a", "/b", "/c"] {
                editor.remove(at(tree, name));
            }
            editor.insert_member(tree.root(), "x", "0", Placement::Last);
        },
        "{\r\n  \"x\": 0\r\n}",
    );
    check(
        "[1,2,3]",
        |tree, editor| {
            editor.remove(at(tree, "/0"));
            editor.remove(at(tree, "/2"));
            editor.insert_item(tree.root(), 1, "9");
            editor.insert_item(tree.root(), 3, "8");
        },
        "[9,2,8]",
    );
}

#[test]
fn edits_inside_what_goes_away_go_with_it() {
    check(
        "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": 3\n}",
        |tree, editor| {
            editor.rename(at(tree, "/a/b"), "B");
            editor.insert_member(at(tree, "/a"), "x", "0", Placement::Last);
            editor.replace(at(tree, "/a/b"), "2");
            editor.remove(at(tree, "/a"));
        },
        "{\n  \"c\": 3\n}",
    );
    check(
        "{\n  \"a\": {\n    \"b\": 1\n  }\n}",
        |tree, editor| {
            editor.remove(at(tree, "/a/b"));
            editor.replace(at(tree, "/a"), "{\"n\":null}");
            editor.rename(at(tree, "/a"), "A");
        },
        "{\n  \"A\": {\n    \"n\": null\n  }\n}",
    );
}

#[test]
fn set_member_adds_replaces_and_leaves_alone() {
    let set = |tree: &Tree, value: &str| {
        let tree = parse(tree.text());
        let mut editor = JsonEditor::new(&tree);
        editor.set_member(tree.root(), "b", value, Placement::First);
        edit::apply(tree.text(), &editor.finish()).unwrap()
    };
    let tree = parse("{\n  \"a\": 1,\n  \"b\": {\"x\": [1, 2]}\n}");
    assert_eq!(set(&tree, r#"{ "x": [ 1,2 ] }"#), tree.text());
    assert_eq!(set(&tree, "true"), "{\n  \"a\": 1,\n  \"b\": true\n}");
    assert_eq!(set(&parse("{\n  \"a\": 1\n}"), "true"), "{\n  \"b\": true,\n  \"a\": 1\n}");
}
