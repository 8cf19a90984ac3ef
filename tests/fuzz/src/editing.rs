//! Bytes to edits of a text.

use connector::{Document, FileRole};
use fixture::{Rng, mutate};
use syntax::edit::{apply, quote};
use syntax::{JsonEditor, Node, Placement};
use vocabulary::Content;

use crate::words::words;

/// The text after one edit: damage as a hand does it, bytes of the input as they are, or an edit of a value or member
/// that keeps the rest in order.
pub fn altered(role: FileRole, text: &str, chance: &mut Rng) -> String {
    match chance.below(8) {
        0 | 1 => mutate(text, chance).0,
        2 => with_raw_bytes(text, chance),
        _ if role.is_json() => with_another_value(role, text, chance),
        _ => mutate(text, chance).0,
    }
}

/// The start of the character that the byte `at` is in, or the end of the text.
pub fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Some of the text replaced by the input's own bytes.
fn with_raw_bytes(text: &str, chance: &mut Rng) -> String {
    let start = boundary(text, chance.below(text.len() + 1));
    let end = boundary(text, start + chance.below(64)).max(start);
    let count = chance.below(32);
    let bytes = chance.take(count);
    [&text[..start], &String::from_utf8_lossy(&bytes), &text[end..]].concat()
}

/// Values of every kind, and some that trip readers.
const VALUES: [&str; 36] = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "1.5",
    "1e999",
    "99999999999999999999",
    "01",
    "{}",
    "[]",
    "[[]]",
    "[{}]",
    "{\"\": {}}",
    "\"\"",
    "\" \"",
    "\"a\"",
    "\"A B\"",
    "\"é 🙂\"",
    "\"\\u0000\\\"\\\\\"",
    "\"\\ud800\"",
    "\"string\"",
    "\"object\"",
    "\"array\"",
    "\"2.0\"",
    "\"/\"",
    "\"/{id}\"",
    "\"/a/{b}/{b}\"",
    "\"../..\"",
    "{\"$ref\": \"#/definitions/A\"}",
    "{\"$ref\": \"#/parameters/A\"}",
    "{\"$ref\": \"#/\"}",
    "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}",
    "\"@headers('a')@{b}\"",
    "[\"a\", \"a\", 1]",
];

/// The text of a value: one of a few, one that the place knows, or one that stands somewhere else.
fn value(document: &Document, at: Node<'_>, chance: &mut Rng) -> String {
    let anywhere = |chance: &mut Rng| document.tree().nodes().nth(chance.below(document.tree().len()));
    match chance.below(4) {
        0 => anywhere(chance).map_or("1", Node::raw).to_owned(),
        1 => quote(chance.pick(words())),
        2 => {
            let known = at.parent().and_then(|object| vocabulary::member(document.place(object), &at.name()));
            let values = known.map_or(&[][..], |member| member.values);
            if values.is_empty() { "1".to_owned() } else { quote(chance.pick(values).value) }
        }
        _ => chance.pick(&VALUES).to_owned(),
    }
}

/// A name: one that the place knows, any of the formats, one that is taken, or the input's own.
fn name(document: &Document, object: Node<'_>, chance: &mut Rng) -> String {
    match chance.below(4) {
        0 | 1 => match document.place(object).content() {
            Content::Members(_) => {
                let known: Vec<_> = vocabulary::members(document.place(object)).collect();
                chance.pick(&known).name.to_owned()
            }
            _ => chance.pick(words()).to_owned(),
        },
        2 => {
            let names: Vec<_> = document.tree().nodes().filter_map(Node::key).collect();
            names.get(chance.below(names.len())).map_or_else(String::new, |key| key.text().into_owned())
        }
        _ => {
            let count = chance.below(12);
            String::from_utf8_lossy(&chance.take(count)).into_owned()
        }
    }
}

fn with_another_value(role: FileRole, text: &str, chance: &mut Rng) -> String {
    let document = Document::new(role, std::sync::Arc::new(syntax::parse(text)));
    let tree = document.tree();
    let node = tree.node(syntax::NodeId(chance.below(tree.len()) as u32));
    let object = std::iter::once(node).chain(node.ancestors()).find(|node| node.is_object());
    let mut editor = JsonEditor::new(tree);
    match (chance.below(8), object) {
        (0 | 1, _) => editor.replace(node, &value(&document, node, chance)),
        (2 | 3, Some(object)) => {
            let name = name(&document, object, chance);
            let value = value(&document, node, chance);
            editor.insert_member(object, &name, &value, Placement::Last);
        }
        (4, Some(object)) => {
            let name = name(&document, object, chance);
            editor.rename(node, &name);
        }
        (5, Some(object)) => {
            let name = name(&document, object, chance);
            editor.copy_member(node, &name);
        }
        (6, _) => editor.remove(node),
        _ => {
            let other = tree.node(syntax::NodeId(chance.below(tree.len()) as u32));
            if other.is_array() {
                editor.insert_item(other, chance.below(4), node.raw());
            } else {
                editor.move_member(node, other, Placement::Last);
            }
        }
    }
    apply(text, &editor.finish()).expect("edits of one document do not overlap")
}
