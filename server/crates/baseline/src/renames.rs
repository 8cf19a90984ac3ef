//! A connector that has another path in an earlier commit.
//!
//! Only definitions come into question whose path is no longer there: a connector that was copied is a new one. Of
//! those the one with the very same content is taken; else the most similar one in a folder of the same name, or in
//! the same folder; else the most similar one at all.

use std::collections::HashSet;
use std::path::Path;

use connector::{FileRole, file_sets};
use gix::ObjectId;

use crate::disk::resolved;
use crate::line_ends;
use crate::paths::split;
use crate::tree::{Entry, TreeFolder};
use crate::unread::Reason;

/// How similar the definition of a moved folder or a renamed file must be. Half of the real connectors have none among
/// all others that is more similar than 0.12, and nine of ten none above 0.3.
const MOVED: f64 = 0.3;

/// How similar a definition must be of which nothing but the content speaks for it. Of real connectors only families
/// of one maker's products are, such as one product for several countries; of 51 real updates all but three.
const RENAMED: f64 = 0.6;

/// How many definitions are read for comparison at most.
const MOST_READ: usize = 50;

/// The definition of today.
pub(crate) struct Today<'t> {
    /// Its path inside of the repository.
    pub(crate) path: &'t str,
    /// The path of the connector's folder inside of the repository.
    pub(crate) folder: &'t str,
    /// Its bytes on disk.
    pub(crate) bytes: Option<Vec<u8>>,
    /// The root of the working tree, without links.
    pub(crate) working_tree: &'t Path,
    /// The root folder of the last commit.
    pub(crate) head: Option<&'t TreeFolder>,
    /// All definitions of the last commit.
    pub(crate) at_head: &'t [Entry],
}

impl Today<'_> {
    /// Whether a path of an earlier commit is not that of another file by now.
    pub(crate) fn is_free(&self, path: &str) -> bool {
        let old = self.working_tree.join(path);
        // A file system may not tell letter case apart: then the old path leads to the same file.
        std::fs::symlink_metadata(&old).is_err()
            || resolved(&old).is_some_and(|old| Some(old) == resolved(&self.working_tree.join(self.path)))
    }

    /// The file in the last commit.
    fn committed(&self) -> Option<Entry> {
        self.head?.file(self.path).filter(|found| found.path == self.path)
    }
}

/// The definition that became that of today; `definitions` are all that the earlier commit has.
pub(crate) fn find(root: &TreeFolder, definitions: &[Entry], today: &Today<'_>) -> Option<Entry> {
    let committed = today.committed();
    // Files that are not checked out are there as well, in the last commit. If the new path is not in it, the renaming
    // is not committed yet, and the old path may be.
    let at_head: HashSet<&str> = match committed {
        Some(_) => today.at_head.iter().map(|entry| entry.path.as_str()).collect(),
        None => HashSet::new(),
    };
    let mut candidates: Vec<Entry> = definitions.to_vec();
    candidates.extend(others_in(root, today.folder));
    candidates.retain(|entry| !at_head.contains(entry.path.as_str()) && today.is_free(&entry.path));
    let (near, far): (Vec<Entry>, Vec<Entry>) =
        candidates.into_iter().partition(|entry| is_near(&entry.path, today.path));
    let contents = contents(root, committed.as_ref(), today);
    let is_same = |entry: &&Entry| contents.iter().any(|(id, _)| *id == Some(entry.id));
    if let Some(same) = near.iter().chain(&far).find(is_same) {
        return Some(same.clone());
    }
    let mut unread = Vec::new();
    let found = [(near, MOVED), (far, RENAMED)]
        .into_iter()
        .find_map(|(candidates, least)| most_similar(root, candidates, &contents, least, &mut unread));
    if found.is_none() {
        // It may be one of those. Of what was fetched, only a file whose path speaks for it.
        let is_fetched = |reason: &Reason| matches!(reason, Reason::TooLarge | Reason::Elsewhere);
        let mut doubtful = unread.iter();
        let doubtful =
            doubtful.find(|(entry, reason)| !is_fetched(reason) || is_near(&entry.path, today.path));
        if let Some((entry, reason)) = doubtful {
            root.note(&entry.path, reason);
        }
    }
    found
}

/// The definitions of a folder that only its `settings.json` tells.
fn others_in(root: &TreeFolder, folder: &str) -> Vec<Entry> {
    let folder = root.at(folder);
    let sets = file_sets(&folder);
    sets.iter().filter_map(|set| folder.file(set.name(FileRole::Definition)?)).collect()
}

/// Whether two definitions are in the same folder, or have the same name in folders of the same name.
fn is_near(one: &str, other: &str) -> bool {
    let ((one_folder, one_name), (other_folder, other_name)) = (split(one), split(other));
    one_folder == other_folder
        || one_name.eq_ignore_ascii_case(other_name)
            && split(one_folder).1.eq_ignore_ascii_case(split(other_folder).1)
}

/// The contents that the definition has on disk and in the last commit, with the ids that Git knows them by.
fn contents(
    root: &TreeFolder,
    committed: Option<&Entry>,
    today: &Today<'_>,
) -> Vec<(Option<ObjectId>, Vec<u8>)> {
    let mut found = Vec::new();
    if let Some(bytes) = &today.bytes {
        // Git may have turned CRLF into LF.
        let lf = line_ends::with_lf(bytes);
        found.push((root.id_of(bytes), bytes.clone()));
        found.push((root.id_of(&lf), lf));
    }
    found.extend(committed.and_then(|entry| Some((Some(entry.id), root.blob(entry).ok()?))));
    found
}

fn most_similar(
    root: &TreeFolder,
    candidates: Vec<Entry>,
    contents: &[(Option<ObjectId>, Vec<u8>)],
    least: f64,
    unread: &mut Vec<(Entry, Reason)>,
) -> Option<Entry> {
    // What is on disk first: it is what will be compared.
    let (_, content) = contents.first()?;
    let length = content.len() as u64;
    let mut sized: Vec<(u64, Entry)> = Vec::new();
    for entry in candidates {
        match root.size(&entry) {
            Ok(size) => sized.push((size, entry)),
            Err(reason) => unread.push((entry, reason)),
        }
    }
    sized.sort_by_key(|(size, _)| size.abs_diff(length));
    sized.truncate(MOST_READ);
    let pieces = pieces(content);
    let mut best: Option<(f64, Entry)> = None;
    for (_, entry) in sized {
        let bytes = match root.blob(&entry) {
            Ok(bytes) => bytes,
            Err(reason) => {
                unread.push((entry, reason));
                continue;
            }
        };
        let similarity = similarity(&pieces, &self::pieces(&bytes));
        if similarity >= best.as_ref().map_or(least, |(similarity, _)| *similarity) {
            best = Some((similarity, entry));
        }
    }
    best.map(|(_, entry)| entry)
}

/// The different pieces between line ends, brackets and commas: members such as `"operationId": "GetPets"`.
/// Indentation, order and repetition do not count.
fn pieces(text: &[u8]) -> HashSet<&[u8]> {
    text.split(|byte| b"{}[],\n".contains(byte))
        .map(<[u8]>::trim_ascii)
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// The share of bytes in pieces that both have, between 0 and 1.
#[allow(clippy::cast_precision_loss, reason = "a share of at most 64 MB")]
fn similarity(one: &HashSet<&[u8]>, other: &HashSet<&[u8]>) -> f64 {
    let bytes = |pieces: &HashSet<&[u8]>| pieces.iter().map(|piece| piece.len()).sum::<usize>();
    let both: usize = one.intersection(other).map(|piece| piece.len()).sum();
    both as f64 / bytes(one).max(bytes(other)).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similarity_is_the_share_of_members_that_both_have() {
        let of = |one: &str, other: &str| similarity(&pieces(one.as_bytes()), &pieces(other.as_bytes()));
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found}");
        near(of("{\n  \"aa\": 1,\r\n  \"bb\": 2\r\n}", "{\"bb\": 2,\"aa\": 1}"), 1.0);
        near(of("{\"aa\": 1, \"bb\": 2}", "{\"aa\": 1, \"cc\": 3}"), 0.5);
        near(of("[\"a\", \"a\", \"a\"]", "[\"a\"]"), 1.0);
        near(of("[]", "[1]"), 0.0);
        near(of("", ""), 0.0);
    }

    #[test]
    fn what_is_near() {
        assert!(is_near("a/c/x.json", "b/C/X.json"));
        assert!(is_near("a/c/x.json", "a/c/y.json"));
        assert!(!is_near("a/c/x.json", "b/c/y.json"));
        assert!(!is_near("a/c/x.json", "a/d/x.json"));
        assert!(is_near("x.json", "y.json"));
    }

    /// The limits hold for the real connectors that are kept beside the repository, if there are some.
    #[test]
    fn few_real_connectors_are_taken_for_others() {
        let Some(corpus) = fixture::corpus("few_real_connectors_are_taken_for_others") else { return };
        let files: Vec<(std::path::PathBuf, Vec<u8>)> = fixture::connector_files(&corpus)
            .into_iter()
            .filter(|path| {
                path.file_name().is_some_and(|name| {
                    connector::role_of(&name.to_string_lossy()) == Some(FileRole::Definition)
                })
            })
            .map(|path| (path.clone(), std::fs::read(path).unwrap()))
            .collect();
        let pieces: Vec<HashSet<&[u8]>> = files.iter().map(|(_, bytes)| super::pieces(bytes)).collect();
        // Some are enough: each is compared with all.
        let some: Vec<(usize, &HashSet<&[u8]>)> = pieces.iter().enumerate().step_by(7).collect();
        let is_mistaken = |(at, one): &&(usize, &HashSet<&[u8]>)| {
            let mut others = pieces.iter().enumerate().filter(|(other, _)| other != at);
            others.any(|(_, other)| similarity(one, other) >= RENAMED)
        };
        let mistaken = some.iter().filter(is_mistaken).count();
        assert!(mistaken * 20 < some.len(), "{mistaken} of {}", some.len());
    }
}
