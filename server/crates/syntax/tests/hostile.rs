//! Texts made to hurt: the parser stays linear and keeps its tree in order.

#![allow(clippy::format_collect, reason = "short tables read better")]

use fixture::{Rng, assert_well_formed, is_linear};
use syntax::parse;

/// Makes a text of about so many pieces.
type Make = fn(usize) -> String;

/// Makers of hostile texts of about `n` pieces.
const TEXTS: [(&str, Make); 16] = [
    ("open brackets", |n| "[".repeat(n)),
    ("open objects", |n| "{\"a\":".repeat(n)),
    ("closers", |n| format!("{{\"a\":1,\n\"b\":2 {}", "}".repeat(n))),
    ("conflict markers", |n| "<<<<<<< HEAD\n".repeat(n)),
    ("many roots", |n| "{},\"a\":1}".repeat(n)),
    ("quotes", |n| "\"\n".repeat(n)),
    ("quotes in a list", |n| format!("{{\"a\":[\n{}", " \"\n".repeat(n))),
    ("bad escapes", |n| format!("{{\"a\":\"{}", "\\q".repeat(n))),
    ("open comments", |n| "/*".repeat(n)),
    ("comments", |n| "/**/".repeat(n)),
    ("ragged keys", |n| (0..n).map(|at| format!("{}\"a\":1,\n", " ".repeat(at % 50))).collect()),
    ("ragged openers", |n| (0..n).map(|at| format!("{}{{\n", " ".repeat(at % 50))).collect()),
    ("colons", |n| format!("{{\"a\"{}", ":".repeat(n))),
    ("blank lines after strings", |n| format!("[{}", "\"a\"\n\n\n".repeat(n))),
    ("prose in a string", |n| format!("{{\"a\": \"x\n{}", "word word\n".repeat(n))),
    ("closers after colons", |n| format!("{{\n{}", "\"a\":] [\n".repeat(n))),
];

#[test]
fn trees_of_hostile_texts_are_well_formed() {
    for (name, make) in TEXTS {
        println!("{name}");
        assert_well_formed(&parse(make(2000)));
    }
}

#[test]
fn the_time_grows_with_the_text_and_not_with_its_square() {
    for (name, make) in TEXTS {
        let (small, large) = (make(10_000), make(160_000));
        let read = |text: &str| assert!(parse(text).len() > 0);
        assert!(is_linear(16, || read(&small), || read(&large)), "{name}");
    }
}

#[test]
fn random_soup_is_parsed() {
    let pieces = [
        "{", "}", "[", "]", ",", ":", "\"", "\n", "  ", "\"a\"", "1", "é", "🙂", "\\", "/*", "//", "'",
        "true", "\r", "\t", "\u{FEFF}", "<<<<<<< ", "\u{0}",
    ];
    let mut rng = Rng::new(11);
    for _ in 0..20_000 {
        let length = rng.below(40);
        let text: String = (0..length).map(|_| rng.pick(&pieces)).collect();
        assert_well_formed(&parse(text));
    }
}

#[test]
fn a_million_brackets_do_not_overflow_the_stack() {
    for text in [
        "[".repeat(1_000_000),
        "{\"a\":".repeat(1_000_000),
        format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000)),
    ] {
        let tree = parse(text);
        assert!(!tree.errors().is_empty());
        assert!(tree.len() <= 1024);
    }
}
