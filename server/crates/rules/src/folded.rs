//! Names as maps should see them when letter case does not count.

use std::hash::{Hash, Hasher};

/// A name that equals every name that differs from it in the case of ASCII letters only.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folded<'n>(pub(crate) &'n str);

impl PartialEq for Folded<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(other.0)
    }
}

impl Eq for Folded<'_> {}

impl Hash for Folded<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for byte in self.0.bytes() {
            state.write_u8(byte.to_ascii_lowercase());
        }
    }
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;

    #[test]
    fn letter_case_does_not_count() {
        let names: FxHashSet<Folded<'_>> = ["GetItems", "É"].map(Folded).into_iter().collect();
        assert!(names.contains(&Folded("getITEMS")));
        assert!(!names.contains(&Folded("getitem")));
        assert!(!names.contains(&Folded("é")));
    }
}
