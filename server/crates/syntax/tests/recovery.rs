//! What the parser says about broken text, where it says it, and what it saves.

use fixture::assert_well_formed;
use syntax::{ErrorKind, Kind, parse};

/// Parses `text` and gives its errors as `line:column Kind` (1-based, columns in characters), with what was read
/// as compact JSON.
fn read(text: &str) -> (Vec<String>, String) {
    let tree = parse(text);
    assert_well_formed(&tree);
    let errors = tree.errors().iter().map(|error| {
        let before = &text[..error.span.start as usize];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|&character| character != '\n').count() + 1;
        format!("{line}:{column} {:?}", error.kind)
    });
    (errors.collect(), write(tree.root()))
}

/// A node as JSON without blanks; what is no value as `?`.
fn write(node: syntax::Node<'_>) -> String {
    match node.kind() {
        Kind::Object => {
            let members = node.children().map(|child| {
                if child.key().is_some() {
                    format!("{}:{}", child.name(), write(child))
                } else {
                    write(child)
                }
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Kind::Array => format!("[{}]", node.items().map(write).collect::<Vec<_>>().join(",")),
        Kind::Missing => "?".to_owned(),
        Kind::String => node.as_str().map(|text| format!("'{text}'")).unwrap_or_default(),
        _ => node.raw().to_owned(),
    }
}

#[track_caller]
fn check(text: &str, errors: &[&str], value: &str) {
    let (found, read) = read(text);
    assert_eq!(found, errors, "errors of {text}");
    assert_eq!(read, value, "what is read from {text}");
}

#[test]
fn valid_text_has_no_errors() {
    check(
        r#" {"a": [1, -2.5e+3, true, false, null, "x\u00e9\n"], "b": {}, "": []} "#,
        &[],
        "{a:[1,-2.5e+3,true,false,null,'xé\n'],b:{},:[]}",
    );
    check("[]", &[], "[]");
    check("\"text\"", &[], "'text'");
}

#[test]
fn separators() {
    check("{\"a\": 1\n \"b\": 2}", &["1:8 MissingComma"], "{a:1,b:2}");
    check("[1 2]", &["1:3 MissingComma"], "[1,2]");
    check("{\"a\": 1,}", &["1:8 TrailingComma"], "{a:1}");
    check("[1,\n]", &["1:3 TrailingComma"], "[1]");
    check("{,\"a\": 1}", &["1:2 ExtraComma"], "{a:1}");
    check("[1,,2]", &["1:4 ExtraComma"], "[1,2]");
    check("{\"a\" 1}", &["1:5 MissingColon"], "{a:1}");
    check("{\"a\": : 1}", &["1:7 ExtraColon"], "{a:1}");
    check("{\"a\": , \"b\": 1}", &["1:6 MissingValue"], "{a:?,b:1}");
    check("{\"a\"}", &["1:5 MissingColon"], "{a:?}");
    check("{\"a\":}", &["1:6 MissingValue"], "{a:?}");
}

#[test]
fn a_key_on_the_next_line_is_not_the_missing_value() {
    check("{\n  \"a\":\n  \"b\": 1\n}", &["2:7 MissingValue"], "{a:?,b:1}");
    check("{\n  \"a\"\n  \"b\": 1\n}", &["2:6 MissingColon"], "{a:?,b:1}");
    check("{\n  \"a\":\n    \"text\",\n  \"b\": 1\n}", &[], "{a:'text',b:1}");
}

#[test]
fn strings_end_at_their_line() {
    check("{\n  \"a\": \"x,\n  \"b\": 1\n}", &["2:10 UnclosedString"], "{a:'x',b:1}");
    check("{\n  \"a\": [\"x],\n  \"b\": 1\n}", &["2:11 UnclosedString"], "{a:['x'],b:1}");
    check("{\n  \"a: \"x\",\n  \"b\": 1\n}", &["2:5 UnclosedString"], "{a:'x',b:1}");
    check("{\n  \"a: {\n    \"b\": 1\n  }\n}", &["2:5 UnclosedString"], "{a:{b:1}}");
    check("{\n  \"a\": x\",\n  \"b\": 1\n}", &["2:8 NotAValue"], "{a:x\",b:1}");
    check("{\n  a\": 1,\n  \"b\": 1\n}", &["2:3 UnquotedKey"], "{a:1,b:1}");
}

#[test]
fn a_line_break_inside_a_text_is_one_error() {
    check("{\n  \"a\": \"one\n two\",\n  \"b\": 1\n}", &["2:12 ControlCharacter"], "{a:'one\n two',b:1}");
    check("{\"a\": \"x\ty\"}", &["1:9 ControlCharacter"], "{a:'x\ty'}");
}

#[test]
fn brackets_by_indentation() {
    let text = "{\n  \"a\": {\n    \"x\": 1,\n  \"b\": {\n    \"y\": 2\n  }\n}";
    check(text, &["3:11 UnclosedObject"], "{a:{x:1},b:{y:2}}");
    let text = "{\n  \"a\": [\n    1,\n    2\n  \"b\": 3\n}";
    check(text, &["4:6 UnclosedArray"], "{a:[1,2],b:3}");
    let text = "{\n  \"a\": {\n    \"x\": 1\n  }\n  },\n  \"b\": 2\n}";
    check(text, &["5:3 ExtraBrace"], "{a:{x:1},b:2}");
    let text = "{\n  \"a\":\n    \"x\": 1\n  },\n  \"b\": 2\n}";
    check(text, &["2:7 MissingBrace"], "{a:{x:1},b:2}");
    let text = "{\n  \"a\": [\n    {\n      \"x\": 1\n    },\n      \"y\": 2\n    }\n  ],\n  \"b\": 2\n}";
    check(text, &["6:7 MissingBrace"], "{a:[{x:1},{y:2}],b:2}");
    let text = "{\n  \"a\": {\n    \"x\": 1\n  ],\n  \"b\": 2\n}";
    check(text, &["4:3 BraceExpected"], "{a:{x:1},b:2}");
    let text = "{\n  \"a\":\n    {\n      \"x\": 1\n    }\n  ],\n  \"b\": 2\n}";
    check(text, &["2:7 MissingBracket"], "{a:[{x:1}],b:2}");
}

#[test]
fn brackets_in_one_line() {
    check("{\"a\": [1, 2, \"b\": 3}", &["1:12 UnclosedArray"], "{a:[1,2],b:3}");
    check("[{\"a\": 1, {\"b\": 2}]", &["1:11 MissingKey"], "[{a:1,b:2}]");
    check("{\"a\": 1", &["1:8 UnclosedObject"], "{a:1}");
    check("[[1]", &["1:5 UnclosedArray"], "[[1]]");
    check("{\"a\": {\"b\": 1}}, \"c\": 2}", &["1:15 ExtraBrace"], "{a:{b:1},c:2}");
}

#[test]
fn other_texts() {
    check("", &["1:1 Empty"], "?");
    check(" \n ", &["1:1 Empty"], "?");
    check("{} {}", &["1:4 ExtraData"], "{}");
    check("\u{FEFF}{\"a\": 1}", &[], "{a:1}");
    // Only one, and only there.
    check("\u{FEFF}\u{FEFF}{\u{FEFF}\"a\": 1}", &["1:2 ByteOrderMark", "1:4 ByteOrderMark"], "{a:1}");
    check("{'a': 'b'}", &["1:2 SingleQuotes", "1:7 SingleQuotes"], "{a:'b'}");
    check("{a: True}", &["1:2 UnquotedKey", "1:5 NotAValue"], "{a:True}");
    check(
        "[01, +1, .5, 1., 0x1F]",
        &["1:2 BadNumber", "1:6 BadNumber", "1:10 BadNumber", "1:14 BadNumber", "1:18 NotAValue"],
        "[01,+1,.5,1.,0x1F]",
    );
    check(
        r#"["\q", "\u12", "\ud83d", "\ud83d\ude00", "\udE00"]"#,
        &["1:3 BadEscape", "1:9 BadEscape", "1:17 LoneSurrogate", "1:43 LoneSurrogate"],
        "['\\q','\\u12','\u{FFFD}','😀','\u{FFFD}']",
    );
    check("{ // one\n \"a\": 1 /* two\n */ }", &["1:3 Comment", "2:9 Comment"], "{a:1}");
    check("[true// one\n, 1/*c*/]", &["1:6 Comment", "2:4 Comment"], "[true,1]");
    check("[http://x]", &["1:2 NotAValue"], "[http://x]");
    check("[\u{85}, \u{2028}]", &["1:2 NotAValue", "1:5 NotAValue"], "[\u{85},\u{2028}]");
    check("{\n \"a\": 1, /* no end\n \"b\": 2\n}", &["2:10 UnclosedComment"], "{a:1,b:2}");
    check(
        "{\n<<<<<<< HEAD\n  \"a\": 1,\n=======\n  \"a\": 2,\n>>>>>>> other\n  \"b\": 3\n}",
        &["2:1 ConflictMarker", "4:1 ConflictMarker", "6:1 ConflictMarker"],
        "{a:1,a:2,b:3}",
    );
}

#[test]
fn ragged_indentation_away_from_the_mistake_does_no_harm() {
    let text = "{\n  \"a\": {\n        \"x\": 1,\n    \"y\": { \"z\": [\n  1 ] }\n      },\n  \"b\": {\n    \"c\": 1,\n  \"d\": 2\n}";
    check(text, &["8:11 UnclosedObject"], "{a:{x:1,y:{z:[1]}},b:{c:1},d:2}");
}

#[test]
fn deep_nesting_is_cut_and_reported_once() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let text = format!("{}1{}", open.repeat(600), close.repeat(600));
        let tree = parse(text.as_str());
        assert_well_formed(&tree);
        let kinds: Vec<ErrorKind> = tree.errors().iter().map(|error| error.kind).collect();
        assert_eq!(kinds, [ErrorKind::TooDeep]);
        let fits = format!("{}1{}", open.repeat(512), close.repeat(512));
        assert!(parse(fits).errors().is_empty());
    }
}

#[test]
fn errors_are_kept_up_to_a_limit() {
    let tree = parse(format!("[{}]", "x,".repeat(500)));
    assert_eq!(tree.errors().len(), syntax::parser::MAX_ERRORS + 1);
    assert_eq!(tree.errors().last().map(|error| error.kind), Some(ErrorKind::TooMany));
    assert_eq!(tree.root().items().count(), 500);
}

#[test]
fn separators_around_the_root_are_told() {
    check(",,\"a\"", &["1:1 ExtraComma", "1:2 ExtraComma"], "'a'");
    check("{} :", &["1:4 ExtraData"], "{}");
    check("1 : 2", &["1:3 ExtraData"], "1");
}
