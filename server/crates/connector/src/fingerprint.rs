//! Which parts of two trees say the same: one number for each node, made in one pass.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use syntax::{Kind, Node, NodeId, Tree};

/// One number for each node of a tree, or of a part of it. Nodes with the same number say the same: white space, the
/// order of members, escapes and the writing of numbers aside. (With 64 bits, two of a million different nodes share a
/// number once in thirty million documents.)
#[derive(Debug)]
pub struct Fingerprints {
    first: usize,
    prints: Vec<u64>,
}

impl Fingerprints {
    /// Reads a tree.
    pub fn of(tree: &Tree) -> Self {
        Self::read(tree, 0, tree.len())
    }

    /// Reads `node` and what is in it. The numbers are those that the whole tree would give.
    pub fn within(node: Node<'_>) -> Self {
        Self::read(node.tree(), node.id().index(), node.after().index())
    }

    /// Reads the nodes from `first` to before `end`. Children come after their parents, so that the way back meets
    /// them first.
    fn read(tree: &Tree, first: usize, end: usize) -> Self {
        let mut sums = vec![0_u64; end - first];
        for index in (first..end).rev() {
            let node = tree.node(NodeId(index as u32));
            let print = match node.kind() {
                Kind::Object => mix(sums[index - first] ^ 0x6F62),
                Kind::Array => mix(sums[index - first] ^ 0x6172),
                kind => scalar(node, kind),
            };
            sums[index - first] = print;
            let Some(parent) = node.parent().filter(|parent| parent.id().index() >= first) else { continue };
            let sum = &mut sums[parent.id().index() - first];
            if parent.is_array() {
                *sum = sum.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(print | 1).rotate_left(17);
            } else if let Some(key) = node.key() {
                *sum = sum.wrapping_add(mix(text(&key.text()) ^ print.rotate_left(32)));
            }
        }
        Self { first, prints: sums }
    }

    /// The number of a node that was read; 0 for another one.
    #[inline]
    pub fn get(&self, node: Node<'_>) -> u64 {
        let at = node.id().index().checked_sub(self.first);
        at.and_then(|at| self.prints.get(at)).copied().unwrap_or_default()
    }
}

/// A number that nodes share which say the same; others may share it too, such as lists in another order. Unlike
/// [`Fingerprints`] it needs no memory.
pub fn likeness(node: Node<'_>) -> u64 {
    let inside = (node.id().0..node.after().0).map(|id| node.tree().node(NodeId(id)));
    inside.fold(0, |sum, part| {
        let key = part.key().filter(|_| part != node).map_or(0, |key| text(&key.text()));
        let value = part.as_str().map_or(part.kind() as u64, |value| text(&value));
        sum.wrapping_add(mix(key ^ value.rotate_left(32)))
    })
}

fn scalar(node: Node<'_>, kind: Kind) -> u64 {
    let mut hasher = FxHasher::default();
    match kind {
        Kind::String => return text(&node.as_str().unwrap_or_default()),
        Kind::Number => {
            // Adding zero turns the negative zero into the positive one.
            1_u8.hash(&mut hasher);
            node.as_f64().map(|number| (number + 0.0).to_bits()).hash(&mut hasher);
        }
        _ => {
            2_u8.hash(&mut hasher);
            node.raw().hash(&mut hasher);
        }
    }
    mix(hasher.finish())
}

/// The number of a text.
pub fn text(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    mix(hasher.finish())
}

/// Spreads every bit over all others: the last step of `SplitMix64`.
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(text: &str) -> u64 {
        let tree = syntax::parse(text);
        Fingerprints::of(&tree).get(tree.root())
    }

    #[test]
    fn writing_does_not_count() {
        for (one, other) in [
            (r#"{"a":1,"b":[true,null]}"#, "{ \"b\": [ true, null ],\n \"a\": 1 }"),
            (r#"{"a":1.0}"#, r#"{"a":1}"#),
            (r#"{"a":-0}"#, r#"{"a":0}"#),
            (r#"{"\u0061":"\u00e9"}"#, r#"{"a":"é"}"#),
        ] {
            assert_eq!(print(one), print(other), "{one} {other}");
            let (one, other) = (syntax::parse(one), syntax::parse(other));
            assert_eq!(likeness(one.root()), likeness(other.root()));
        }
    }

    #[test]
    fn a_part_has_the_numbers_of_the_whole() {
        let tree = syntax::parse(r#"{"a":[1,{"b":[2,3]}],"c":{"d":null}}"#);
        let whole = Fingerprints::of(&tree);
        for part in tree.nodes() {
            let within = Fingerprints::within(part);
            let inside = (part.id().0..part.after().0).map(|id| tree.node(NodeId(id)));
            assert!(inside.into_iter().all(|node| within.get(node) == whole.get(node)));
            assert_eq!(part.id().0 > 0, within.get(tree.root()) == 0);
        }
    }

    #[test]
    fn meaning_counts() {
        let texts = [
            "{}",
            "[]",
            "null",
            "0",
            "1",
            "\"\"",
            "\"1\"",
            "true",
            "false",
            "[[]]",
            "[{}]",
            "{\"a\":{}}",
            "{\"a\":[]}",
            "{\"a\":1}",
            "{\"a\":2}",
            "{\"b\":1}",
            "{\"a\":1,\"b\":2}",
            "{\"a\":2,\"b\":1}",
            "[1,2]",
            "[2,1]",
            "[1,1]",
            "[1]",
            "[1,2,3]",
            "{\"a\":{\"b\":1}}",
            "{\"b\":{\"a\":1}}",
            "[0]",
            "[0,0]",
            "[null]",
            "{\"a\":null}",
            "\"a\"",
            "[[1],[2]]",
            "[[1,2]]",
            "[[1],2]",
        ];
        let mut prints: Vec<u64> = texts.iter().map(|text| print(text)).collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), texts.len());
    }
}
