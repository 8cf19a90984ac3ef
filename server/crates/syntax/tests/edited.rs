//! A tree that follows edits is the tree that a fresh reading gives, and says truly what has changed.

mod common;

use common::CONNECTOR;
use fixture::{EditorModel, Rng, corpus, layouts, mutate, random_changes, random_text, samples, texts};
use syntax::parser::{MAX_DEPTH, MAX_ERRORS};
use syntax::{Delta, Edited, Encoding, Key, LineIndex, Node, Span, TextEdit, Tree, parse};

/// Carries out an edit on the tree and compares all that comes of it with a fresh reading.
#[track_caller]
fn edited(tree: &Tree, edit: &TextEdit) -> Edited {
    let mut text = tree.text().to_owned();
    text.replace_range(edit.span.range(), &edit.text);
    assert_eq!(*tree.lines(), LineIndex::new(tree.text()));
    let edited = tree.edited(edit);
    let fresh = parse(text.as_str());
    if edited.tree != fresh {
        assert_eq!(edited.tree.text(), fresh.text(), "the text");
        assert_eq!(edited.tree.errors(), fresh.errors(), "{edit:?} in {}", tree.text());
        let differ = edited.tree.nodes().zip(fresh.nodes()).find(|(is, should)| facts(*is) != facts(*should));
        panic!("{differ:?} differ: {edit:?} in {}\n{:?}", tree.text(), edited.delta);
    }
    assert_eq!(*edited.tree.lines(), LineIndex::new(&text), "{edit:?} in {}", tree.text());
    assert_claims(tree, &fresh, &edited.delta);
    assert_claims(tree, &fresh, &Delta::between(tree, &fresh));
    edited
}

/// What a node says, without its place in the tree.
fn facts(node: Node<'_>) -> String {
    let key = node.key().map(|key| (key.span(), key.content_span(), key.text()));
    let flags = (node.is_closed(), node.is_inferred(), node.is_integer());
    let scalar = (!node.is_container()).then(|| (node.raw(), node.as_str()));
    format!("{:?} {:?} {:?} {key:?} {flags:?} {scalar:?}", node.kind(), node.span(), node.content_span())
}

#[track_caller]
fn assert_claims(old: &Tree, new: &Tree, delta: &Delta) {
    let (first, gone) = (delta.first.index(), delta.old as usize);
    assert!(first + gone <= old.len());
    assert_eq!(old.len() - gone + delta.new as usize, new.len(), "{delta:?}");
    for was in old.nodes() {
        let id = was.id().index();
        let Some(is) = delta.node(was.id()) else {
            assert!((first..first + gone).contains(&id));
            assert!(was.after().index() <= first + gone, "what is below a replaced node is replaced");
            continue;
        };
        assert!(!(first..first + gone).contains(&id));
        let is = new.node(is);
        assert_eq!(is.kind(), was.kind(), "{delta:?}");
        assert_eq!(is.span(), delta.span(was.span()), "{was:?} {delta:?}");
        assert_eq!(is.key().map(Key::span), was.key().map(|key| delta.span(key.span())), "{was:?} {delta:?}");
        assert_eq!(is.name(), was.name(), "{delta:?}");
        assert_eq!(is.parent().map(Node::id), was.parent().and_then(|parent| delta.node(parent.id())));
        assert!(was.is_container() || is.raw() == was.raw(), "{was:?} {is:?} {delta:?}");
        assert_eq!(is.is_closed(), was.is_closed());
    }
    if let Some(id) = delta.content_only {
        let (was, is) = (old.node(id), new.node(id));
        assert_eq!((delta.first, delta.old, delta.new), (id, 1, 1));
        assert!(!is.is_container() && is.kind() == was.kind() && is.name() == was.name());
        assert!(!was.is_string() || !was.is_closed() || is.span() == delta.span(was.span()), "{delta:?}");
    }
}

/// What someone types, as long as brackets and quotes stay in order.
const TYPED: [&str; 24] = [
    "x",
    "é",
    "🙂",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "1",
    ",",
    "-",
    "\\n",
    "\\",
    "\\u00e9",
    "\"",
    "{}",
    ", 1",
    "\"a\": 1, ",
    ", \"b\": [\"c\"]",
    "// note\n",
    "/* note */",
    "'",
    "]",
    "}",
];

/// An edit at a random place: something typed, a few characters or a token taken out.
fn random_edit(text: &str, rng: &mut Rng) -> TextEdit {
    if rng.one_in(4) {
        let damage = mutate(text, rng).1;
        return TextEdit::new(damage.span, damage.text);
    }
    let boundary = |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let start = boundary(rng.below(text.len() + 1));
    let length = if rng.one_in(3) { rng.below(6) } else { 0 };
    let end = boundary(start + length);
    TextEdit::new(Span::new(start as u32, end as u32), if rng.one_in(5) { "" } else { rng.pick(&TYPED) })
}

/// Edits a text again and again. What breaks its structure is soon undone, as people do; gives how many edits were
/// read as a part, and of how many.
fn session(text: &str, steps: usize, rng: &mut Rng) -> (usize, usize) {
    let mut tree = parse(text);
    let mut spliced = 0;
    for _ in 0..steps {
        let edit = random_edit(tree.text(), rng);
        let after = edited(&tree, &edit);
        spliced += usize::from(after.delta.is_spliced);
        let is_broken = after.tree.errors().iter().any(|error| error.kind.is_structural());
        if is_broken && !rng.one_in(8) {
            let delta = after.delta;
            let back = Span::new(delta.edit.start, delta.edit.start + delta.new_len);
            tree = edited(&after.tree, &TextEdit::new(back, &tree.text()[delta.edit.range()])).tree;
        } else {
            tree = after.tree;
        }
        if rng.one_in(20) || tree.errors().iter().filter(|error| error.kind.is_structural()).count() > 2 {
            tree = parse(text);
        }
    }
    (spliced, steps)
}

#[test]
fn edited_samples_are_read_as_a_fresh_reading_does() {
    let mut rng = Rng::new(11);
    let (mut spliced, mut all) = (0, 0);
    for (path, text) in texts(&samples()) {
        if path.extension().is_none_or(|end| end != "json") || text.len() > 40_000 {
            continue;
        }
        let (part, steps) = session(&text, 100, &mut rng);
        (spliced, all) = (spliced + part, all + steps);
    }
    assert!(spliced * 5 > all, "only {spliced} of {all} edits were read as a part");
}

/// Where brackets decide otherwise than indentation and where a text is damaged in several places, containers in good
/// order are taken over from the text before.
#[test]
fn damaged_real_files_are_read_as_a_fresh_reading_does() {
    let Some(folder) = corpus("damaged_real_files_are_read_as_a_fresh_reading_does") else { return };
    let mut rng = Rng::new(14);
    for (path, text) in texts(&folder) {
        if path.extension().is_none_or(|end| end != "json") || text.len() > 400_000 {
            continue;
        }
        let mut tree = parse(text.as_str());
        for _ in 0..10 {
            let damage = mutate(tree.text(), &mut rng).1;
            tree = edited(&tree, &TextEdit::new(damage.span, damage.text)).tree;
        }
    }
}

#[test]
fn the_way_a_document_is_written_makes_no_difference() {
    let mut rng = Rng::new(12);
    for (_, text) in layouts(CONNECTOR) {
        session(&text, 1500, &mut rng);
        session(&format!("\u{FEFF}{text}"), 500, &mut rng);
    }
}

/// Whoever types stays at a place for a while. The memory of the tree before the last is taken over then, unless somebody has
/// that tree still.
#[test]
fn typing_at_a_place_is_read_as_a_fresh_reading_does() {
    let mut rng = Rng::new(15);
    for (_, text) in layouts(CONNECTOR) {
        let mut tree = parse(text.as_str());
        let (mut place, mut held) = (0, Vec::new());
        for _ in 0..2500 {
            if rng.one_in(12) {
                place = rng.below(tree.text().len() + 1);
            }
            let start = (place + rng.below(9)).saturating_sub(4).min(tree.text().len());
            let mut edit = random_edit(&tree.text()[floor(tree.text(), start)..], &mut rng);
            let moved = floor(tree.text(), start) as u32;
            let length = edit.span.len().min(12);
            let end = floor(tree.text(), (moved + length) as usize) as u32;
            edit.span = Span::new(moved, end);
            place = moved as usize + edit.text.len();
            let after = edited(&tree, &edit).tree;
            if after.errors().iter().any(|error| error.kind.is_structural()) && !rng.one_in(10) {
                continue;
            }
            let before = std::mem::replace(&mut tree, after);
            if rng.one_in(10) {
                held.push((before.text().to_owned(), before));
            } else if rng.one_in(20) {
                held.clear();
            }
        }
        assert!(held.iter().all(|(text, tree)| *tree == parse(text.as_str())), "what somebody has stays");
    }
}

/// The start of the character at a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[test]
fn what_is_wrong_elsewhere_stays_wrong() {
    let loose = "{ // comment\n  'single': [1, 2, /* two */ ], \"bad\": \"\\x\", bare: 01,\n  \"deep\": {\"a\": [{\"b\": \"\\ud800\"}, {\"tab\": \"a\tb\"},],},\n  \"list\": [\n    1, // one\n    2\n    /* end */\n  ]\n}\n";
    let tree = parse(loose);
    assert!(!tree.errors().is_empty() && tree.errors().iter().all(|error| !error.kind.is_structural()));
    let mut rng = Rng::new(13);
    let (spliced, _) = session(loose, 6000, &mut rng);
    assert!(spliced > 1000, "only {spliced} edits were read as a part");
    session("{\"a\": \"one\ntwo\", \"b\": [\"x\", 1], \"c\": \"d\"}", 2000, &mut rng);
}

#[test]
fn random_edits_of_random_texts() {
    for seed in 0..1500 {
        let mut rng = Rng::new(seed);
        let count = rng.below(50);
        let mut tree = parse(random_text(&mut rng, count));
        for _ in 0..8 {
            for change in random_changes(&mut rng, tree.text()) {
                let model = EditorModel::new(tree.text());
                let offset = |position| model.offset(position, Encoding::Utf16) as u32;
                let span = change.range.map_or(Span::new(0, tree.text().len() as u32), |(from, to)| {
                    Span::new(offset(from).min(offset(to)), offset(from).max(offset(to)))
                });
                tree = edited(&tree, &TextEdit::new(span, change.text)).tree;
            }
        }
    }
}

/// The tree and the span of the first `needle`.
fn with_span(text: &str, needle: &str) -> (Tree, Span) {
    let start = text.find(needle).unwrap_or_else(|| panic!("{needle} is in the text")) as u32;
    (parse(text), Span::new(start, start + needle.len() as u32))
}

#[test]
fn typing_in_a_text_changes_the_content_of_one_node() {
    let (tree, span) = with_span(CONNECTOR, "Get item");
    let after = edited(&tree, &TextEdit::insert(span.end, "s"));
    let node = after.tree.node_at(span.start);
    assert!(after.delta.is_spliced);
    assert_eq!(after.delta.content_only, Some(node.id()));
    assert_eq!(node.name(), "summary");
}

#[test]
fn a_string_that_ends_within_what_is_typed_is_another_node() {
    let (tree, span) = with_span("\"key\"\n\"key\"", "ey");
    let after = edited(&tree, &TextEdit::insert(span.start, "-1\"get\": //"));
    assert_eq!((after.tree.root().raw(), after.delta.content_only), ("\"k-1\"", None));
}

#[test]
fn a_new_name_replaces_what_has_it() {
    let (tree, span) = with_span(CONNECTOR, "\"schema\"");
    let after = edited(&tree, &TextEdit::insert(span.end - 1, "s"));
    assert!(after.delta.is_spliced);
    assert_eq!((after.delta.old, after.delta.new, after.delta.content_only), (2, 2, None));
}

#[test]
fn blanks_replace_no_node() {
    let (tree, span) = with_span(CONNECTOR, "\"consumes\"");
    let after = edited(&tree, &TextEdit::insert(span.start, "\n\n"));
    assert!(after.delta.is_spliced);
    assert_eq!((after.delta.old, after.delta.new), (0, 0));
    let whole = TextEdit::new(
        Span::new(0, CONNECTOR.len() as u32),
        CONNECTOR.replace("\"consumes\"", " \"consumes\""),
    );
    assert_eq!(edited(&tree, &whole).delta.edit, Span::empty(span.start), "what is alike is no edit");
}

#[test]
fn members_come_and_go() {
    let (tree, span) = with_span(CONNECTOR, "\"consumes\": [],");
    let gone = edited(&tree, &TextEdit::delete(span));
    assert!(gone.delta.is_spliced);
    assert_eq!((gone.delta.old, gone.delta.new), (1, 0));
    let back = edited(&gone.tree, &TextEdit::insert(span.start, "\"consumes\": [1],"));
    assert!(back.delta.is_spliced);
    assert_eq!((back.delta.old, back.delta.new), (0, 2));
}

#[test]
fn edits_outside_of_the_text_are_moved_into_it() {
    let tree = parse("{\"é\": 1}");
    assert_eq!(tree.edited(&TextEdit::insert(99, "\n")).tree, parse("{\"é\": 1}\n"));
    assert_eq!(tree.edited(&TextEdit::insert(3, "e")).tree, parse("{\"eé\": 1}"));
    assert_eq!(tree.edited(&TextEdit::new(Span::new(5, 2), "x")).tree, parse("{\"é\"x: 1}"));
}

#[test]
fn the_limits_hold() {
    let deep = format!("{}1{}", "[".repeat(MAX_DEPTH - 1), "]".repeat(MAX_DEPTH - 1));
    let tree = parse(deep);
    assert!(tree.errors().is_empty());
    let at = MAX_DEPTH as u32 - 1;
    let one_more = edited(&tree, &TextEdit::new(Span::new(at, at + 1), "[2]")).tree;
    assert!(one_more.errors().is_empty());
    let two_more = edited(&one_more, &TextEdit::new(Span::new(at + 1, at + 2), "[3]")).tree;
    assert_eq!(two_more.errors().len(), 1, "too deep");
    edited(&two_more, &TextEdit::insert(at + 2, "4"));

    let many = format!("[{}1]", "01, ".repeat(MAX_ERRORS - 1));
    let tree = parse(many);
    let full = edited(&tree, &TextEdit::insert(1, "02, ")).tree;
    assert_eq!(full.errors().len(), MAX_ERRORS);
    let more = edited(&full, &TextEdit::insert(1, "03, ")).tree;
    assert_eq!(more.errors().len(), MAX_ERRORS + 1);
    edited(&more, &TextEdit::delete(Span::new(1, 5)));
}

#[test]
fn a_bracket_and_a_comment_do_not_hide_the_end_of_what_is_read_alone() {
    let (tree, span) = with_span("{\n  \"a\": [\n    1\n  ],\n  \"b\": 2\n}", "  ],");
    edited(&tree, &TextEdit::insert(span.start, "]//["));
    edited(&tree, &TextEdit::insert(span.start, "]/*"));
    let (tree, span) = with_span("{\"a\": {\"b\": 1\n}, \"c\": 2}", "\n");
    edited(&tree, &TextEdit::insert(span.start, "}//{"));
}
