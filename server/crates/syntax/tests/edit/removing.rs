//! Members and items that go.

use crate::{at, check};

#[test]
fn a_member_goes_with_its_comma_and_line() {
    let before = "{\n  \"a\": 1,\n  \"b\": [\n    2\n  ],\n  \"c\": 3\n}\n";
    check(
        before,
        |tree, editor| editor.remove(at(tree, "/a")),
        "{\n  \"b\": [\n    2\n  ],\n  \"c\": 3\n}\n",
    );
    check(before, |tree, editor| editor.remove(at(tree, "/b")), "{\n  \"a\": 1,\n  \"c\": 3\n}\n");
    check(
        before,
        |tree, editor| editor.remove(at(tree, "/c")),
        "{\n  \"a\": 1,\n  \"b\": [\n    2\n  ]\n}\n",
    );
    check(
        before,
        |tree, editor| editor.remove(at(tree, "/b/0")),
        "{\n  \"a\": 1,\n  \"b\": [],\n  \"c\": 3\n}\n",
    );
    check(
        before,
        |tree, editor| {
            for pointer in ["/a", "/b", "/c"] {
                editor.remove(at(tree, pointer));
            }
        },
        "{}\n",
    );
    check(
        before,
        |tree, editor| {
            editor.remove(at(tree, "/c"));
            editor.remove(at(tree, "/b"));
        },
        "{\n  \"a\": 1\n}\n",
    );
}

#[test]
fn an_item_on_a_shared_line_goes_alone() {
    for (index, after) in [("/0", "[2, 3]"), ("/1", "[1, 3]"), ("/2", "[1, 2]")] {
        check("[1, 2, 3]", |tree, editor| editor.remove(at(tree, index)), after);
    }
    for (index, after) in [("/0", "{ \"b\": 2 }"), ("/1", "{ \"a\": 1 }")] {
        let name = if index == "/0" { "/a" } else { "/b" };
        check("{ \"a\": 1, \"b\": 2 }", |tree, editor| editor.remove(at(tree, name)), after);
    }
    let grid = "[\n  1, 2,\n  3, 4\n]";
    check(grid, |tree, editor| editor.remove(at(tree, "/1")), "[\n  1,\n  3, 4\n]");
    check(grid, |tree, editor| editor.remove(at(tree, "/2")), "[\n  1, 2,\n  4\n]");
    check(grid, |tree, editor| editor.remove(at(tree, "/3")), "[\n  1, 2,\n  3\n]");
    check(
        grid,
        |tree, editor| {
            editor.remove(at(tree, "/2"));
            editor.remove(at(tree, "/3"));
        },
        "[\n  1, 2\n]",
    );
}

#[test]
fn blank_lines_and_comments_stay() {
    check(
        "{\n  \"a\": 1,\n\n  // about b\n  \"b\": 2\n\n}",
        |tree, editor| editor.remove(at(tree, "/b")),
        "{\n  \"a\": 1\n\n  // about b\n\n}",
    );
    check(
        "{ \"a\": 1\n, \"b\": 2\n, \"c\": 3\n}",
        |tree, editor| editor.remove(at(tree, "/b")),
        "{ \"a\": 1\n, \"c\": 3\n}",
    );
    check("{\n  \"a\": 1,\n  \"b\": 2,\n}", |tree, editor| editor.remove(at(tree, "/b")), "{\n  \"a\": 1\n}");
}

#[test]
fn the_root_stays() {
    check("{}", |tree, editor| editor.remove(tree.root()), "{}");
}
