//! Copies of members.

use crate::{at, check};
use syntax::{JsonEditor, Placement, edit::Value};

const PATHS: &str = "{\n  \"paths\": {\n    \"/a\": {\n      \"get\":   { \"operationId\": \"GetA\" },\n\n      \"x\": [1,2]\n    },\n    \"/b\": {}\n  }\n}";

#[test]
fn a_copy_has_the_bytes_of_the_original() {
    check(
        PATHS,
        |tree, editor| editor.copy_member(at(tree, "/paths/~1a"), "/v2/a"),
        &PATHS.replace(
            "    \"/b\"",
            "    \"/v2/a\": {\n      \"get\":   { \"operationId\": \"GetA\" },\n\n      \"x\": [1,2]\n    },\n    \"/b\"",
        ),
    );
}

#[test]
fn a_copy_may_be_changed() {
    check(
        PATHS,
        |tree, editor| {
            let original = at(tree, "/paths/~1a");
            let mut copy = JsonEditor::new(tree);
            copy.replace(at(tree, "/paths/~1a/get/operationId"), "\"GetA_V2\"");
            copy.remove(at(tree, "/paths/~1a/x"));
            copy.remove(at(tree, "/paths/~1b"));
            let copied = copy.edited(original);
            let value = Value::Written(&copied);
            editor.insert_member(at(tree, "/paths"), "/v2/a", value, Placement::After("/a"));
            editor.set_member(at(tree, "/paths/~1a/get"), "deprecated", "true", Placement::Last);
        },
        "{\n  \"paths\": {\n    \"/a\": {\n      \"get\":   { \"operationId\": \"GetA\", \"deprecated\": true },\n\n      \
         \"x\": [1,2]\n    },\n    \"/v2/a\": {\n      \"get\":   { \"operationId\": \"GetA_V2\" }\n\n    },\n    \"/b\": {}\n  }\n}",
    );
}

#[test]
fn copies_of_one_member_keep_their_order() {
    check(
        "{\"a\":1,\"b\":2}",
        |tree, editor| {
            editor.copy_member(at(tree, "/a"), "a2");
            editor.copy_member(at(tree, "/a"), "a3");
            editor.remove(at(tree, "/a"));
        },
        "{\"a2\":1,\"a3\":1,\"b\":2}",
    );
}
