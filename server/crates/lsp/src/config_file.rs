//! The configuration file: in a connector's folder or above it, the nearest wins. What it may say is
//! [`ide::configuration`]'s business.

use std::path::Path;

use ide::configuration::{self, Configuration, FILE_NAMES, Problem};
use syntax::Span;

use crate::session::Snapshot;
use crate::uri::Key;
use crate::workspace;

/// Whether a URI or path ends with one of the file's names.
pub(crate) fn is_config(uri: &str) -> bool {
    let name = uri.rsplit(['/', '\\']).next().unwrap_or(uri);
    FILE_NAMES.contains(&name)
}

/// A configuration file that counts for a folder.
pub(crate) struct Found {
    /// What it is known by.
    pub(crate) key: Key,
    /// What it says.
    pub(crate) configuration: Configuration,
    /// What in it has no effect.
    pub(crate) problems: Vec<Problem>,
}

/// The configuration file that counts for `folder`: its own or the nearest above it, within the workspace folder if it
/// is in one. An open document counts before what is on disk.
pub(crate) fn nearest(snapshot: &Snapshot, folder: &Path) -> Option<Found> {
    let root = snapshot.world.folder_of(folder).map(|folder| folder.path.as_path());
    for above in folder.ancestors() {
        let found = FILE_NAMES.iter().find_map(|name| read(snapshot, &above.join(name)));
        if found.is_some() {
            return found;
        }
        if Some(above) == root {
            break;
        }
    }
    None
}

fn read(snapshot: &Snapshot, path: &Path) -> Option<Found> {
    let key = Key::of_path(path);
    let text = if let Some(open) = snapshot.world.documents.get(&key) {
        Ok(open.text())
    } else {
        workspace::stamp(path)?;
        workspace::read(path).map(|bytes| syntax::decode(bytes).text)
    };
    let (configuration, problems) = match text {
        Ok(text) => {
            let (configuration, problems) = configuration::parse(&text);
            let folder = path.parent().unwrap_or(path);
            (configuration.found_in(&folder.to_string_lossy()), problems)
        }
        Err(error) => {
            let message = format!("The file is not read: {error}.");
            (Configuration::default(), vec![Problem { span: Span::empty(0), message }])
        }
    };
    Some(Found { key, configuration, problems })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_names() {
        for uri in ["file:///a/connector-ls.jsonc", "C:\\x\\connector-ls.json", "connector-ls.json"] {
            assert!(is_config(uri), "{uri}");
        }
        assert!(!is_config("file:///a/my-connector-ls.json"));
    }
}
