//! Connectors from a folder on disk.

use std::fs;
use std::path::{Path, PathBuf};

use connector::{Connector, Files, Source};

/// A folder on disk.
pub(crate) struct Folder(PathBuf);

impl Files for Folder {
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    fn siblings(&self) -> Option<Vec<String>> {
        Some(self.names())
    }

    fn read(&self, name: &str) -> Option<Source> {
        fs::read(self.0.join(name)).ok().map(|bytes| Source { decoded: syntax::decode(bytes) })
    }
}

/// The connectors below `folder`.
pub(crate) fn connectors(folder: &Path) -> Vec<(PathBuf, Connector)> {
    let mut found = Vec::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(folder) = todo.pop() {
        let loaded = Connector::load(&Folder(folder.clone()));
        found.extend(loaded.into_iter().map(|(_, connector)| (folder.clone(), connector)));
        todo.extend(
            fs::read_dir(&folder)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.path())
                .filter(|path| path.is_dir()),
        );
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}
