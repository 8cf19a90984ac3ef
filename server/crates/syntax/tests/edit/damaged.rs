//! Documents that are no JSON.

use crate::{at, check};
use syntax::{JsonEditor, Placement, parse};

#[test]
fn edits_fit_what_is_there() {
    check(
        "{\n  \"a\": 1\n  \"b\": 2\n}",
        |tree, editor| editor.insert_member(tree.root(), "x", "0", Placement::After("a")),
        "{\n  \"a\": 1,\n  \"x\": 0,\n  \"b\": 2\n}",
    );
    check(
        "{\n  \"a\": 1\n  \"b\": 2\n}",
        |tree, editor| editor.insert_member(tree.root(), "x", "0", Placement::Before("b")),
        "{\n  \"a\": 1,\n  \"x\": 0,\n  \"b\": 2\n}",
    );
    check(
        "{\n  \"a\": {\n    \"b\": 1,\n  \"c\": 2\n}\n",
        |tree, editor| editor.insert_member(at(tree, "/a"), "x", "0", Placement::Last),
        "{\n  \"a\": {\n    \"b\": 1,\n    \"x\": 0,\n  \"c\": 2\n}\n",
    );
    check("{", |tree, editor| editor.insert_member(tree.root(), "x", "0", Placement::Last), "{\n  \"x\": 0");
    check("", |tree, editor| editor.insert_member(tree.root(), "x", "0", Placement::Last), "");
    check("[1]", |tree, editor| editor.insert_member(tree.root(), "x", "0", Placement::Last), "[1]");
    check("{}", |tree, editor| editor.insert_item(tree.root(), 0, "1"), "{}");
}

#[test]
fn nodes_of_another_tree_are_left_out() {
    let other = parse("{\"a\":{\"b\":1}}");
    let tree = parse("{\"a\":{\"b\":1}}");
    let mut editor = JsonEditor::new(&tree);
    editor.remove(other.root().get("a").unwrap());
    editor.replace(other.root(), "1");
    editor.insert_member(other.root(), "x", "1", Placement::Last);
    assert_eq!(editor.finish(), []);
}
