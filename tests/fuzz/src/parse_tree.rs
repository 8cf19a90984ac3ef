//! Any text: a tree with the text unchanged, whose spans nest; of JSON the same values as a strict reader gives.

use serde_json::Value;
use syntax::{Decoded, Encoding, Kind, LineIndex, Node, Span};

/// What a strict reader refuses below and we do not: it counts to 128 levels.
const STRICT_DEPTH: usize = 100;

/// The bytes are those of a file.
pub fn check(bytes: &[u8]) {
    let Decoded { text, .. } = syntax::decode(bytes.to_vec());
    let tree = syntax::parse(text.clone());
    assert_eq!(tree.text(), text, "the text stays");
    fixture::assert_well_formed(&tree);

    // A byte order mark at the start is a rule's to tell, and a strict reader's to refuse.
    let strict: Result<Value, _> = serde_json::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(&text));
    match &strict {
        Ok(value) if is_exact(&tree) => {
            assert!(tree.errors().is_empty(), "JSON without errors: {:?}", tree.errors());
            assert_same(tree.root(), value);
        }
        Ok(_) => {}
        Err(error) => assert!(
            !tree.errors().is_empty() || tree.nodes().any(|node| is_out_of_reach(node)),
            "no JSON, says a strict reader: {error}"
        ),
    }
    for error in tree.errors() {
        assert!(error.kind.message().ends_with('.'), "{error:?}");
    }
    check_places(&tree, bytes);
    check_lines(&text, bytes);
}

/// Whether a strict reader can say the same of this tree.
fn is_exact(tree: &syntax::Tree) -> bool {
    tree.nodes().all(|node| node.ancestors().count() < STRICT_DEPTH)
}

/// What a strict reader refuses for its own reasons: numbers too large for it, and depth.
fn is_out_of_reach(node: Node<'_>) -> bool {
    node.as_f64().is_some_and(f64::is_infinite) || node.ancestors().count() >= STRICT_DEPTH
}

fn assert_same(node: Node<'_>, value: &Value) {
    match value {
        Value::Object(members) => {
            assert_eq!(node.kind(), Kind::Object);
            // Of members with one name the last counts.
            for member in node.members() {
                let known = members.get(member.name().as_ref());
                let last = node.get(&member.name()).expect("a member is found by its name");
                if last == member {
                    assert_same(member, known.expect("a strict reader knows the member"));
                }
            }
            assert!(members.keys().all(|name| node.get(name).is_some()));
        }
        Value::Array(items) => {
            assert_eq!((node.kind(), node.items().count()), (Kind::Array, items.len()));
            node.items().zip(items).for_each(|(item, value)| assert_same(item, value));
        }
        Value::String(text) => assert_eq!(node.as_str().as_deref(), Some(text.as_str())),
        Value::Bool(value) => assert_eq!(node.as_bool(), Some(*value)),
        Value::Null => assert_eq!(node.kind(), Kind::Null),
        Value::Number(number) => {
            let read = node.as_f64().expect("a number");
            assert!(
                number.as_f64().is_some_and(|number| (number - read).abs() <= read.abs() * 1e-12),
                "{number}"
            );
            if let (Some(number), Some(read)) = (number.as_i64(), node.as_i64()) {
                assert_eq!(number, read);
            }
        }
    }
}

/// The node at a place touches it, and its pointer leads back to it where no name stands twice above it.
fn check_places(tree: &syntax::Tree, bytes: &[u8]) {
    let length = tree.text().len() as u32;
    for step in 0..8 {
        let offset =
            length / 8 * step + u32::from(bytes.get(step as usize).copied().unwrap_or_default()) % 16;
        let node = tree.node_at(offset);
        let touches = node.full_span().touches(offset.min(length));
        assert!(touches || node.parent().is_none(), "{node:?} at {offset}");
        let pointer = syntax::pointer::pointer(node);
        let is_plain = |node: Node<'_>| match node.parent() {
            Some(object) if object.is_object() => {
                object.get(&node.name()) == Some(node) && node.key().is_some()
            }
            _ => true,
        };
        if std::iter::once(node).chain(node.ancestors()).all(is_plain) {
            assert_eq!(syntax::pointer::resolve(tree, &pointer), Some(node), "{pointer}");
        }
    }
}

/// Bytes to positions and back.
fn check_lines(text: &str, bytes: &[u8]) {
    let lines = LineIndex::new(text);
    let length = text.len() as u32;
    for step in 0..8 {
        let offset = (length / 8 * step + u32::from(bytes.get(step as usize).copied().unwrap_or_default()))
            .min(length);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let position = lines.position(text, offset, encoding);
            let back = lines.offset(text, position, encoding);
            assert!(
                text.get(Span::new(back, offset.max(back)).range()).is_some()
                    || !text.is_char_boundary(offset as usize)
            );
            assert_eq!(lines.position(text, back, encoding), position, "{encoding:?} at {offset}");
            if text.is_char_boundary(offset as usize) && !text[..offset as usize].ends_with('\r') {
                assert_eq!(back, offset, "{encoding:?}");
            }
        }
    }
}
