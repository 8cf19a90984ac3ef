//! The configuration file: in a connector's folder or above it, the nearest wins. What it may say is
//! [`ide::configuration`]'s business.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use connector::FileRole;
use dashmap::DashMap;
use ide::configuration::{self, Configuration, ConfigurationFile, FILE_NAMES, Problem};
use syntax::Span;

use crate::analysis::Moment;
use crate::documents::Document;
use crate::file::File;
use crate::jobs::Job;
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
    /// Where it is.
    path: PathBuf,
    /// What it says.
    pub(crate) said: Arc<Said>,
}

/// What a configuration file says at one moment.
pub(crate) struct Said {
    /// Its text with its lines, if it could be read.
    pub(crate) file: Option<Arc<File>>,
    /// What it sets.
    pub(crate) configuration: Configuration,
    /// What in it has no effect.
    pub(crate) problems: Vec<Problem>,
}

impl Said {
    /// Reads a text.
    fn new(file: Arc<File>) -> Self {
        let (configuration, problems) = configuration::parse(file.text());
        Self { file: Some(file), configuration, problems }
    }

    /// Nothing, for this reason.
    fn unread(reason: &str) -> Self {
        let message = format!("The file is not read: {reason}.");
        let problems = vec![Problem { span: Span::empty(0), message }];
        Self { file: None, configuration: Configuration::default(), problems }
    }
}

/// What configuration files have said last, so that a text is read once and not at every keystroke beside it.
#[derive(Default)]
pub(crate) struct Configurations {
    known: DashMap<Key, (Moment, Arc<Said>)>,
}

impl Configurations {
    /// Forgets what was read from disk: it has changed there.
    pub(crate) fn forget(&self, key: &Key) {
        self.known.remove(key);
    }

    fn said(&self, key: &Key, moment: Moment, read: impl FnOnce() -> Said) -> Arc<Said> {
        if let Some(known) = self.known.get(key).filter(|known| known.0 == moment) {
            return known.1.clone();
        }
        let said = Arc::new(read());
        // What cannot be read now may be readable the next time.
        if said.file.is_some() {
            self.known.insert(key.clone(), (moment, said.clone()));
        }
        said
    }
}

/// What an open configuration file says.
pub(crate) fn of_document(snapshot: &Snapshot, document: &Document) -> Arc<Said> {
    let configurations = &snapshot.session.configurations;
    // The role only matters to the model, which nobody asks for.
    configurations.said(&document.key, Moment::of(document), || Said::new(document.file(FileRole::Settings)))
}

/// The configuration file that counts for `folder`: its own or the nearest above it, as on the command line as far as the
/// repository's root; where there is no repository, as far as the workspace folder. An open document counts before what
/// is on disk.
pub(crate) fn nearest(snapshot: &Snapshot, folder: &Path) -> Option<Found> {
    let repository = folder.ancestors().find(|above| workspace::is_repository(above));
    let workspace = || snapshot.world.folder_of(folder).map(|folder| folder.path.as_path());
    let root = repository.or_else(workspace);
    for above in folder.ancestors() {
        let found =
            FILE_NAMES.iter().find_map(|name| read(snapshot, &above.join(name), root.unwrap_or(above)));
        if found.is_some() {
            return found;
        }
        if Some(above) == root {
            break;
        }
    }
    None
}

/// The file, if it is there; `root` is the folder that a link to it must not lead out of.
fn read(snapshot: &Snapshot, path: &Path, root: &Path) -> Option<Found> {
    let key = Key::of_path(path);
    let said = if let Some(open) = snapshot.world.documents.get(&key) {
        of_document(snapshot, open)
    } else {
        let moment = Moment::OnDisk(workspace::stamp(path)?);
        snapshot.session.configurations.said(&key, moment, || {
            if !workspace::is_inside(path, [root, root]) {
                return Said::unread("it is a link out of the project");
            }
            match workspace::read(path) {
                Ok(bytes) => Said::new(Arc::new(File::on_disk(FileRole::Settings, syntax::decode(bytes)))),
                Err(error) => Said::unread(&error.to_string()),
            }
        })
    };
    Some(Found { key, path: path.to_path_buf(), said })
}

impl Found {
    /// What it sets for the connectors that it counts for.
    pub(crate) fn configuration(&self) -> Configuration {
        let folder = self.path.parent().unwrap_or(&self.path);
        self.said.configuration.clone().found_in(&folder.to_string_lossy())
    }
}

/// The configuration file as something that can be edited, or made.
pub(crate) struct Editable {
    /// The URI as the client spells it, or would.
    pub(crate) uri: String,
    /// The document, if it is open.
    pub(crate) open: Option<Arc<Document>>,
    /// Its text; `None` if there is no file yet.
    pub(crate) file: Option<Arc<File>>,
    /// The connector's folder as seen from the file's, with `/` between the names.
    folder: String,
}

impl Editable {
    /// The file that actions on this document change, as far as the client can.
    pub(crate) fn of_uri(snapshot: &Snapshot, uri: &str) -> Option<Self> {
        let found = match Job::of_uri(uri) {
            Some(Job::Folder(folder)) => Self::of(snapshot, &folder),
            _ => None,
        };
        found.filter(|file| file.file.is_some() || snapshot.session.flags().create_files)
    }

    /// The file that counts for the connectors of `folder`, or the one that `folder` may get. `None` if there is one that
    /// cannot be read.
    pub(crate) fn of(snapshot: &Snapshot, folder: &Path) -> Option<Self> {
        let world = &snapshot.world;
        let Some(found) = nearest(snapshot, folder) else {
            let uri = world.uri_of(&folder.join(FILE_NAMES[0]));
            return Some(Self { uri, open: None, file: None, folder: String::new() });
        };
        let below = folder.strip_prefix(found.path.parent()?).ok()?;
        let names: Vec<&str> =
            below.components().map(|name| name.as_os_str().to_str()).collect::<Option<_>>()?;
        Some(Self {
            uri: world.uri_of(&found.path),
            open: world.documents.get(&found.key).cloned(),
            file: Some(found.said.file.clone()?),
            folder: names.join("/"),
        })
    }

    /// The same for actions.
    pub(crate) fn as_file(&self) -> ConfigurationFile<'_> {
        ConfigurationFile { text: self.file.as_deref().map(File::text), folder: &self.folder }
    }
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
