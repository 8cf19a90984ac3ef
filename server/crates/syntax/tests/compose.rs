//! Two lists of edits as one.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use fixture::Rng;
use syntax::edit::{apply, composed};
use syntax::{Span, TextEdit};

/// Some edits of a text of this length, in order and without overlap.
fn edits(rng: &mut Rng, length: usize) -> Vec<TextEdit> {
    let mut ends: Vec<u32> = (0..2 * rng.below(5)).map(|_| rng.below(length + 1) as u32).collect();
    ends.sort_unstable();
    ends.dedup();
    let spans = ends.chunks_exact(2).map(|pair| {
        // Some insert, some touch the next one.
        let end = if rng.one_in(3) { pair[0] } else { pair[1] };
        Span::new(pair[0], end)
    });
    let spans: Vec<Span> = spans.collect();
    spans.into_iter().map(|span| TextEdit::new(span, ["", "x", "yz", "---"][rng.below(4)])).collect()
}

#[test]
fn one_list_does_what_two_do() {
    let mut rng = Rng::new(11);
    for round in 0..20_000 {
        let text = &"abcdefghijklmnopqrstuvwxyz"[..rng.below(27)];
        let first = edits(&mut rng, text.len());
        let between = apply(text, &first).expect("edits in order");
        let second = edits(&mut rng, between.len());
        let after = apply(&between, &second).expect("edits in order");
        let both = composed(&first, &second);
        assert_eq!(apply(text, &both), Some(after), "{round}: {text} {first:?} {second:?} {both:?}");
        assert!(both.windows(2).all(|pair| pair[0].span.end < pair[1].span.start), "{both:?}");
    }
}

#[test]
fn what_the_second_list_leaves_alone_stays_a_small_edit() {
    let first = [TextEdit::new(Span::new(1, 2), "B"), TextEdit::new(Span::new(8, 9), "I")];
    let second = [TextEdit::new(Span::new(4, 5), "E")];
    let both = composed(&first, &second);
    assert_eq!(both, [first[0].clone(), second[0].clone(), first[1].clone()]);
}
