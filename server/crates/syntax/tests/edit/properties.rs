//! What holds for all edits, on random wishes in every layout.

use crate::common::CONNECTOR;
use crate::model::{Expected, Json};
use fixture::{Rng, assert_well_formed, corpus, layouts, mutate, texts};
use syntax::{ErrorKind, JsonEditor, Node, Placement, Tree, edit, parse};

fn apply(tree: &Tree, editor: JsonEditor<'_>) -> String {
    edit::apply(tree.text(), &editor.finish()).expect("edits that can be applied")
}

/// In a document of one even layout the result of any edits is what writing the expected value in that layout gives,
/// byte for byte: so no comma, blank or line end is wrong anywhere, and all four layouts mean the same.
#[test]
fn random_wishes_in_every_layout() {
    for (number, _) in layouts(CONNECTOR).iter().enumerate() {
        for seed in 0..1500 {
            let (name, text) = &layouts(CONNECTOR)[number];
            let tree = parse(text.as_str());
            let mut rng = Rng::new(seed);
            let mut editor = JsonEditor::new(&tree);
            let mut expected = Expected::new(&tree);
            for wish in 0..=rng.below(12) {
                expected.wish(&mut rng, &mut editor, wish);
            }
            let result = apply(&tree, editor);
            let (_, wanted) = &layouts(&expected.value().text())[number];
            assert_eq!(&result, wanted, "{name}, seed {seed}");
        }
    }
}

const BLANKS: [&str; 8] = ["", "", " ", "\t", "\n", "\n  ", "\n    ", "\r\n\r\n"];
const COMMENTS: [&str; 3] = [" /* , \" */", " // {\n", " // é\n    "];

/// Writes a value with random blanks, line ends, comments and trailing commas.
fn scribble(node: Node<'_>, rng: &mut Rng, out: &mut String) {
    let blank = |rng: &mut Rng, out: &mut String| {
        out.push_str(if rng.one_in(10) { rng.pick(&COMMENTS) } else { rng.pick(&BLANKS) });
        out.push_str(rng.pick(&BLANKS));
    };
    if !node.is_container() {
        out.push_str(node.raw());
        return;
    }
    out.push(if node.is_object() { '{' } else { '[' });
    blank(rng, out);
    let count = node.children().count();
    for (number, child) in node.children().enumerate() {
        if let Some(key) = child.key() {
            out.push_str(&node.tree().text()[key.span().range()]);
            blank(rng, out);
            out.push(':');
            blank(rng, out);
        }
        scribble(child, rng, out);
        blank(rng, out);
        if number + 1 < count || rng.one_in(3) {
            out.push(',');
        }
        blank(rng, out);
    }
    out.push(if node.is_object() { '}' } else { ']' });
}

/// However a document is written, edits give the expected value, no new kind of error, and keep the bytes of all that
/// they are not about.
#[test]
fn random_wishes_in_scribbled_documents() {
    for seed in 0..4000 {
        let mut rng = Rng::new(seed);
        let mut text = String::new();
        scribble(parse(CONNECTOR).root(), &mut rng, &mut text);
        let tree = parse(text);
        let mild =
            |error: &syntax::SyntaxError| matches!(error.kind, ErrorKind::Comment | ErrorKind::TrailingComma);
        assert!(tree.errors().len() < syntax::parser::MAX_ERRORS, "all errors are known");
        assert!(tree.errors().iter().all(mild), "seed {seed}: {:?}\n{}", tree.errors(), tree.text());
        let mut editor = JsonEditor::new(&tree);
        let mut expected = Expected::new(&tree);
        for wish in 0..=rng.below(6) {
            expected.wish(&mut rng, &mut editor, wish);
        }
        let result = parse(apply(&tree, editor));
        let context = || format!("seed {seed}\n--- before\n{}\n--- after\n{}", tree.text(), result.text());
        assert!(result.errors().len() < syntax::parser::MAX_ERRORS, "all errors are known");
        assert!(result.errors().iter().all(mild), "{:?}\n{}", result.errors(), context());
        assert_eq!(Json::of(result.root()), expected.value(), "{}", context());
        for id in expected.untouched() {
            let node = tree.node(id);
            let whole = &tree.text()[node.full_span().range()];
            assert!(result.text().contains(whole), "{whole}\n{}", context());
        }
    }
}

/// Real documents take edits as well as ours do.
#[test]
fn random_wishes_in_real_documents() {
    let Some(folder) = corpus("random_wishes_in_real_documents") else { return };
    for (seed, (path, text)) in texts(&folder).into_iter().enumerate() {
        let tree = parse(text);
        let structural = tree.errors().iter().any(|error| error.kind.is_structural());
        if structural || tree.errors().len() >= syntax::parser::MAX_ERRORS {
            continue;
        }
        let mut rng = Rng::new(seed as u64);
        let mut editor = JsonEditor::new(&tree);
        let mut expected = Expected::new(&tree);
        for wish in 0..=rng.below(6) {
            expected.wish(&mut rng, &mut editor, wish);
        }
        let result = parse(apply(&tree, editor));
        assert!(result.errors().len() <= tree.errors().len(), "{}: {:?}", path.display(), result.errors());
        assert_eq!(Json::of(result.root()), expected.value(), "{}", path.display());
    }
}

/// On damaged documents nothing panics, and the edits can be applied.
#[test]
fn random_wishes_in_damaged_documents() {
    let layouts = layouts(CONNECTOR);
    for seed in 0..4000 {
        let mut rng = Rng::new(seed);
        let mut text = layouts[rng.below(4)].1.clone();
        for _ in 0..=rng.below(3) {
            text = mutate(&text, &mut rng).0;
        }
        let tree = parse(text);
        let mut editor = JsonEditor::new(&tree);
        let mut expected = Expected::new(&tree);
        for wish in 0..=rng.below(6) {
            expected.wish(&mut rng, &mut editor, wish);
        }
        assert_well_formed(&parse(apply(&tree, editor)));
    }
}

/// Inserting at any place of any container and removing the same again gives the original bytes.
#[test]
fn inserting_and_removing_gives_the_original_back() {
    let mut documents: Vec<String> = layouts(CONNECTOR).into_iter().map(|(_, text)| text).collect();
    documents.push(CONNECTOR.to_owned());
    documents.push("{ // one\n  \"a\": 1, // two\n\n  \"b\": [ 1, 2 /* x */, 3 ] // three\n\n}".to_owned());
    documents.push("{ \"a\": 1\n, \"b\": [ 1\n  , 2 ]\n, \"c\": { \"d\" : 1 }\n}".to_owned());
    documents.push("{\r  \"🙂\": { \"é\": [\r\r  0,  1] },\r \"z\": [[1],\r[2]]\r}\r".to_owned());
    for text in documents {
        let tree = parse(text.as_str());
        for container in tree.nodes().filter(|node| node.is_container()) {
            let pointer = syntax::pointer::pointer(container);
            let children = container.children().count();
            for place in 0..=children {
                for value in ["0", "{\"x\":[1,{}]}"] {
                    let mut places = vec![(Placement::Last, children)];
                    if let Some(next) = container.children().nth(place) {
                        places =
                            vec![(Placement::Before(next.key().map_or("", |key| key.raw_name())), place)];
                    }
                    if place > 0 && container.is_object() {
                        let previous =
                            container.children().nth(place - 1).and_then(Node::key).expect("a member");
                        places.push((Placement::After(previous.raw_name()), place));
                    }
                    for (placement, index) in places {
                        let mut editor = JsonEditor::new(&tree);
                        if container.is_object() {
                            editor.insert_member(container, "added 🙂", value, placement);
                        } else {
                            editor.insert_item(container, index, value);
                        }
                        let longer = parse(apply(&tree, editor));
                        assert_ne!(longer.text(), text);
                        let container =
                            syntax::pointer::resolve(&longer, &pointer).expect("the same container");
                        let added = container.children().nth(place).expect("the new child");
                        assert_eq!(Json::of(added), Json::of(parse(value).root()));
                        let mut editor = JsonEditor::new(&longer);
                        editor.remove(added);
                        assert_eq!(
                            apply(&longer, editor),
                            text,
                            "{pointer} {placement:?}\n{}",
                            longer.text()
                        );
                    }
                }
            }
        }
    }
}

/// Every value of every layout can be removed alone; what remains is the document without it, in the same layout.
#[test]
fn every_removal_parses() {
    for number in 0..4 {
        let (name, text) = &layouts(CONNECTOR)[number];
        let tree = parse(text.as_str());
        for node in tree.nodes().skip(1) {
            let mut editor = JsonEditor::new(&tree);
            editor.remove(node);
            let edits = editor.finish();
            let result = edit::apply(text, &edits).expect("edits that can be applied");
            let removed: u32 = edits.iter().map(|edit| edit.span.len()).sum();
            assert!(edits.iter().all(|edit| edit.text.is_empty()), "a removal only removes: {edits:?}");
            assert_eq!(result.len() + removed as usize, text.len());
            let parsed = parse(result.as_str());
            assert_eq!(parsed.errors(), [], "{name}: {node:?}");
            assert_eq!(parsed.len() as u32, tree.len() as u32 - (node.after().0 - node.id().0));
            assert_eq!(layouts(&result)[number].1, result, "{name}: {node:?}");
        }
    }
}

/// No edit brings a line end that the document does not have.
#[test]
fn line_ends_stay() {
    let (_, crlf) = &layouts(CONNECTOR)[1];
    for (line_end, text) in [("\r\n", crlf.clone()), ("\r", crlf.replace("\r\n", "\r"))] {
        let tree = parse(text);
        for seed in 0..300 {
            let mut rng = Rng::new(seed);
            let mut editor = JsonEditor::new(&tree);
            let mut expected = Expected::new(&tree);
            for wish in 0..8 {
                expected.wish(&mut rng, &mut editor, wish);
            }
            let written = edit::Value::Written("{\n  \"w\": [\n    1\n  ]\n}");
            editor.insert_member(tree.root(), "written", written, Placement::Last);
            let result = apply(&tree, editor);
            assert!(!result.replace(line_end, "").contains(['\r', '\n']), "seed {seed}: {result:?}");
        }
    }
}

/// A style read from a document that was written in it is that style.
#[test]
fn styles_are_read_back() {
    use edit::{Indent, Style};
    for (line_end, crlf) in [("\n", false), ("\r\n", true), ("\r", false)] {
        for indent in [0, 1, 2, 3, 4, 8].map(Indent::Spaces).into_iter().chain([Indent::Tab]) {
            for colon in [": ", ":", " : "] {
                for short_arrays in [false, true] {
                    let style = Style { indent, line_end, colon, short_arrays, ..Style::default() };
                    let text = edit::indent_value(CONNECTOR, &style, "");
                    assert_eq!(text.contains("\r\n"), crlf);
                    let read = Style::of(&parse(text.as_str()));
                    assert_eq!((read.indent, read.line_end), (indent, line_end));
                    assert_eq!((read.colon, read.short_arrays), (colon, short_arrays));
                    assert_eq!(edit::indent_value(&text, &style, ""), text);
                    assert_eq!(Json::of(parse(text).root()), Json::of(parse(CONNECTOR).root()));
                }
            }
        }
    }
    assert_eq!(Style::of(&parse("{\"a\":[1,2],\"b\":{}}")).indent, Indent::OneLine);
    assert_eq!(Style::of(&parse("{}")), Style::default());
    assert_eq!(Style::of(&parse("\u{FEFF}{\n\t\"a\": 1\n}")).indent, Indent::Tab);
}
