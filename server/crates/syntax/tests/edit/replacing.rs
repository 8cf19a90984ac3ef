//! New values and names.

use crate::{at, check};
use syntax::edit::Value;
use syntax::parse;

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
fn a_copy_from_another_document_keeps_its_bytes_at_its_indentation() {
    // However it is laid out: the closing bracket does not tell where it was.
    let published = "{\n  \"a\": {\n        \"b\":[1,\n 2],\n\n      \"c\" :3\n      },\n  \"d\": 4\n}";
    let tree = parse(published);
    let (a, d) = (at(&tree, "/a"), at(&tree, "/d"));
    check(
        "{\n  \"a\": { \"b\": [] },\n  \"d\": 5\n}",
        |tree, editor| {
            editor.replace(at(tree, "/a"), Value::Copy(a));
            editor.set_member(tree.root(), "d", Value::Copy(d), syntax::Placement::Last);
        },
        published,
    );
    // Elsewhere its lines move as far as it does.
    check(
        "{\r\n\t\"x\": {\r\n\t\t\"a\": 0\r\n\t}\r\n}",
        |tree, editor| editor.replace(at(tree, "/x/a"), Value::Copy(a)),
        "{\r\n\t\"x\": {\r\n\t\t\"a\": {\r\n\t\t      \"b\":[1,\r\n 2],\r\n\r\n\t\t    \"c\" :3\r\n\t\t    }\r\n\t}\r\n}",
    );
}

#[test]
fn of_replaced_values_within_one_another_the_outer_one_counts() {
    let published = parse("{\n  \"a\": {\n     \"b\": [1]\n    }\n}");
    let (a, b) = (at(&published, "/a"), at(&published, "/a/b"));
    for inner_first in [true, false] {
        check(
            "{\n  \"a\": {\n    \"b\": [2, 3],\n    \"c\": 4\n  }\n}",
            |tree, editor| {
                let mut pairs = [(at(tree, "/a/b"), b), (at(tree, "/a"), a)];
                if !inner_first {
                    pairs.reverse();
                }
                for (now, before) in pairs {
                    editor.replace(now, Value::Copy(before));
                }
                editor.remove(at(tree, "/a/c"));
            },
            published.text(),
        );
    }
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
