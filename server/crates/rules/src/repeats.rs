//! Finding what stands twice, without comparing everything with everything.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

/// Up to this many are compared pair by pair, which needs no memory.
pub(crate) const FEW: usize = 16;

/// Calls `found` with the one before and the one at hand, for each that has the key of an earlier one. Those without a
/// key are passed over.
pub(crate) fn repeats<T: Copy, K: Eq + Hash>(
    all: impl Iterator<Item = T> + Clone,
    key: impl Fn(T) -> Option<K>,
    mut found: impl FnMut(T, T),
) {
    if all.clone().nth(FEW).is_none() {
        let mut seen: [Option<(K, T)>; FEW] = [const { None }; FEW];
        for (index, one) in all.enumerate() {
            let Some(mine) = key(one) else { continue };
            let same = |other: &&(K, T)| other.0 == mine;
            if let Some(&(_, earlier)) = seen[..index].iter().flatten().rfind(same) {
                found(earlier, one);
            }
            seen[index] = Some((mine, one));
        }
        return;
    }
    if !may_repeat(all.clone().filter_map(&key)) {
        return;
    }
    let mut seen = FxHashMap::default();
    for one in all {
        let Some(key) = key(one) else { continue };
        if let Some(earlier) = seen.insert(key, one) {
            found(earlier, one);
        }
    }
}

/// Whether a key may stand among these twice. `false` is certain; among a thousand different keys `true` is wrong once
/// in some hundred times. Needs no memory.
pub(crate) fn may_repeat<K: Hash>(keys: impl Iterator<Item = K>) -> bool {
    let mut marks = Marks::default();
    let mut keys = keys;
    keys.any(|key| {
        let is_known = marks.may_have(&key);
        marks.add(&key);
        is_known
    })
}

/// What has been seen, roughly and without memory of its own: each key marks four bits, and a key whose bits are all
/// marked may be one of those (a Bloom filter).
pub(crate) struct Marks([u64; WORDS]);

/// One bit for each number of 16 bits.
const WORDS: usize = 1 << (16 - 6);

impl Default for Marks {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl Marks {
    /// Adds a key.
    pub(crate) fn add(&mut self, key: &impl Hash) {
        for bit in bits(key) {
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Whether the key may have been added; `false` is certain.
    pub(crate) fn may_have(&self, key: &impl Hash) -> bool {
        bits(key).into_iter().all(|bit| self.0[bit / 64] & 1 << (bit % 64) != 0)
    }
}

/// The four bits of a key.
fn bits(key: &impl Hash) -> [usize; 4] {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    // The low bits of the hash know little of the key; a product folded in half spreads the high ones.
    let product = u128::from(hasher.finish()) * 0x9E37_79B9_7F4A_7C15;
    let hash = (product as u64) ^ ((product >> 64) as u64);
    [0, 16, 32, 48].map(|shift| usize::from((hash >> shift) as u16))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(all: &[i32]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let key = |(_, value): (usize, &i32)| (*value >= 0).then_some(*value);
        repeats(all.iter().enumerate(), key, |(first, _), (second, _)| pairs.push((first, second)));
        pairs
    }

    #[test]
    fn each_repeat_comes_with_the_one_before_it() {
        assert_eq!(found(&[1, 2, 1, 3, 1, -1, -1]), [(0, 2), (2, 4)]);
        let many: Vec<i32> = (0..40).chain([7, 7]).collect();
        assert_eq!(found(&many), [(7, 40), (40, 41)]);
        assert!(found(&[]).is_empty());
    }

    #[test]
    fn different_keys_seldom_look_like_repeats() {
        let name = |group: usize, index: usize| format!("/group{group}/thing{index}");
        let wrong = (0..200).filter(|group| may_repeat((0..1000).map(|index| name(*group, index)))).count();
        assert!(wrong <= 8, "{wrong} of 200");
        for repeated in [0, 17, 998] {
            let names = (0..1000).chain([repeated]).map(|index| name(0, index));
            assert!(may_repeat(names));
        }
    }
}
