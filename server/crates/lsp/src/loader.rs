//! Finds and reads the files of a job: the open document, else what is on disk.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use connector::{FileRole, Part, discover, may_be_followed, role_of};
use syntax::Kind;

use crate::analysis::{Member, Moment};
use crate::documents::Document;
use crate::file::File;
use crate::handlers::debug;
use crate::jobs::Job;
use crate::session::{Session, Snapshot};
use crate::uri::{self, Key};
use crate::workspace::{self, ReadError, Stamp};

/// What a job has.
#[derive(Default)]
pub(crate) struct Loaded {
    /// The files of each connector.
    pub(crate) connectors: Vec<Vec<Member>>,
    /// The names of all files in the folder of the connectors; `None` for a document that is in no folder.
    pub(crate) siblings: Option<Arc<[String]>>,
}

/// The files of each connector of a job.
pub(crate) fn load(snapshot: &Snapshot, job: &Job) -> Loaded {
    let loaded = Loader { snapshot, job }.load();
    debug::provoke(snapshot, loaded.connectors.iter().flatten(), "the reader");
    loaded
}

/// An open `settings.json` that has nothing yet but stands beside a definition. It belongs to no connector until it has
/// a key of `paconn`, but whoever writes one can be helped.
pub(crate) fn new_settings(snapshot: &Snapshot, key: &Key) -> Option<Member> {
    let document = snapshot.world.documents.get(key)?;
    let name = uri::file_name_of(&document.uri);
    let role = role_of(&name).filter(|role| *role == FileRole::Settings)?;
    let path = uri::path_of(&document.uri)?;
    let member = open_member(document, name, role);
    let is_new = member
        .file
        .part
        .document()
        .is_some_and(|document| document.root().members().all(|member| member.kind() == Kind::Missing));
    let names = Loader { snapshot, job: &Job::Alone(key.clone()) }.names(path.parent()?);
    let is_beside = || names.iter().any(|name| role_of(name) == Some(FileRole::Definition));
    (is_new && is_beside()).then_some(member)
}

struct Loader<'a> {
    snapshot: &'a Snapshot,
    job: &'a Job,
}

impl Loader<'_> {
    /// The files of each connector.
    fn load(&self) -> Loaded {
        match self.job {
            Job::Folder(folder) => {
                let names = self.names(folder);
                let connectors = self.load_folder(folder, &names);
                Loaded { connectors, siblings: Some(names.into()) }
            }
            Job::Alone(key) => {
                Loaded { connectors: self.load_alone(key).into_iter().collect(), siblings: None }
            }
            Job::Config(_) => Loaded::default(),
        }
    }

    fn load_alone(&self, key: &Key) -> Option<Vec<Member>> {
        let document = self.snapshot.world.documents.get(key)?;
        let name = uri::file_name_of(&document.uri);
        let role = role_of(&name)?;
        let member = self.open(document, name, role)?;
        // An editor's own settings have that name too.
        let is_foreign = matches!(&member.file.part, Part::Settings(settings) if !settings.is_for_paconn());
        (!is_foreign).then(|| vec![member])
    }

    fn load_folder(&self, folder: &Path, names: &[String]) -> Vec<Vec<Member>> {
        if !names.iter().any(|name| matches!(role_of(name), Some(FileRole::Definition | FileRole::Settings)))
        {
            return Vec::new();
        }
        let settings = names.iter().find(|name| role_of(name) == Some(FileRole::Settings));
        let settings = settings.and_then(|name| self.member(folder, name, FileRole::Settings));
        let paths = settings.as_ref().and_then(|member| match &member.file.part {
            Part::Settings(settings) if settings.is_for_paconn() => Some(settings.named_paths()),
            _ => None,
        });
        let sets = discover(names.iter().map(String::as_str), paths.as_ref());
        sets.into_iter()
            .map(|set| set.files.iter().filter_map(|(role, name)| self.member(folder, name, *role)).collect())
            .filter(|members: &Vec<Member>| !members.is_empty())
            .collect()
    }

    /// The names of the folder's files, on disk or only in the editor.
    fn names(&self, folder: &Path) -> Vec<String> {
        let mut names = workspace::names(folder);
        for document in self.snapshot.world.documents.iter() {
            if let Some(path) = uri::path_of(&document.uri)
                && path.parent() == Some(folder)
                && let Some(name) = path.file_name().and_then(|name| name.to_str())
                && !names.iter().any(|known| known == name)
            {
                names.push(name.to_owned());
            }
        }
        names.sort_unstable();
        names
    }

    /// The file `name`, given relative to `folder`: the open document, else what is on disk. A path that leads out of
    /// the workspace folder is refused: a file names it, and a stranger may have written that file.
    fn member(&self, folder: &Path, name: &str, role: FileRole) -> Option<Member> {
        let path = resolve(folder, name)?;
        let root = self.snapshot.world.folder_of(folder).map_or(folder, |root| root.path.as_path());
        if !path.starts_with(root) {
            self.refuse(&Key::of_path(&path), None, &path, "it lies outside of the workspace folder");
            return None;
        }
        let key = Key::of_path(&path);
        if let Some(document) = self.snapshot.world.documents.get(&key) {
            return self.open(document, name.to_owned(), role);
        }
        if !workspace::is_inside(&path, [root, folder]) {
            self.refuse(&key, None, &path, "a link leads out of the workspace folder");
            return None;
        }
        let stamp = workspace::stamp(&path)?;
        let file = self.read(&key, &path, role, stamp)?;
        let uri = self.snapshot.world.uri_of(&path);
        Some(Member { key, uri, name: name.to_owned(), file, open: None, moment: Moment::OnDisk(stamp) })
    }

    /// An open document, unless it is larger than any file that is read.
    fn open(&self, document: &Arc<Document>, name: String, role: FileRole) -> Option<Member> {
        let length = document.length();
        if length > workspace::MAX_FILE {
            let path = uri::path_of(&document.uri).unwrap_or_else(|| PathBuf::from(&*document.uri));
            self.refuse(&document.key, None, &path, &ReadError::TooLarge(length).to_string());
            return None;
        }
        Some(open_member(document, name, role))
    }

    fn read(&self, key: &Key, path: &Path, role: FileRole, stamp: Stamp) -> Option<Arc<File>> {
        let analyses = &self.snapshot.session.analyses;
        let id = (key.clone(), role);
        let known = analyses.known(&id, stamp);
        if known.is_some() {
            return known;
        }
        match workspace::read(path) {
            Ok(bytes) => {
                let file = Arc::new(File::on_disk(role, syntax::decode(bytes)));
                analyses.remember(id, stamp, &file);
                Some(file)
            }
            Err(error) => {
                // What cannot be opened may be gone already.
                if !matches!(error, ReadError::Unreadable(_)) {
                    self.refuse(key, Some(stamp), path, &error.to_string());
                }
                None
            }
        }
    }

    fn refuse(&self, key: &Key, stamp: Option<Stamp>, path: &Path, reason: &str) {
        let session: &Session = &self.snapshot.session;
        if session.analyses.first_time(key, stamp) {
            session.log.show_warning(format!("{} is not checked: {reason}.", path.display()));
        }
    }
}

fn open_member(document: &Arc<Document>, name: String, role: FileRole) -> Member {
    Member {
        key: document.key.clone(),
        uri: document.uri.to_string(),
        name,
        file: document.file(role),
        open: Some(document.clone()),
        moment: Moment::of(document),
    }
}

/// `name` seen from `folder`, with `.` and `..` resolved; `None` of what is no relative path of a file. Both kinds of slashes separate: these files move between
/// systems.
fn resolve(folder: &Path, name: &str) -> Option<PathBuf> {
    if !may_be_followed(name) {
        return None;
    }
    let mut path = folder.to_path_buf();
    for part in Path::new(&name.replace('\\', "/")).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !path.pop() {
                    return None;
                }
            }
            Component::Normal(part) => path.push(part),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(path)
}
