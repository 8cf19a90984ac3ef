//! New members and items.

use crate::{at, check};
use syntax::{JsonEditor, Placement, edit, parse};

const TWO: &str = "{\n  \"a\": 1,\n  \"b\": 2\n}\n";

#[test]
fn a_member_goes_where_it_is_placed() {
    for (placement, after) in [
        (Placement::First, "{\n  \"x\": 0,\n  \"a\": 1,\n  \"b\": 2\n}\n"),
        (Placement::Before("a"), "{\n  \"x\": 0,\n  \"a\": 1,\n  \"b\": 2\n}\n"),
        (Placement::After("a"), "{\n  \"a\": 1,\n  \"x\": 0,\n  \"b\": 2\n}\n"),
        (Placement::Before("b"), "{\n  \"a\": 1,\n  \"x\": 0,\n  \"b\": 2\n}\n"),
        (Placement::After("b"), "{\n  \"a\": 1,\n  \"b\": 2,\n  \"x\": 0\n}\n"),
        (Placement::Last, "{\n  \"a\": 1,\n  \"b\": 2,\n  \"x\": 0\n}\n"),
        (Placement::After("nothing"), "{\n  \"a\": 1,\n  \"b\": 2,\n  \"x\": 0\n}\n"),
    ] {
        check(TWO, |tree, editor| editor.insert_member(tree.root(), "x", "0", placement), after);
    }
}

#[test]
fn an_edit_is_no_larger_than_it_must_be() {
    let tree = parse(TWO);
    let mut editor = JsonEditor::new(&tree);
    editor.insert_member(tree.root(), "x", "0", Placement::Last);
    let edits = editor.finish();
    assert_eq!(edits, [edit::TextEdit::insert(TWO.find("\n}").unwrap() as u32, ",\n  \"x\": 0")]);
}

#[test]
fn several_at_one_place_keep_their_order() {
    check(
        TWO,
        |tree, editor| {
            let root = tree.root();
            for (name, placement) in [
                ("f1", Placement::First),
                ("f2", Placement::First),
                ("l1", Placement::Last),
                ("l2", Placement::Last),
                ("a1", Placement::After("a")),
                ("a2", Placement::After("a")),
                ("b1", Placement::Before("b")),
                ("b2", Placement::Before("b")),
                ("a3", Placement::After("a2")),
                ("b0", Placement::Before("b1")),
            ] {
                editor.insert_member(root, name, "0", placement);
            }
        },
        &TWO.replace(
            "  \"a\": 1,\n",
            "  \"f1\": 0,\n  \"f2\": 0,\n  \"a\": 1,\n  \"a1\": 0,\n  \"a2\": 0,\n  \"a3\": 0,\n  \"b0\": 0,\n  \"b1\": 0,\n  \"b2\": 0,\n",
        )
        .replace("2\n}", "2,\n  \"l1\": 0,\n  \"l2\": 0\n}"),
    );
}

#[test]
fn values_take_the_documents_style() {
    let value = r#"{"type":"object","required":["id"],"properties":{}}"#;
    check(
        "{\r\n\t\"a\" : {\r\n\t\t\"b\" : 1\r\n\t}\r\n}",
        |tree, editor| editor.insert_member(at(tree, "/a"), "x", value, Placement::Last),
        "{\r\n\t\"a\" : {\r\n\t\t\"b\" : 1,\r\n\t\t\"x\" : {\r\n\t\t\t\"type\" : \"object\",\r\n\t\t\t\"required\" : \
         [\r\n\t\t\t\t\"id\"\r\n\t\t\t],\r\n\t\t\t\"properties\" : {}\r\n\t\t}\r\n\t}\r\n}",
    );
    check(
        "{\"a\":{\"b\":1}}",
        |tree, editor| editor.insert_member(at(tree, "/a"), "x", "{ \"y\": [ 1, 2 ] }", Placement::First),
        "{\"a\":{\"x\":{\"y\":[1,2]},\"b\":1}}",
    );
    check(
        "{\n    \"tags\": [\"one\", \"two\"],\n    \"a\": 1\n}",
        |tree, editor| editor.insert_member(tree.root(), "x", "[1,2]", Placement::Last),
        "{\n    \"tags\": [\"one\", \"two\"],\n    \"a\": 1,\n    \"x\": [1, 2]\n}",
    );
    check(
        "{\r  \"a\": 1\r}",
        |tree, editor| editor.insert_member(tree.root(), "x", "[1]", Placement::Last),
        "{\r  \"a\": 1,\r  \"x\": [\r    1\r  ]\r}",
    );
}

#[test]
fn what_is_on_one_line_stays_on_one_line() {
    check(
        "{\n  \"a\": { \"b\": 1 },\n  \"c\": [1, 2]\n}",
        |tree, editor| {
            editor.insert_member(at(tree, "/a"), "x", r#"{"y":[]}"#, Placement::Last);
            editor.insert_item(at(tree, "/c"), 0, "0");
            editor.insert_item(at(tree, "/c"), 9, "3");
        },
        "{\n  \"a\": { \"b\": 1, \"x\": { \"y\": [] } },\n  \"c\": [0, 1, 2, 3]\n}",
    );
    check(
        "[\n  1, 2,\n  3, 4\n]",
        |tree, editor| {
            editor.insert_item(tree.root(), 1, "1.5");
            editor.insert_item(tree.root(), 9, "5");
        },
        "[\n  1, 1.5, 2,\n  3, 4, 5\n]",
    );
}

#[test]
fn items_may_share_lines_with_brackets() {
    check(
        "[{\n  \"a\": 1\n}, {\n  \"a\": 2\n}]",
        |tree, editor| editor.insert_item(tree.root(), 2, r#"{"a":3}"#),
        "[{\n  \"a\": 1\n}, {\n  \"a\": 2\n}, {\n  \"a\": 3\n}]",
    );
    check(
        "{ \"a\": 1\n, \"b\": 2\n}",
        |tree, editor| editor.insert_member(tree.root(), "x", "0", Placement::After("a")),
        "{ \"a\": 1\n, \"x\": 0\n, \"b\": 2\n}",
    );
}

#[test]
fn empty_containers_open() {
    for empty in ["{}", "{ }", "{\n}", "{\n\n  }"] {
        check(
            empty,
            |tree, editor| {
                editor.insert_member(tree.root(), "a", "1", Placement::Last);
                editor.insert_member(tree.root(), "b", "[]", Placement::Last);
                editor.insert_member(tree.root(), "z", "0", Placement::First);
            },
            "{\n  \"z\": 0,\n  \"a\": 1,\n  \"b\": []\n}",
        );
    }
    check(
        "{\n    \"a\": {},\n    \"b\": []\n}",
        |tree, editor| {
            editor.insert_member(at(tree, "/a"), "x", "1", Placement::After("y"));
            editor.insert_item(at(tree, "/b"), 0, "{\"y\":2}");
        },
        "{\n    \"a\": {\n        \"x\": 1\n    },\n    \"b\": [\n        {\n            \"y\": 2\n        }\n    ]\n}",
    );
    check(
        "{\"a\":{},\"b\":[]}",
        |tree, editor| {
            editor.insert_member(at(tree, "/a"), "x", "1", Placement::Last);
            editor.insert_item(at(tree, "/b"), 0, "2");
        },
        "{\"a\":{\"x\":1},\"b\":[2]}",
    );
    check(
        "[\n  { \"a\": 1, \"b\": {} }\n]",
        |tree, editor| editor.insert_member(at(tree, "/0/b"), "x", "1", Placement::Last),
        "[\n  { \"a\": 1, \"b\": { \"x\": 1 } }\n]",
    );
    check(
        "{ // nothing yet\n}",
        |tree, editor| editor.insert_member(tree.root(), "a", "1", Placement::Last),
        "{ // nothing yet\n  \"a\": 1\n}",
    );
}

#[test]
fn blank_lines_stay_with_their_side() {
    let before = "{\n  \"a\": 1,\n\n  \"b\": 2\n\n}";
    check(
        before,
        |tree, editor| {
            editor.insert_member(tree.root(), "x", "0", Placement::After("a"));
            editor.insert_member(tree.root(), "y", "0", Placement::Before("b"));
            editor.insert_member(tree.root(), "z", "0", Placement::Last);
        },
        "{\n  \"a\": 1,\n  \"x\": 0,\n\n  \"y\": 0,\n  \"b\": 2,\n  \"z\": 0\n\n}",
    );
}

#[test]
fn comments_and_trailing_commas_are_respected() {
    check(
        "{\n  \"a\": 1, // one\n  \"b\": 2 // two\n}",
        |tree, editor| {
            editor.insert_member(tree.root(), "x", "0", Placement::After("a"));
            editor.insert_member(tree.root(), "y", "0", Placement::Last);
        },
        "{\n  \"a\": 1, // one\n  \"x\": 0,\n  \"b\": 2, // two\n  \"y\": 0\n}",
    );
    check(
        "{\n  \"a\": 1, /* , */\n}",
        |tree, editor| editor.insert_member(tree.root(), "x", "0", Placement::Last),
        "{\n  \"a\": 1,\n  \"x\": 0 /* , */\n}",
    );
    check(
        "{\n  \"a\": 1 /* , */ ,\n  \"b\": 2\n}",
        |tree, editor| editor.insert_member(tree.root(), "x", "0", Placement::After("a")),
        "{\n  \"a\": 1,\n  \"x\": 0 /* , */ ,\n  \"b\": 2\n}",
    );
    // The comment is about the member before it.
    check(
        "{\n  \"a\": 1, // one\n}",
        |tree, editor| editor.insert_member(tree.root(), "x", "0", Placement::Last),
        "{\n  \"a\": 1, // one\n  \"x\": 0\n}",
    );
}

#[test]
fn names_are_escaped() {
    check(
        "{\n  \"🙂\": 1\n}",
        |tree, editor| {
            editor.insert_member(tree.root(), "a\"\\\n\u{1}é", "0", Placement::After("🙂"));
        },
        "{\n  \"🙂\": 1,\n  \"a\\\"\\\\\\n\\u0001é\": 0\n}",
    );
}
