//! Layout.

use fixture::extract;
use ide::{FormatOptions, formatting};
use syntax::edit::{Indent, apply};
use syntax::parse;

/// The text laid out, or `None` if it is refused. A marked range is laid out alone.
#[track_caller]
fn laid_out(marked: &str, options: FormatOptions) -> Option<String> {
    let (text, marks) = extract(marked);
    let tree = parse(text.as_str());
    let range = marks.first().map(|mark| mark.span());
    let edits = formatting(&tree, &options, range)?;
    let after = apply(&text, &edits).unwrap();
    if range.is_none() {
        let again = formatting(&parse(after.as_str()), &options, None);
        assert_eq!(again, Some(Vec::new()), "laid out twice: {after}");
    }
    Some(after)
}

#[track_caller]
fn check(marked: &str, expected: &str) {
    assert_eq!(laid_out(marked, FormatOptions::default()).as_deref(), Some(expected));
}

#[test]
fn a_minified_file_is_laid_out() {
    check(
        r#"{"a":{"b":[1,2.50,"x"],"c":[],"d":{}},"e":[{"f":null},[]]}"#,
        r#"{
  "a": {
    "b": [1, 2.50, "x"],
    "c": [],
    "d": {}
  },
  "e": [
    {
      "f": null
    },
    []
  ]
}"#,
    );
}

#[test]
fn a_list_of_plain_values_stays_on_its_line_if_it_is_short() {
    check(
        "{ \"a\": [ \"b\" ,\"c\" ],\n\"d\": [\n1, 2 ] }",
        "{\n  \"a\": [\"b\", \"c\"],\n  \"d\": [\n    1,\n    2\n  ]\n}",
    );
    let long = format!("[{}]", ["\"0123456789\""; 9].join(","));
    let after = laid_out(&long, FormatOptions::default()).unwrap();
    assert_eq!(after.lines().count(), 11, "{after}");
}

#[test]
fn indentation_and_the_end_of_the_file_are_as_the_editor_wants_them() {
    let options = |indent, insert_final_newline, trim_final_newlines| FormatOptions {
        indent,
        insert_final_newline,
        trim_final_newlines,
    };
    let text = "\n {\"a\":{\"b\":1}} \n\n\n";
    for (indent, insert, trim, expected) in [
        (Indent::Spaces(4), false, false, "{\n    \"a\": {\n        \"b\": 1\n    }\n}\n\n\n"),
        (Indent::Tab, true, true, "{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}\n"),
        (Indent::Spaces(0), false, true, "{\n\"a\": {\n\"b\": 1\n}\n}\n"),
    ] {
        assert_eq!(laid_out(text, options(indent, insert, trim)).as_deref(), Some(expected));
    }
    assert_eq!(laid_out("1", options(Indent::Tab, true, true)).as_deref(), Some("1\n"));
    assert_eq!(laid_out("", options(Indent::Tab, true, true)).as_deref(), Some(""));
}

#[test]
fn line_ends_and_the_mark_at_the_start_stay() {
    check("\u{FEFF}{\"a\":1,\r\n\"b\":2}\r\n", "\u{FEFF}{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n");
    check("{\"a\":1,\r\"b\":2}", "{\r  \"a\": 1,\r  \"b\": 2\r}");
    check("{\n  \"a\": 1,\r\n\n\n  \"b\": 2\n}", "{\n  \"a\": 1,\r\n\r\n  \"b\": 2\n}");
}

#[test]
fn comments_stay_where_they_stand() {
    check(
        "// head\n{ // first\n\"a\":1,// one\n\n\n/* two */ \"b\" : [ 2 /* c */, 3 ] /* d */\n\n, \"e\": // why\n4\n// last\n} // end",
        "// head\n{ // first\n  \"a\": 1, // one\n\n  /* two */ \"b\": [2 /* c */, 3] /* d */,\n  \"e\": // why\n  4\n  // last\n} // end",
    );
}

#[test]
fn only_what_differs_is_edited() {
    let text = "{\n  \"a\": 1,\n   \"b\": \"x  y\",\n  \"c\":2\n}\n";
    let edits = formatting(&parse(text), &FormatOptions::default(), None).unwrap();
    let shown: Vec<(&str, &str)> =
        edits.iter().map(|edit| (&text[edit.span.range()], edit.text.as_str())).collect();
    assert_eq!(shown, [(" ", ""), ("", " ")]);
}

#[test]
fn a_range_takes_its_indentation_from_what_is_around_it() {
    check(
        "{\n    \"a\": {\n <r>\"b\":{\"c\":1},\n</r>\"d\":  2\n    }\n}",
        "{\n    \"a\": {\n      \"b\": {\n        \"c\": 1\n      },\n\"d\":  2\n    }\n}",
    );
    // A cursor means its line; what is around it stays.
    check("{\n \"a\" : 1,\n \"b$0\" : 2,\n \"c\" : 3\n}", "{\n \"a\" : 1,\n  \"b\": 2,\n \"c\" : 3\n}");
}

#[test]
fn what_is_damaged_is_refused_or_keeps_its_lines() {
    for text in
        ["{\"a\": [1}", "{\"a\": \"b\n}", "{\"a\":1", "{\"a\":1}}", "{\"a\":1} x", "{ /* a", "<<<<<<< a\n{}"]
    {
        assert_eq!(laid_out(text, FormatOptions::default()), None, "{text}");
    }
    check(
        "{ \"a\": { \"b\": 1 \"c\":2,\n\"d\":\n\"e\": 3 }, \"f\": {\"g\":1,} }",
        "{\n  \"a\": { \"b\": 1 \"c\":2,\n    \"d\":\n    \"e\": 3 },\n  \"f\": {\n    \"g\": 1,\n  }\n}",
    );
    check("{a:1,'b c':'d  e'}", "{\n  a: 1,\n  'b c': 'd  e'\n}");
    check("[1 2,  3]", "[1 2,  3]");
}
