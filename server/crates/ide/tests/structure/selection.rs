//! What a selection grows to.

use fixture::extract;
use ide::selection_spans;
use syntax::parse;

use crate::support::samples;

#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    let (text, marks) = extract(marked);
    let spans = selection_spans(&parse(text.as_str()), marks[0].start());
    let found: Vec<&str> = spans.iter().map(|span| &text[span.range()]).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_value_grows_to_its_member_and_the_members_around_it() {
    check(
        "{ \"a\": { \"b\": \"te$0xt\", \"c\": [ 1 ] } }\n",
        &[
            "text",
            "\"text\"",
            "\"b\": \"text\"",
            "\"b\": \"text\", \"c\": [ 1 ]",
            "{ \"b\": \"text\", \"c\": [ 1 ] }",
            "\"a\": { \"b\": \"text\", \"c\": [ 1 ] }",
            "{ \"a\": { \"b\": \"text\", \"c\": [ 1 ] } }",
            "{ \"a\": { \"b\": \"text\", \"c\": [ 1 ] } }\n",
        ],
    );
}

#[test]
fn a_key_is_selected_before_its_member() {
    check(
        "{\"k$0ey\": 1, \"b\": 2}",
        &["key", "\"key\"", "\"key\": 1", "\"key\": 1, \"b\": 2", "{\"key\": 1, \"b\": 2}"],
    );
}

#[test]
fn edges_belong_to_what_they_touch() {
    // Before the opening quote the text in the quotes does not hold the cursor.
    check("[$0\"a\",\"b\"]", &["\"a\"", "\"a\",\"b\"", "[\"a\",\"b\"]"]);
    check("[1$0,2]", &["1", "1,2", "[1,2]"]);
    check("[1, $0 2]", &["1,  2", "[1,  2]"]);
    check("{}$0", &["{}"]);
    check("[[1]$0,2]", &["[1]", "[1],2", "[[1],2]"]);
}

#[test]
fn nothing_is_a_selection_too() {
    check("$0", &[""]);
    check(" \n$0 ", &[" \n "]);
    check("🙂$0", &["🙂"]);
    check("{\"a\":$0", &["\"a\":", "{\"a\":"]);
    check("[\"$0\"]", &["\"\"", "[\"\"]"]);
}

#[test]
fn selections_are_nested_at_every_prefix_and_place_of_a_sample() {
    let (_, sample) = samples().into_iter().min_by_key(|(_, sample)| sample.len().abs_diff(4000)).unwrap();
    let mut count = 0;
    for end in (0..=sample.len()).filter(|&end| sample.is_char_boundary(end)) {
        let tree = parse(&sample[..end]);
        // Every place of the whole text, and the places near the end of each prefix.
        let first = if end == sample.len() { 0 } else { end.saturating_sub(40) };
        for offset in first..=end + 1 {
            let spans = selection_spans(&tree, offset as u32);
            let offset = offset.min(end) as u32;
            assert!(spans.iter().all(|span| span.touches(offset) && tree.text().get(span.range()).is_some()));
            assert!(spans.windows(2).all(|pair| {
                pair[1].start <= pair[0].start && pair[0].end <= pair[1].end && pair[0] != pair[1]
            }));
            assert_eq!(spans.last().map(|span| (span.start, span.end)), Some((0, end as u32)));
            count += spans.len();
        }
    }
    assert!(count > 100_000, "{count}");
}
