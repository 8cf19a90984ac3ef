//! The findings of one file after the other, in the order of their paths.

use std::collections::BTreeMap;

/// Text about one file that waits until everything about paths before it is there. That is at once, unless a connector's
/// folder lies inside of another one's.
#[derive(Default)]
pub(crate) struct Merge {
    /// By path, then by arrival.
    held: BTreeMap<(String, usize), String>,
    arrived: usize,
}

impl Merge {
    /// Takes the text about the file at `path`.
    pub(crate) fn put(&mut self, path: String, text: String) {
        self.arrived += 1;
        self.held.insert((path, self.arrived), text);
    }

    /// The texts that can be printed when everything still to come is about paths at or after `next`; `None`: nothing
    /// is to come.
    pub(crate) fn ready(&mut self, next: Option<&str>) -> impl Iterator<Item = String> {
        let ready = match next {
            None => std::mem::take(&mut self.held),
            Some(next) => {
                let later = self.held.split_off(&(next.to_owned(), 0));
                std::mem::replace(&mut self.held, later)
            }
        };
        ready.into_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_inner_folders_come_where_their_path_belongs() {
        let mut merge = Merge::default();
        let ready = |merge: &mut Merge, next| merge.ready(next).collect::<Vec<_>>().join(" ");
        merge.put("a/x.json".into(), "a/x".into());
        merge.put("a/b.json".into(), "a/b".into());
        assert_eq!(ready(&mut merge, Some("a/deep/")), "a/b");
        merge.put("a/deep/y.json".into(), "a/deep/y".into());
        assert_eq!(ready(&mut merge, Some("b/")), "a/deep/y a/x");
        merge.put("b/z.json".into(), "1".into());
        merge.put("b/z.json".into(), "2".into());
        assert_eq!(ready(&mut merge, None), "1 2");
    }
}
