//! New values and names.

use crate::{at, check};
use syntax::edit::Value;

#[test]
fn values_are_laid_out_for_their_place() {
    let before = "{\n  \"a\": 1,\n  \"b\": { \"c\": 2 }\n}";
    check(
        before,
        |tree, editor| {
            editor.replace(at(tree, "/a"), r#"{"x":[1]}"#);
            editor.replace(at(tree, "/b/c"), r#"{"y":2}"#);
        },
        "{\n  \"a\": {\n    \"x\": [\n      1\n    ]\n  },\n  \"b\": { \"c\": { \"y\": 2 } }\n}",
    );
    check("1", |tree, editor| editor.replace(tree.root(), "{\"a\":1}"), "{\n  \"a\": 1\n}");
    check(before, |tree, editor| editor.replace(at(tree, "/a"), "1"), before);
}

#[test]
fn written_values_keep_their_bytes() {
    check(
        "{\r\n    \"a\": {\r\n        \"b\": 1\r\n    }\r\n}",
        |tree, editor| {
            editor.replace(at(tree, "/a/b"), Value::Written("{\n  \"x\":[1,   2],\n\n      \"y\" :3\n}"));
        },
        "{\r\n    \"a\": {\r\n        \"b\": {\r\n          \"x\":[1,   2],\r\n\r\n              \"y\" :3\r\n        }\r\n    }\r\n}",
    );
}

#[test]
fn a_missing_value_is_filled_in() {
    check("{\n  \"a\":\n}", |tree, editor| editor.replace(at(tree, "/a"), "1"), "{\n  \"a\": 1\n}");
    check("{\n  \"a\": \n}", |tree, editor| editor.replace(at(tree, "/a"), "1"), "{\n  \"a\": 1\n}");
    check("{\n  \"a\"\n}", |tree, editor| editor.replace(at(tree, "/a"), "1"), "{\n  \"a\": 1\n}");
}

#[test]
fn keys_are_renamed_alone() {
    check(
        "{ \"a\"  :  1, 'b': 2, c: 3 }",
        |tree, editor| {
            editor.rename(at(tree, "/a"), "🙂\"");
            editor.rename(at(tree, "/c"), "d");
        },
        "{ \"🙂\\\"\"  :  1, 'b': 2, \"d\": 3 }",
    );
    check("{ \"a\": 1 }", |tree, editor| editor.rename(at(tree, "/a"), "a"), "{ \"a\": 1 }");
}
