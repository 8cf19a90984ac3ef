//! The connectors that are worked on: copies in a repository with branches.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use e2e::{Folder, git, uri_of};
use fixture::Rng;
use serde_json::{Value, json};

/// The branches. The first is what counts as published.
pub(crate) const BRANCHES: [&str; 4] = ["main", "feature/prices", "feature/revision", "old"];

/// A configuration file of the whole folder, whose entries cover something at times.
const CONFIGURATION: &str = r#"{
  "rules": { "operation/*": "warning" },
  "ignore": [{ "rule": "swagger/host-nonproduction", "reason": "It is a test." }]
}
"#;

/// A temporary folder with connectors.
pub(crate) struct Ground {
    folder: Folder,
}

impl Ground {
    /// Copies so many connectors of the corpus, the largest among them; without a corpus, the samples.
    pub(crate) fn new(count: usize, rng: &mut Rng) -> Self {
        let source = fixture::corpus("soaking on real connectors: the samples are used")
            .unwrap_or_else(fixture::samples);
        let mut groups: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
        for file in fixture::connector_files(&source) {
            let group = file.parent().unwrap_or(&source).to_path_buf();
            groups.entry(group).or_default().push(file);
        }
        let weight = |files: &[PathBuf]| {
            files.iter().filter_map(|file| fs::metadata(file).ok()).map(|meta| meta.len()).sum::<u64>()
        };
        let mut groups: Vec<Vec<PathBuf>> = groups.into_values().collect();
        groups.sort_by_key(|files| weight(files));
        let mut chosen: Vec<Vec<PathBuf>> = groups.pop().into_iter().collect();
        while chosen.len() < count && !groups.is_empty() {
            chosen.push(groups.swap_remove(rng.below(groups.len())));
        }
        let folder = Folder::new();
        for (number, files) in chosen.iter().enumerate() {
            let group = files[0].parent().and_then(Path::file_name).unwrap().to_string_lossy();
            // Two may have the same name in different parts of the corpus.
            let own = PathBuf::from(format!("connectors/{number} {group}"));
            fs::create_dir_all(folder.path().join(&own)).unwrap();
            for file in files {
                let bytes = fs::read(file).unwrap();
                fs::write(folder.path().join(&own).join(file.file_name().unwrap()), bytes).unwrap();
            }
        }
        folder.write("connector-ls.jsonc", CONFIGURATION);
        folder.publish();
        let ground = Self { folder };
        ground.branch_off(rng);
        ground
    }

    /// Makes the branches, which differ in some files from what is published.
    fn branch_off(&self, rng: &mut Rng) {
        for branch in &BRANCHES[1..] {
            self.git(&format!("checkout --quiet -b {branch} main"));
            for _ in 0..=self.connectors().len() / 4 {
                let files = self.files();
                let path = self.path(&files[rng.below(files.len())]);
                if let Ok(mut text) = fs::read_to_string(&path) {
                    for _ in 0..=rng.below(3) {
                        text = fixture::mutate(&text, rng).0;
                    }
                    fs::write(path, text).unwrap();
                }
            }
            self.folder.commit();
        }
        self.git("checkout --quiet main");
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Where a file is.
    pub(crate) fn path(&self, file: &Path) -> PathBuf {
        self.folder.path().join(file)
    }

    /// The URI of a file.
    pub(crate) fn uri(&self, file: &Path) -> String {
        uri_of(&self.path(file))
    }

    /// The files of all connectors and the configuration, by their paths from the folder.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let files = fixture::connector_files(&self.folder.path().join("connectors")).into_iter();
        let relative =
            files.filter_map(|file| file.strip_prefix(self.folder.path()).ok().map(Path::to_path_buf));
        let configuration = Path::new("connector-ls.jsonc");
        relative.chain(self.path(configuration).exists().then(|| configuration.to_path_buf())).collect()
    }

    /// The folders of connectors that are there now.
    pub(crate) fn connectors(&self) -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> = self
            .files()
            .iter()
            .filter_map(|file| file.parent())
            .filter(|parent| parent.starts_with("connectors"))
            .map(Path::to_path_buf)
            .collect();
        found.dedup();
        found
    }

    /// What is in a file, as an editor reads it; `None` if it is gone or no text.
    pub(crate) fn read(&self, file: &Path) -> Option<String> {
        fs::read_to_string(self.path(file)).ok()
    }

    /// Runs `git` with these arguments.
    pub(crate) fn git(&self, arguments: &str) {
        git(self.folder.path(), arguments);
    }

    /// The commit that is checked out.
    pub(crate) fn commit(&self) -> String {
        git(self.folder.path(), "rev-parse HEAD").trim().to_owned()
    }

    /// Does something to the files on disk. What an editor that watches them tells the server afterwards.
    pub(crate) fn watched(&self, change: impl FnOnce(&Self)) -> Vec<Value> {
        let before = self.hashes();
        change(self);
        let after = self.hashes();
        let mut told = Vec::new();
        for (file, hash) in &after {
            match before.get(file) {
                None => told.push(json!({ "uri": self.uri(file), "type": 1 })),
                Some(old) if old != hash => told.push(json!({ "uri": self.uri(file), "type": 2 })),
                Some(_) => {}
            }
        }
        told.extend(
            before
                .keys()
                .filter(|file| !after.contains_key(*file))
                .map(|file| json!({ "uri": self.uri(file), "type": 3 })),
        );
        told
    }

    /// The contents of all files that editors watch, as numbers.
    fn hashes(&self) -> BTreeMap<PathBuf, u64> {
        let mut todo = vec![self.path(Path::new("connectors")), self.path(Path::new(".git/refs"))];
        let mut files = vec![self.path(Path::new(".git/HEAD")), self.path(Path::new("connector-ls.jsonc"))];
        while let Some(folder) = todo.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() { todo.push(path) } else { files.push(path) }
            }
        }
        let hashed = files.into_iter().filter_map(|path| {
            let mut hasher = DefaultHasher::new();
            fs::read(&path).ok()?.hash(&mut hasher);
            Some((path.strip_prefix(self.folder.path()).ok()?.to_path_buf(), hasher.finish()))
        });
        hashed.collect()
    }
}
