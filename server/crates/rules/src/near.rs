//! "Did you mean": the nearest of some names.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

/// Unknown names beyond this many are not compared with the known ones: a file with thousands of them is wrong as a whole,
/// and is still checked while its author types.
pub(crate) const MANY: usize = 100;

/// The names that something can refer to, for checks that look at many references.
pub(crate) struct Names<'n> {
    in_order: Vec<Cow<'n, str>>,
    known: FxHashSet<Cow<'n, str>>,
    /// Where the nearest one of an unknown name stands in `in_order`.
    nearest: FxHashMap<Box<str>, Option<usize>>,
}

impl<'n> Names<'n> {
    /// These names; the order matters to [`nearest`].
    pub(crate) fn new(names: impl IntoIterator<Item = impl Into<Cow<'n, str>>>) -> Self {
        let in_order: Vec<Cow<'n, str>> = names.into_iter().map(Into::into).collect();
        let known = in_order.iter().cloned().collect();
        Self { in_order, known, nearest: FxHashMap::default() }
    }

    /// Whether this is one of them, in the same letter case.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// The one that [`nearest`] finds; only for the first [`MANY`] different names that are asked for.
    pub(crate) fn nearest(&mut self, name: &str) -> Option<&str> {
        if !self.nearest.contains_key(name) {
            if self.nearest.len() == MANY {
                return None;
            }
            let near = nearest(name, self.in_order.iter().map(AsRef::as_ref));
            let at = near.and_then(|near| self.in_order.iter().position(|known| known == near));
            self.nearest.insert(name.into(), at);
        }
        let at = self.nearest.get(name).copied().flatten()?;
        self.in_order.get(at).map(AsRef::as_ref)
    }
}

/// The candidate nearest to `name`: the same in other letter case, else within two edits (one for names of up to
/// four letters). `None` if none is near; of equally near ones the first.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let length = name.chars().count();
    let allowed = if length <= 4 { 1 } else { 2 };
    let name_letters = letters(name);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == name {
            continue;
        }
        if candidate.eq_ignore_ascii_case(name) {
            return Some(candidate);
        }
        if candidate.chars().count().abs_diff(length) > allowed {
            continue;
        }
        // Most candidates end here, so that a name is looked for among thousands at little cost.
        if let (Some(mine), Some(theirs)) = (name_letters, letters(candidate))
            && (mine ^ theirs).count_ones() as usize > 2 * allowed
        {
            continue;
        }
        let distance = strsim::osa_distance(&name.to_lowercase(), &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|(found, _)| distance < found) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The letters that occur in a text of ASCII, one bit for each, letter case aside. An edit changes two of them at most.
fn letters(text: &str) -> Option<u64> {
    let bit = |byte: u8| 1_u64 << (byte.to_ascii_lowercase() & 63);
    text.is_ascii().then(|| text.bytes().fold(0, |letters, byte| letters | bit(byte)))
}

/// ` Did you mean 'x'?`, or nothing.
pub fn hint(near: Option<&str>) -> String {
    near.map_or_else(String::new, |name| format!(" Did you mean '{name}'?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        let names = ["x-ms-visibility", "x-ms-summary", "get", "getItems"];
        assert_eq!(nearest("x-ms-visibilty", names), Some("x-ms-visibility"));
        assert_eq!(nearest("GETITEMS", names), Some("getItems"));
        assert_eq!(nearest("git", names), Some("get"));
        assert_eq!(nearest("put", names), None);
        assert_eq!(nearest("x-ms-trigger", names), None);
    }

    #[test]
    fn only_so_many_names_are_compared() {
        let mut names = Names::new(["name", "other"]);
        assert!(names.contains("name") && !names.contains("Name"));
        assert_eq!(names.nearest("nam"), Some("name"));
        for index in 1..MANY {
            assert_eq!(names.nearest(&format!("unlike all of them {index}")), None);
        }
        assert_eq!(names.nearest("othe"), None);
        // What was found stays.
        assert_eq!(names.nearest("nam"), Some("name"));
    }
}
