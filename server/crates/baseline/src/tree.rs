//! Files of a commit.

use std::rc::Rc;

use connector::{FileRole, Files, Source, names_definition, role_of};
use gix::ObjectId;
use gix::objs::tree::EntryKind;

use crate::Problem;
use crate::paths::{join, parts, split};
use crate::store::{Found, LARGEST, Piece, Store, Version};
use crate::unread::{Reason, Unread, whole};

/// How many links are followed on the way to one file.
const MOST_LINKS: usize = 8;

/// How many folders of a commit are searched for definitions at most, so that no repository takes seconds.
const MOST_FOLDERS: usize = 50_000;

/// A folder in the tree of a commit.
#[derive(Clone, Debug)]
pub(crate) struct TreeFolder {
    repository: gix::Repository,
    /// The tree of the commit.
    root: ObjectId,
    /// The folder's path, as the tree spells it.
    folder: String,
    /// What the commit is called to people.
    label: Rc<str>,
    /// What of the commit could not be read, in any of its folders.
    unread: Unread,
}

/// A file or a folder in a tree.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) kind: EntryKind,
    pub(crate) id: ObjectId,
    /// Its path, as the tree spells it.
    pub(crate) path: String,
}

impl Entry {
    pub(crate) fn is_folder(&self) -> bool {
        self.kind == EntryKind::Tree
    }

    fn is_file(&self) -> bool {
        matches!(self.kind, EntryKind::Blob | EntryKind::BlobExecutable)
    }
}

impl TreeFolder {
    /// The root folder of the tree with this id, of a commit that is called `label` to people.
    pub(crate) fn root(repository: gix::Repository, tree: ObjectId, label: &str) -> Self {
        Self { repository, root: tree, folder: String::new(), label: label.into(), unread: Unread::default() }
    }

    /// What could not be read so far, here and in the other folders that were made of the same root.
    pub(crate) fn problem(&self) -> Option<Problem> {
        self.unread.problem()
    }

    /// Notes that what is at this path from the root could not be read.
    pub(crate) fn note(&self, path: &str, reason: &Reason) {
        let what = if path.is_empty() { "The root folder".to_owned() } else { format!("'{path}'") };
        self.unread.note(&format!("{what} of '{}'", self.label), reason);
    }

    /// The folder with this path, which need not be there.
    pub(crate) fn at(&self, folder: impl Into<String>) -> Self {
        Self { folder: folder.into(), ..self.clone() }
    }

    /// The folder's path.
    pub(crate) fn folder(&self) -> &str {
        &self.folder
    }

    /// What is at a path from the root. Letter case counts first; if that finds nothing, a name that differs only in
    /// the case of ASCII letters is taken, if there is one only: file systems of Windows and macOS do not tell them
    /// apart. Links are followed inside of the tree.
    pub(crate) fn entry(&self, path: &str) -> Option<Entry> {
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            match self.step(&path)? {
                Step::End(entry) => return Some(entry),
                Step::Link(target) => path = target,
            }
        }
        None
    }

    fn step(&self, path: &str) -> Option<Step> {
        let mut entry = Entry { kind: EntryKind::Tree, id: self.root, path: String::new() };
        let mut names = parts(path);
        while let Some(name) = names.next() {
            let found = self.child(&entry, name)?;
            if found.kind == EntryKind::Link {
                let target = String::from_utf8(self.noted(&found)?).ok()?;
                let rest: Vec<&str> = names.collect();
                let target = join(&entry.path, &target)?;
                return Some(Step::Link(join(&target, &rest.join("/"))?));
            }
            entry = found;
        }
        Some(Step::End(entry))
    }

    fn child(&self, folder: &Entry, name: &str) -> Option<Entry> {
        if !folder.is_folder() {
            return None;
        }
        let tree = self.tree(folder)?;
        let mut similar = Vec::new();
        for entry in tree.iter() {
            let entry = entry.ok()?;
            let Ok(found) = std::str::from_utf8(entry.filename()) else { continue };
            if !found.eq_ignore_ascii_case(name) {
                continue;
            }
            let path = join(&folder.path, found)?;
            let is_same = found == name;
            let found = Entry { kind: entry.kind(), id: entry.object_id(), path };
            if is_same {
                return Some(found);
            }
            similar.push(found);
        }
        similar.pop().filter(|_| similar.is_empty())
    }

    /// What a folder holds; that it cannot be read is noted.
    fn tree(&self, folder: &Entry) -> Option<gix::Tree<'_>> {
        let tree = self.repository.find_tree(folder.id);
        tree.map_err(|_| self.note(&folder.path, &self.absent())).ok()
    }

    /// The bytes of a file or link.
    pub(crate) fn blob(&self, file: &Entry) -> Result<Vec<u8>, Reason> {
        if self.size(file)? > LARGEST {
            return Err(Reason::TooLarge);
        }
        whole(self.repository.find_blob(file.id).map_err(|_| self.absent())?.take_data())
    }

    /// The bytes of a file or link; that it cannot be read is noted.
    fn noted(&self, file: &Entry) -> Option<Vec<u8>> {
        self.blob(file).map_err(|reason| self.note(&file.path, &reason)).ok()
    }

    /// The size of a file in bytes.
    pub(crate) fn size(&self, file: &Entry) -> Result<u64, Reason> {
        Ok(self.repository.find_header(file.id).map_err(|_| self.absent())?.size())
    }

    /// Why something of the commit is not in the repository.
    fn absent(&self) -> Reason {
        let configuration = self.repository.config_snapshot();
        let is_promisor = |name: &str| configuration.boolean(&*format!("remote.{name}.promisor"));
        let remotes = self.repository.remote_names();
        let mut remotes = remotes.iter().filter_map(|name| std::str::from_utf8(name).ok());
        let is_filtered = remotes.any(|name| is_promisor(name) == Some(true));
        if is_filtered { Reason::Filtered } else { Reason::Missing }
    }

    /// The id that a file with these bytes has.
    pub(crate) fn id_of(&self, bytes: &[u8]) -> Option<ObjectId> {
        gix::objs::compute_hash(self.repository.object_hash(), gix::objs::Kind::Blob, bytes).ok()
    }

    /// The id of the commit's root folder.
    pub(crate) fn root_id(&self) -> ObjectId {
        self.root
    }

    /// The file `name`, relative to the folder.
    pub(crate) fn file(&self, name: &str) -> Option<Entry> {
        let at = |name: &str| self.entry(&join(&self.folder, name)?).filter(Entry::is_file);
        let found = at(name);
        // Windows authors write backslashes into settings.json.
        if found.is_none() && name.contains('\\') { at(&name.replace('\\', "/")) } else { found }
    }

    /// The bytes of the file `name`, relative to the folder; that it is there and cannot be read is noted.
    pub(crate) fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        self.noted(&self.file(name)?)
    }

    /// The definitions at and below the folder that are told by their file names, by path.
    pub(crate) fn definitions(&self) -> Vec<Entry> {
        let mut found = self.search(|_| true, |name| role_of(name) == Some(FileRole::Definition));
        found.retain(Entry::is_file);
        found
    }

    /// The folders at and below this one that hold a connector, by path. Hidden folders below it are not searched, as on
    /// disk.
    pub(crate) fn connectors(&self) -> Vec<String> {
        let is_wanted = |name: &str| matches!(role_of(name), Some(FileRole::Definition | FileRole::Settings));
        let found = self.search(|name| !name.starts_with('.'), is_wanted).into_iter().filter(|entry| {
            let (folder, name) = split(&entry.path);
            let source = || self.at(folder).read(name);
            role_of(name) == Some(FileRole::Definition)
                || source().is_some_and(|source| names_definition(source.decoded))
        });
        let mut folders: Vec<String> = found.map(|entry| split(&entry.path).0.to_owned()).collect();
        folders.dedup();
        folders
    }

    /// The files and links at and below the folder whose names are wanted, by path; only folders whose names are
    /// searched are gone into.
    fn search(&self, is_searched: impl Fn(&str) -> bool, is_wanted: impl Fn(&str) -> bool) -> Vec<Entry> {
        let mut found = Vec::new();
        let mut todo: Vec<Entry> = self.entry(&self.folder).into_iter().collect();
        let mut folders = 0;
        while let Some(folder) = todo.pop() {
            folders += 1;
            let Some(tree) = self.tree(&folder) else { continue };
            if folders > MOST_FOLDERS {
                break;
            }
            for entry in tree.iter().flatten() {
                let Ok(name) = std::str::from_utf8(entry.filename()) else { continue };
                let is_folder = entry.kind() == EntryKind::Tree;
                if !(if is_folder { is_searched(name) } else { is_wanted(name) }) {
                    continue;
                }
                let Some(path) = join(&folder.path, name) else { continue };
                let entry = Entry { kind: entry.kind(), id: entry.object_id(), path };
                if is_folder {
                    todo.push(entry);
                } else {
                    found.push(entry);
                }
            }
        }
        found.sort_by(|a, b| split(&a.path).cmp(&split(&b.path)));
        found
    }
}

enum Step {
    End(Entry),
    Link(String),
}

impl Files for TreeFolder {
    fn names(&self) -> Vec<String> {
        let Some(folder) = self.entry(&self.folder).filter(Entry::is_folder) else { return Vec::new() };
        let Some(tree) = self.tree(&folder) else { return Vec::new() };
        let files = tree.iter().flatten().filter(|entry| !matches!(entry.kind(), EntryKind::Tree));
        files.filter_map(|entry| String::from_utf8(entry.filename().to_vec()).ok()).collect()
    }

    fn read(&self, name: &str) -> Option<Source> {
        self.bytes(name).map(|bytes| Source { decoded: syntax::decode(bytes) })
    }
}

impl Store for TreeFolder {
    fn is_inside(&self, name: &str) -> bool {
        join(&self.folder, &name.replace('\\', "/")).is_some()
    }

    fn find(&self, name: &str) -> Option<Found> {
        let entry = self.file(name)?;
        Some(Found { path: entry.path, version: Version::Blob(entry.id) })
    }

    fn content(&self, piece: &Piece) -> Option<Vec<u8>> {
        let Version::Blob(id) = piece.found.version else { return None };
        self.noted(&Entry { kind: EntryKind::Blob, id, path: piece.found.path.clone() })
    }

    fn problem(&self) -> Option<Problem> {
        Self::problem(self)
    }

    fn below(&self, path: &str) -> Option<Box<dyn Store>> {
        let entry = self.entry(&join(&self.folder, path)?).filter(Entry::is_folder)?;
        Some(Box::new(self.at(entry.path)))
    }
}
