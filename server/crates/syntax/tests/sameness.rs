//! Whether two values say the same.

use syntax::parse;

#[track_caller]
fn check(one: &str, other: &str, expected: bool) {
    let (one, other) = (parse(one), parse(other));
    assert_eq!(one.root().same_value(other.root()), expected);
    assert_eq!(other.root().same_value(one.root()), expected, "the other way round");
}

#[test]
fn order_blanks_and_escapes_do_not_count() {
    check(r#"{"a": 1, "b": [1, {"c": "\u00e9"}]}"#, r#"{ "b":[1,{"c":"é"}], "\u0061":1.0 }"#, true);
    check("[1, 2]", "[2, 1]", false);
    check(r#"{"a": 1}"#, r#"{"b": 1}"#, false);
    check(r#"{"a": 1, "b": 2}"#, r#"{"b": 2}"#, false);
    check(r#"{"a": 1, "b": 2}"#, r#"{"b": 1, "a": 2}"#, false);
}

#[test]
fn names_that_stand_twice_are_compared_in_their_order() {
    check(r#"{"a": 1, "a": 2}"#, r#"{"a": 1, "a": 2}"#, true);
    check(r#"{"a": 1, "b": 3, "a": 2}"#, r#"{"b": 3, "a": 1, "a": 2}"#, true);
    check(r#"{"a": 1, "a": 2}"#, r#"{"a": 2, "a": 1}"#, false);
    check(r#"{"a": 1, "a": 1, "b": 2}"#, r#"{"a": 1, "b": 2, "c": 3}"#, false);
}
