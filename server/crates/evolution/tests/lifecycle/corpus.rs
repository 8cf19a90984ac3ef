//! Real connectors and which of their operations are tried.

use std::fs;
use std::path::{Path, PathBuf};

use connector::{Connector, Files, Source};

struct Folder(PathBuf);

impl Files for Folder {
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    fn read(&self, name: &str) -> Option<Source> {
        fs::read(self.0.join(name)).ok().map(|bytes| Source { decoded: syntax::decode(bytes) })
    }
}

/// The connectors below a folder, by path.
pub(crate) fn connectors(folder: &Path) -> Vec<(PathBuf, Connector)> {
    let mut folders: Vec<PathBuf> = fixture::connector_files(folder)
        .iter()
        .filter_map(|file| file.parent().map(Path::to_path_buf))
        .collect();
    folders.dedup();
    let load = |folder: PathBuf| {
        let loaded = Connector::load(&Folder(folder.clone()));
        loaded.into_iter().map(move |(_, connector)| (folder.clone(), connector))
    };
    folders.into_iter().flat_map(load).collect()
}

/// Operations spread over all connectors, as the indexes of connector and operation: from each one, then from each
/// another, until there are enough.
pub(crate) fn spread(connectors: &[(PathBuf, Connector)], enough: usize) -> Vec<(usize, usize)> {
    let mut operations: Vec<(usize, usize)> = Vec::new();
    for round in 0.. {
        let start = operations.len();
        for (index, (_, connector)) in connectors.iter().enumerate() {
            let count = connector.definition().map_or(0, |definition| definition.operations.len());
            if round < count && operations.len() < enough {
                // A multiplier without common factors with small counts spreads the choice.
                operations.push((index, (round * 7919 + index * 31) % count));
            }
        }
        if operations.len() == start || operations.len() >= enough {
            break;
        }
    }
    operations
}
