//! Layout of whatever there is: nothing is lost, and once is enough.

use fixture::{Rng, layouts, mutate, texts};
use ide::{FormatOptions, formatting};
use syntax::edit::{Indent, apply};
use syntax::{Span, Tree, parse};

use crate::support::samples;

/// Everything a text says: keys and values in order as they are spelled, each with the end of its subtree.
fn said(tree: &Tree) -> Vec<(&str, &str, u32)> {
    let said = tree.nodes().map(|node| {
        let key = node.key().map_or("", |key| &tree.text()[key.span().range()]);
        (key, if node.is_container() { "" } else { node.raw() }, node.after().0)
    });
    said.collect()
}

#[track_caller]
fn assert_laid_out(text: &str, options: FormatOptions) -> bool {
    let tree = parse(text);
    let Some(edits) = formatting(&tree, &options, None) else { return false };
    let blank = |text: &str| text.chars().all(|character| matches!(character, ' ' | '\t' | '\n' | '\r'));
    for edit in &edits {
        assert!(blank(&text[edit.span.range()]) && blank(&edit.text), "more than blanks: {edit:?}");
    }
    let after = parse(apply(text, &edits).unwrap());
    assert_eq!(said(&after), said(&tree), "it says something else");
    assert_eq!(formatting(&after, &options, None), Some(Vec::new()), "laid out twice");
    true
}

const OPTIONS: [FormatOptions; 2] = [
    FormatOptions { indent: Indent::Spaces(2), insert_final_newline: false, trim_final_newlines: false },
    FormatOptions { indent: Indent::Tab, insert_final_newline: true, trim_final_newlines: true },
];

#[test]
fn the_samples_are_laid_out_in_every_layout() {
    let mut count = 0;
    for (_, sample) in samples() {
        let is_sound = parse(sample.as_str()).errors().is_empty();
        let written = is_sound.then(|| layouts(&sample).map(|(_, text)| text));
        for text in written.into_iter().flatten().chain([sample]) {
            for options in OPTIONS {
                count += usize::from(assert_laid_out(&text, options));
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn the_corpus_is_laid_out() {
    let Some(corpus) = fixture::corpus("the_corpus_is_laid_out") else { return };
    let mut count = 0;
    for (path, text) in texts(&corpus) {
        if path.extension().is_some_and(|extension| extension == "json") {
            count += usize::from(assert_laid_out(&text, OPTIONS[0]));
        }
    }
    assert!(count > 600, "{count}");
}

#[test]
fn damage_loses_nothing() {
    let mut rng = Rng::new(11);
    let (mut laid_out, mut tried) = (0, 0);
    for (_, sample) in samples() {
        for _ in 0..40 {
            let (damaged, _) = mutate(&sample, &mut rng);
            tried += 1;
            laid_out += usize::from(assert_laid_out(&damaged, OPTIONS[0]));
        }
    }
    assert!(laid_out > 50 && laid_out < tried, "{laid_out} of {tried}");
}

#[test]
fn every_prefix_and_every_range_of_a_sample_is_answered() {
    let (_, sample) = samples().into_iter().min_by_key(|(_, sample)| sample.len().abs_diff(3000)).unwrap();
    for end in (0..=sample.len()).filter(|&end| sample.is_char_boundary(end)) {
        assert_laid_out(&sample[..end], OPTIONS[0]);
    }
    let tree = parse(sample.as_str());
    for offset in (0..sample.len() as u32).step_by(7) {
        for length in [0, 60, 500] {
            let range = Span::new(offset, offset + length);
            let edits = formatting(&tree, &OPTIONS[1], Some(range)).unwrap();
            let after = parse(apply(&sample, &edits).unwrap());
            assert_eq!(said(&after), said(&tree), "{range:?}");
        }
    }
}
