//! What an author does to a text: each as spans of it with what takes their place.

use fixture::Rng;
use syntax::{LineIndex, Node, Position, Tree};

/// One replacement: start and end in bytes, at whole characters, and the new text.
pub(crate) type Stroke = (usize, usize, String);

/// What is typed, besides the text's own words.
const WORDS: [&str; 14] = [
    "Prices of the week",
    "\"x-ms-summary\": \"",
    "\"summary\": \"List\",",
    "{ \"type\": \"string\" }",
    "\"operationId\": \"ListPrices\",",
    "true,",
    "[1, 2",
    "}",
    "]",
    "\\\"",
    "🙂 é 漢字",
    "// remark",
    "\"$ref\": \"#/definitions/",
    "@headers('X-",
];

/// A place where an author would type: inside of a text, or at the end of a line.
pub(crate) fn place(text: &str, rng: &mut Rng) -> usize {
    let at = boundary(text, rng.below(text.len() + 1));
    match rng.below(3) {
        0 => text[at..].find('"').map_or(at, |found| at + found + 1),
        1 => text[at..].find(['\n', '\r']).map_or(text.len(), |found| at + found),
        _ => at,
    }
}

/// What is typed at one place, character by character; `None` is the key that deletes the last one.
pub(crate) fn typing(rng: &mut Rng) -> Vec<Option<char>> {
    let word = rng.pick(&WORDS);
    let mut keys = Vec::new();
    for character in word.chars() {
        keys.push(Some(character));
        if rng.one_in(12) {
            keys.extend([Some('q'), None]);
        }
    }
    keys
}

/// Some lines of one text, to be pasted at a line of another.
pub(crate) fn paste(text: &str, from: &str, rng: &mut Rng) -> Stroke {
    let (start, end) = lines(from, 60, rng);
    let (at, _) = lines(text, 1, rng);
    (at, at, from[start..end].to_owned())
}

/// Some lines go.
pub(crate) fn delete_lines(text: &str, rng: &mut Rng) -> Stroke {
    let (start, end) = lines(text, 40, rng);
    (start, end, String::new())
}

/// A value goes with its key, and maybe not with its comma.
pub(crate) fn delete_value(text: &str, rng: &mut Rng) -> Option<Stroke> {
    let tree = syntax::parse(text);
    let value = some_node(&tree, rng, |node| node.parent().is_some())?;
    let span = value.full_span();
    let (start, mut end) = (span.start as usize, span.end as usize);
    if text[end..].starts_with(',') && !rng.one_in(4) {
        end += 1;
    }
    Some((start, end, String::new()))
}

/// A list or an object in the reverse order.
pub(crate) fn reverse(text: &str, rng: &mut Rng) -> Option<Stroke> {
    let tree = syntax::parse(text);
    let container = some_node(&tree, rng, |node| node.is_container() && node.children().nth(1).is_some())?;
    let spans: Vec<_> = container.children().map(Node::full_span).collect();
    let (start, end) = (spans.first()?.start as usize, spans.last()?.end as usize);
    let mut reversed = String::with_capacity(end - start);
    let mut at = start;
    for (span, other) in spans.iter().zip(spans.iter().rev()) {
        reversed.push_str(text.get(at..span.start as usize)?);
        reversed.push_str(text.get(other.range())?);
        at = span.end as usize;
    }
    Some((start, end, reversed))
}

/// A value in the place of another one of the same text.
pub(crate) fn move_value(text: &str, rng: &mut Rng) -> Option<Stroke> {
    let tree = syntax::parse(text);
    let from = some_node(&tree, rng, |node| node.parent().is_some() && node.raw().len() < 20_000)?;
    let to = some_node(&tree, rng, |node| node.parent().is_some())?;
    Some((to.span().start as usize, to.span().end as usize, from.raw().to_owned()))
}

fn some_node<'t>(tree: &'t Tree, rng: &mut Rng, fits: impl Fn(&Node<'t>) -> bool) -> Option<Node<'t>> {
    let start = rng.below(tree.len());
    tree.nodes().skip(start).find(&fits)
}

/// From the start of a line to the end of one of those that follow, at most so many.
fn lines(text: &str, most: usize, rng: &mut Rng) -> (usize, usize) {
    let at = boundary(text, rng.below(text.len() + 1));
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let count = 1 + rng.below(most);
    let length: usize = text[start..].split_inclusive('\n').take(count).map(str::len).sum();
    // A minified file is one line.
    (start, boundary(text, start + length.min(4_000)))
}

/// The start of the character that the byte `at` is in.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The positions of a span in UTF-16, and the bytes that they name: an end between CR and LF has no position.
pub(crate) fn positions(text: &str, start: usize, end: usize) -> ((Position, Position), (usize, usize)) {
    let lines = LineIndex::new(text);
    let at = |offset: usize| lines.position(text, offset as u32, syntax::Encoding::Utf16);
    let back = |position: Position| lines.offset(text, position, syntax::Encoding::Utf16) as usize;
    let (from, to) = (at(start), at(end));
    ((from, to), (back(from), back(to)))
}
