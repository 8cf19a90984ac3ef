//! What the client has told: the state that the order of the wire is about.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use crate::documents::Documents;
use crate::settings::EditorSettings;
use crate::uri::{self, Key};

/// What the client has told so far. Readers share it by `Arc`; a writer copies it only while somebody reads.
#[derive(Clone, Default)]
pub(crate) struct World {
    /// The open documents.
    pub(crate) documents: Documents,
    /// The editor's settings.
    pub(crate) settings: Arc<EditorSettings>,
    /// The workspace folders that are on disk.
    pub(crate) folders: Arc<Vec<WorkspaceFolder>>,
    /// Counts every change of this state and every change on disk that was told.
    pub(crate) generation: u64,
    /// Counts the changes of everything but the texts of open documents.
    pub(crate) surroundings: u64,
}

/// A folder that the client has open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WorkspaceFolder {
    /// As the client spells it.
    pub(crate) uri: String,
    /// Where it is.
    pub(crate) path: PathBuf,
}

impl World {
    /// The innermost workspace folder that contains `path`, compared by path components.
    pub(crate) fn folder_of(&self, path: &Path) -> Option<&WorkspaceFolder> {
        let around = self.folders.iter().filter(|folder| path.starts_with(&folder.path));
        around.max_by_key(|folder| folder.path.components().count())
    }

    /// The URI of a file: as the client spells it if it is open, else in the spelling of its workspace folder.
    pub(crate) fn uri_of(&self, path: &Path) -> String {
        if let Some(open) = self.documents.get(&Key::of_path(path)) {
            return open.uri.to_string();
        }
        let beside = self.documents.iter().find(|document| {
            uri::path_of(&document.uri)
                .is_some_and(|open| open.parent() == path.parent() && open.parent().is_some())
        });
        if let (Some(beside), Some(name)) = (beside, path.file_name().and_then(|name| name.to_str())) {
            return uri::sibling(&beside.uri, name);
        }
        self.folder_of(path)
            .and_then(|folder| uri::below(&folder.uri, &folder.path, path))
            .unwrap_or_else(|| uri::normalised_uri(path))
    }
}

/// The workspace folders of an `initialize` request: the current form, else one of the two older ones.
pub(crate) fn folders_of(params: &Value) -> Vec<WorkspaceFolder> {
    let folders = folder_list(params.get("workspaceFolders"));
    if !folders.is_empty() {
        return folders;
    }
    let from_uri = params.get("rootUri").and_then(Value::as_str).and_then(folder);
    let from_path = || {
        let path = PathBuf::from(params.get("rootPath")?.as_str()?);
        path.is_absolute().then(|| WorkspaceFolder { uri: uri::normalised_uri(&path), path })
    };
    from_uri.or_else(from_path).into_iter().collect()
}

/// A list of workspace folders. Those that are not on disk are left out.
pub(crate) fn folder_list(list: Option<&Value>) -> Vec<WorkspaceFolder> {
    let list = list.and_then(Value::as_array);
    list.into_iter().flatten().filter_map(|each| folder(each.get("uri")?.as_str()?)).collect()
}

fn folder(uri: &str) -> Option<WorkspaceFolder> {
    Some(WorkspaceFolder { uri: uri.to_owned(), path: uri::path_of(uri)? })
}
