//! How much of a document survives damage: real files where there are some, and our own samples.
//!
//! A leaf is a value with its pointer. Leaves that the damage itself changes are not counted: those whose bytes it
//! touches, and those below a key whose name it touches. All others should be read as before, whatever happened to
//! the brackets, quotes and commas around them.

#![allow(clippy::cast_precision_loss, reason = "counts of some thousands")]

use std::collections::{HashMap, HashSet};

use fixture::{MutationKind, Rng, assert_well_formed, corpus, mutate, samples, texts};
use syntax::{Node, Span, Tree, parse, pointer};

/// The leaves of a tree as pointer and text.
fn leaves(tree: &Tree) -> impl Iterator<Item = (Node<'_>, String, &str)> {
    let leaves = tree.nodes().filter(|node| !node.is_container());
    leaves.map(|node| (node, pointer::pointer(node), node.raw()))
}

/// Whether damage to these bytes changes the leaf itself or the name of something around it.
fn is_changed(leaf: Node<'_>, damage: Span) -> bool {
    let overlaps = |span: Span| span.start < damage.end.max(damage.start + 1) && damage.start < span.end;
    overlaps(leaf.full_span())
        || leaf.ancestors().any(|around| around.key().is_some_and(|key| overlaps(key.content_span())))
}

/// Damages each text `times` times; gives the mean share of leaves that survive, printed by kind of damage.
fn survival(texts: &[String], times: usize, seed: u64) -> f64 {
    let mut rng = Rng::new(seed);
    let mut by_kind: HashMap<MutationKind, (f64, usize)> = HashMap::new();
    for text in texts {
        let whole = parse(text.as_str());
        for _ in 0..times {
            let (damaged, mutation) = mutate(text, &mut rng);
            let tree = parse(damaged);
            assert_well_formed(&tree);
            let after: HashSet<(String, &str)> =
                leaves(&tree).map(|(_, pointer, text)| (pointer, text)).collect();
            let (mut kept, mut all) = (0_u32, 0_u32);
            for (leaf, pointer, text) in leaves(&whole) {
                if !is_changed(leaf, mutation.span) {
                    all += 1;
                    kept += u32::from(after.contains(&(pointer, text)));
                }
            }
            let entry = by_kind.entry(mutation.kind).or_default();
            let share = f64::from(kept) / f64::from(all.max(1));
            entry.0 += share;
            entry.1 += 1;
        }
    }
    let (sum, count) = by_kind.values().fold((0.0, 0), |total, one| (total.0 + one.0, total.1 + one.1));
    for (kind, (sum, count)) in &by_kind {
        println!("{kind:?}: {:.4} of {count}", sum / *count as f64);
    }
    println!("all: {:.4} of {count}", sum / count as f64);
    sum / count as f64
}

/// Texts without errors that are laid out in lines, as files are that people edit.
fn whole(folder: &std::path::Path) -> Vec<String> {
    let files =
        texts(folder).into_iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "json"));
    let texts = files.map(|(_, text)| text);
    texts.filter(|text| text.lines().count() > 40 && parse(text.as_str()).errors().is_empty()).collect()
}

#[test]
fn damaged_real_files_keep_nearly_all_their_leaves() {
    let Some(folder) = corpus("damaged_real_files_keep_nearly_all_their_leaves") else { return };
    let mut rng = Rng::new(2);
    let mut texts = whole(&folder);
    // Every sixth file, another one on each side of a change of the seed: 2,000 mutations in all.
    texts.retain(|text| text.len() < 400_000 && rng.below(5) < 2);
    let times = 2000_usize.div_ceil(texts.len().max(1));
    let kept = survival(&texts, times, 5);
    assert!(kept >= 0.99, "only {kept:.4} of the leaves survive");
}

#[test]
fn damaged_samples_keep_nearly_all_their_leaves() {
    let texts = whole(&samples());
    assert!(texts.len() >= 10);
    let kept = survival(&texts, 60, 7);
    assert!(kept >= 0.985, "only {kept:.4} of the leaves survive");
}

#[test]
fn every_prefix_of_every_sample_parses() {
    for (path, text) in texts(&samples()) {
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
            let tree = parse(&text[..end]);
            // The whole check on each of half a million prefixes takes minutes; on every 37th it says as much.
            if end % 37 == 0 {
                assert_well_formed(&tree);
            }
            assert!(end == text.len() || tree.root().span().end as usize <= end);
        }
    }
}

#[test]
fn what_strict_parsers_accept_is_read_the_same() {
    let Some(folder) = corpus("what_strict_parsers_accept_is_read_the_same") else { return };
    let mut strict = 0;
    for (path, text) in texts(&folder) {
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let body = text.trim_start_matches('\u{FEFF}');
        let tree = parse(body);
        let reference = serde_json::from_str::<serde_json::Value>(body);
        assert_eq!(
            reference.is_ok(),
            tree.errors().is_empty(),
            "{}: {:?}",
            path.display(),
            tree.errors().first()
        );
        if let Ok(reference) = reference {
            strict += 1;
            assert!(same(tree.root(), &reference), "{}", path.display());
        }
    }
    println!("{strict} files are strict JSON");
    assert!(strict > 0);
}

fn same(node: syntax::Node<'_>, value: &serde_json::Value) -> bool {
    use serde_json::Value;
    match value {
        Value::Object(members) => {
            node.is_object()
                && members.iter().all(|(name, value)| node.get(name).is_some_and(|node| same(node, value)))
        }
        Value::Array(items) => {
            node.is_array()
                && node.items().count() == items.len()
                && node.items().zip(items).all(|(node, item)| same(node, item))
        }
        Value::String(text) => node.as_str().is_some_and(|read| read == text.as_str()),
        Value::Number(number) => node.as_f64() == number.as_f64(),
        Value::Bool(bool) => node.as_bool() == Some(*bool),
        Value::Null => node.kind() == syntax::Kind::Null,
    }
}
