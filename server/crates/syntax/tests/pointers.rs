//! Pointers of real trees.

mod common;

use common::CONNECTOR;
use fixture::{Rng, layouts, mutate, random_text};
use std::collections::HashSet;
use syntax::{parse, pointer};

#[test]
fn every_node_has_a_pointer_of_its_own_that_finds_it() {
    for (name, text) in layouts(CONNECTOR) {
        let tree = parse(text);
        let pointers: HashSet<String> = tree.nodes().map(pointer::pointer).collect();
        assert_eq!(pointers.len(), tree.len(), "{name}");
        for node in tree.nodes() {
            assert_eq!(pointer::resolve(&tree, &pointer::pointer(node)), Some(node), "{name}");
        }
        assert!(pointers.contains("/paths/~1items~1{id}/get/parameters/1/enum/2/1"));
        assert!(pointers.contains("/definitions/Item/properties/a~1b~0c/x-ms-summary"));
        assert!(pointers.contains("/definitions/Item/properties/"));
    }
}

#[test]
fn any_name_survives_a_pointer_and_a_fragment() {
    for seed in 0..2000 {
        let mut rng = Rng::new(seed);
        let count = rng.below(6);
        let name = random_text(&mut rng, count) + rng.pick(&["", "~", "/", "~1", "%", "%41", "#"]);
        let tree = parse(format!("{{{}:[0]}}", syntax::edit::quote(&name)));
        assert_eq!(tree.errors(), [], "{name:?}");
        let item = tree.root().get(&name).and_then(|array| array.item(0)).expect("the item");
        let written = pointer::pointer(item);
        assert_eq!(pointer::resolve(&tree, &written), Some(item), "{name:?}");
        let tokens: Vec<_> = pointer::Pointer::new(&written).expect("a pointer").collect();
        assert_eq!(tokens, [name.as_str(), "0"]);
        let encode = |byte: u8| {
            if byte.is_ascii_alphanumeric() || byte == b'/' {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02x}")
            }
        };
        let fragment = format!("#{}", written.bytes().map(encode).collect::<String>());
        assert_eq!(pointer::from_fragment(&fragment).as_deref(), Some(written.as_str()));
    }
}

/// In damaged trees a stray value is found as its object, and only what a duplicate key hides is not found.
#[test]
fn pointers_of_damaged_trees_resolve() {
    let layouts = layouts(CONNECTOR);
    for seed in 0..2000 {
        let mut rng = Rng::new(seed);
        let (text, mutation) = mutate(&layouts[rng.below(4)].1, &mut rng);
        let tree = parse(text);
        for node in tree.nodes() {
            let mut nameable = node;
            let mut hidden = false;
            for (child, parent) in std::iter::once(node).chain(node.ancestors()).zip(node.ancestors()) {
                if parent.is_object() && child.key().is_none() {
                    nameable = parent;
                    hidden = false;
                }
                hidden |= child.key().is_some_and(|key| parent.get(&key.text()) != Some(child));
            }
            let found = pointer::resolve(&tree, &pointer::pointer(node));
            assert!(hidden || found == Some(nameable), "seed {seed}: {mutation:?} {node:?} {found:?}");
        }
    }
}
