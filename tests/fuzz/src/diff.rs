//! Any two connectors: comparing them comes to an end, and what it says fits both.

use connector::{Connector, Part};
use evolution::changes::remedies::Remedies;
use evolution::changes::{Change, Comparison, Spot, Update, compare, compare_whole};
use fixture::Rng;
use syntax::edit::apply;

use crate::editing::altered;
use crate::seeds;

/// The bytes choose a connector and what is done to it before and after it is published.
pub fn check(bytes: &[u8]) {
    let mut chance = Rng::of_bytes(bytes);
    let mut seed = seeds::choose(&mut chance);
    let mut moment = |chance: &mut Rng, most: usize| {
        let edits = chance.below(most);
        for _ in 0..edits {
            let which = chance.below(seed.files.len());
            let (role, text) = &mut seed.files[which];
            *text = altered(*role, text, chance);
        }
        seed.show();
        seed.connector()
    };
    let old = moment(&mut chance, 3);
    let new = moment(&mut chance, 6);
    assert_same(&old, &old);
    assert_same(&new, &new.clone());
    let there = compare(&old, &new);
    check_places(&old, &new, &there);
    check_places(&new, &old, &compare(&new, &old));
    check_places(&old, &new, &compare_whole(&old, &new));
    let remedies = Remedies::new(&old, &new, &there);
    let change = chance.below(there.changes.len());
    if change < there.changes.len() {
        let ways = remedies.compatible(change).into_iter().chain(remedies.keep_published(change));
        for remedy in ways.chain(remedies.revert(change)) {
            for (file, edits) in &remedy.edits {
                let text = new.part(*file).map_or("", Part::text);
                assert!(
                    apply(text, edits).is_some(),
                    "'{}' has edits that do not fit: {edits:?}",
                    remedy.title
                );
            }
        }
    }
}

fn assert_same(one: &Connector, other: &Connector) {
    let Comparison { changes, update, .. } = compare(one, other);
    assert!(changes.is_empty() && update == Update::None, "the same is another one: {changes:?}");
}

/// Every place is in its text, and every change says what it is.
fn check_places(old: &Connector, new: &Connector, comparison: &Comparison) {
    let in_text = |connector: &Connector, spot: &Spot| {
        let text = connector.part(spot.file).map_or("", Part::text);
        let document = connector.document(spot.file);
        let in_tree = spot
            .node
            .is_none_or(|node| document.is_some_and(|document| node.index() < document.tree().len()));
        in_tree && text.get(spot.span.range()).is_some()
    };
    for change in &comparison.changes {
        let Change { message, remedy, operation, operations, .. } = change;
        assert!(change.new.iter().chain(&change.also).all(|spot| in_text(new, spot)), "{message}");
        assert!(change.old.iter().all(|spot| in_text(old, spot)), "{message}");
        assert!(message.ends_with('.') && remedy.ends_with('.'), "{message} {remedy}");
        assert!(message.chars().count() < 700, "{message}");
        assert_eq!(operation.as_ref(), operations.first(), "{message}");
    }
}
