//! Members that change their place.

use crate::{at, check};
use syntax::Placement;

const NESTED: &str = "{\n  \"a\": {\n    \"b\": [ 1,\n      2\n    ]\n  },\n  \"c\": {\n    \"d\": {\n      \"e\": 1\n    }\n  }\n}";

#[test]
fn within_its_object() {
    check(
        "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}",
        |tree, editor| editor.move_member(at(tree, "/c"), tree.root(), Placement::First),
        "{\n  \"c\": 3,\n  \"a\": 1,\n  \"b\": 2\n}",
    );
    check(
        "{\"a\":1,\"b\":2,\"c\":3}",
        |tree, editor| {
            editor.move_member(at(tree, "/a"), tree.root(), Placement::Last);
            editor.move_member(at(tree, "/b"), tree.root(), Placement::Last);
        },
        "{\"c\":3,\"a\":1,\"b\":2}",
    );
    check(
        "{\"a\":1,\"b\":2}",
        |tree, editor| editor.move_member(at(tree, "/b"), tree.root(), Placement::After("b")),
        "{\"a\":1,\"b\":2}",
    );
}

#[test]
fn to_the_same_depth_and_to_another() {
    check(
        NESTED,
        |tree, editor| editor.move_member(at(tree, "/a/b"), at(tree, "/c"), Placement::First),
        "{\n  \"a\": {},\n  \"c\": {\n    \"b\": [ 1,\n      2\n    ],\n    \"d\": {\n      \"e\": 1\n    }\n  }\n}",
    );
    check(
        NESTED,
        |tree, editor| editor.move_member(at(tree, "/a/b"), tree.root(), Placement::Last),
        "{\n  \"a\": {},\n  \"c\": {\n    \"d\": {\n      \"e\": 1\n    }\n  },\n  \"b\": [ 1,\n    2\n  ]\n}",
    );
    check(
        NESTED,
        |tree, editor| editor.move_member(at(tree, "/a/b"), at(tree, "/c/d"), Placement::Last),
        "{\n  \"a\": {},\n  \"c\": {\n    \"d\": {\n      \"e\": 1,\n      \"b\": [ 1,\n        2\n      ]\n    }\n  }\n}",
    );
}

#[test]
fn edits_inside_move_along() {
    check(
        NESTED,
        |tree, editor| {
            editor.move_member(at(tree, "/c/d"), tree.root(), Placement::First);
            editor.replace(at(tree, "/c/d/e"), "2");
            editor.rename(at(tree, "/c/d"), "D");
            editor.move_member(at(tree, "/a"), at(tree, "/c/d"), Placement::Last);
        },
        "{\n  \"D\": {\n    \"e\": 2,\n    \"a\": {\n      \"b\": [ 1,\n        2\n      ]\n    }\n  },\n  \"c\": {}\n}",
    );
}

#[test]
fn a_member_cannot_move_into_itself() {
    check(
        NESTED,
        |tree, editor| {
            editor.move_member(at(tree, "/c"), at(tree, "/c/d"), Placement::Last);
            editor.move_member(at(tree, "/c"), at(tree, "/c"), Placement::Last);
        },
        NESTED,
    );
    check(
        "{\"a\":{\"x\":1},\"b\":{\"y\":2}}",
        |tree, editor| {
            editor.move_member(at(tree, "/a"), at(tree, "/b"), Placement::Last);
            editor.move_member(at(tree, "/b"), at(tree, "/a"), Placement::Last);
        },
        "{\"b\":{\"y\":2,\"a\":{\"x\":1}}}",
    );
}
