//! Folds.

use ide::{Fold, FoldingAbility, folds};
use syntax::{LineIndex, parse};

use crate::support::samples;

const LINES: FoldingAbility = FoldingAbility { whole_lines: true, limit: None };

#[track_caller]
fn check(text: &str, ability: FoldingAbility, expected: &[(u32, u32)]) -> Vec<Fold> {
    let found = folds(&parse(text), ability);
    let lines: Vec<(u32, u32)> = found.iter().map(|fold| (fold.first_line, fold.last_line)).collect();
    assert_eq!(lines, expected, "{text}");
    found
}

const TEXT: &str = "{\n  \"a\": [{\n    \"b\": 1\n  }],\n  \"c\": { \"d\": 2 },\n  \"e\": [\n    1\n  ]\n}\n";

#[test]
fn whole_lines_keep_the_closing_bracket() {
    check(TEXT, LINES, &[(0, 7), (1, 2), (5, 6)]);
    check("{\n}", LINES, &[]);
    check("[\r\n\r\n]", LINES, &[(0, 1)]);
    check("", LINES, &[]);
}

#[test]
fn characters_fold_what_stands_between_the_brackets() {
    let found = check(TEXT, FoldingAbility::default(), &[(0, 8), (1, 3), (1, 3), (5, 7)]);
    assert_eq!(&TEXT[found[2].span.range()], "\n    \"b\": 1\n  ");
}

#[test]
fn a_limit_keeps_the_outer_folds() {
    let limited = |limit| FoldingAbility { whole_lines: true, limit: Some(limit) };
    let text = "{\n\"a\": {\n\"b\": {\n1\n}\n},\n\"c\": {\n2\n}\n}";
    check(text, limited(9), &[(0, 8), (1, 4), (2, 3), (6, 7)]);
    check(text, limited(3), &[(0, 8), (1, 4), (6, 7)]);
    check(text, limited(2), &[(0, 8), (1, 4)]);
    check(text, limited(0), &[]);
}

#[test]
fn comments_fold_and_what_is_not_closed_folds_to_its_end() {
    let found = check("{\n  /* a\n     b */\n  \"a\": 1\n}", LINES, &[(0, 3), (1, 2)]);
    assert!(found[1].is_comment && !found[0].is_comment);
    check("{\n  \"a\": [\n    1,\n    2", LINES, &[(0, 3), (1, 3)]);
}

#[test]
fn folds_are_nested_at_every_prefix_of_the_samples() {
    let mut count = 0;
    for (_, sample) in samples().into_iter().filter(|(_, sample)| sample.len() < 12_000) {
        for end in (0..=sample.len()).filter(|&end| sample.is_char_boundary(end)) {
            let tree = parse(&sample[..end]);
            let last = LineIndex::new(tree.text()).line_count();
            for ability in [LINES, FoldingAbility::default()] {
                let found = folds(&tree, ability);
                let mut open: Vec<Fold> = Vec::new();
                for fold in &found {
                    assert!(fold.first_line < fold.last_line && fold.last_line < last);
                    while open.last().is_some_and(|outer| outer.span.end <= fold.span.start) {
                        open.pop();
                    }
                    assert!(open.iter().all(|outer| fold.span.end <= outer.span.end), "{found:?}");
                    open.push(*fold);
                }
                count += found.len();
            }
        }
    }
    assert!(count > 10_000, "{count}");
}
