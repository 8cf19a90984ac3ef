//! Finding what stands twice, without comparing everything with everything.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Up to this many are compared pair by pair, which needs no memory.
const FEW: usize = 16;

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
    let mut seen = FxHashMap::default();
    for one in all {
        let Some(key) = key(one) else { continue };
        if let Some(earlier) = seen.insert(key, one) {
            found(earlier, one);
        }
    }
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
}
