//! From the files of a folder to findings, remembered as long as nothing they depend on changes.

use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use connector::{Connector, FileRole, Part, discover, role_of};
use dashmap::{DashMap, DashSet};
use ide::configuration::{self, Configuration};
use ide::{ChangeFinding, Elsewhere, Published, View};
use rules::Stop;
use rustc_hash::FxHashSet;

use crate::baseline::{self, Baseline};
use crate::config_file;
use crate::documents::Document;
use crate::file::File;
use crate::session::{Session, Snapshot};
use crate::uri::{self, Key};
use crate::workspace::{self, ReadError, Stamp};

/// What is analysed together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Job {
    /// The connectors of a folder on disk.
    Folder(PathBuf),
    /// A document that is not on disk, known by its name alone.
    Alone(Key),
    /// A configuration file.
    Config(Key),
}

impl Job {
    /// What the file with this URI belongs to. `None` if nothing of it can concern a connector.
    pub(crate) fn of_uri(uri: &str) -> Option<Self> {
        let name = uri::file_name_of(uri);
        if config_file::is_config(&name) {
            return Some(Self::Config(Key::of_uri(uri)));
        }
        match uri::path_of(uri) {
            // A file of any name may be part of a connector: `settings.json` may name it.
            Some(path) if is_json_or_script(&name) => {
                path.parent().map(|folder| Self::Folder(folder.to_path_buf()))
            }
            Some(_) => None,
            None => role_of(&name).map(|_| Self::Alone(Key::of_uri(uri))),
        }
    }
}

fn is_json_or_script(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| {
        ["json", "jsonc", "csx"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Whether a change of the file with this URI can change findings by its name alone.
pub(crate) fn concerns(uri: &str) -> bool {
    let name = uri::file_name_of(uri);
    role_of(&name).is_some() || config_file::is_config(&name)
}

/// The text of a file at one moment, told apart without reading it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Moment {
    Open { opening: u64, version: i32 },
    OnDisk(Stamp),
}

/// A file that takes part in an analysis.
pub(crate) struct Member {
    /// What it is known by.
    pub(crate) key: Key,
    /// The URI as the client spells it, or would.
    pub(crate) uri: String,
    /// The text and its model.
    pub(crate) file: Arc<File>,
    /// The document, if it is open.
    pub(crate) open: Option<Arc<Document>>,
    moment: Moment,
}

/// One connector with its findings.
pub(crate) struct Unit {
    /// Its files.
    pub(crate) members: Vec<Member>,
    /// The model of all of them.
    pub(crate) connector: Connector,
    /// What is to be said about it.
    pub(crate) findings: Vec<rules::Finding>,
    /// What is published, if that is known.
    pub(crate) published: Option<Published>,
    /// The changes of what is published that are to be shown.
    pub(crate) changes: Vec<ChangeFinding>,
    /// What `published` was made of.
    baseline: Option<Arc<Baseline>>,
}

impl Unit {
    /// What the editor's features look at.
    pub(crate) fn view(&self) -> View<'_> {
        View {
            connector: &self.connector,
            findings: &self.findings,
            published: self.published.as_ref(),
            changes: &self.changes,
            today: crate::today::today(),
        }
    }

    /// The file with this role.
    pub(crate) fn member(&self, role: FileRole) -> Option<&Member> {
        self.members.iter().find(|member| member.file.role == role)
    }
}

/// The connectors of one job.
pub(crate) struct Analysis {
    /// One for each definition.
    pub(crate) units: Vec<Unit>,
    /// The settings they were checked with.
    pub(crate) settings: JobSettings,
}

/// The settings for a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JobSettings {
    /// Those of the rules.
    pub(crate) rules: rules::Settings,
    /// What counts as published.
    pub(crate) baseline: configuration::Baseline,
    /// Changes of it that are meant.
    pub(crate) acknowledge: Vec<configuration::Acknowledge>,
}

impl JobSettings {
    fn new(configuration: &Configuration, folder: &str) -> Self {
        Self {
            rules: configuration.settings(folder),
            baseline: configuration.baseline.clone().unwrap_or_default(),
            acknowledge: configuration.acknowledge.clone(),
        }
    }
}

/// Remembered analyses and files.
#[derive(Default)]
pub(crate) struct Analyses {
    slots: DashMap<Job, Arc<Slot>>,
    /// Files on disk that some analysis still holds.
    disk: DashMap<(Key, FileRole), OnDisk>,
    /// Files that were refused or found broken, so that it is said once.
    told: DashSet<(Key, Option<Stamp>)>,
}

/// What was read from disk, and in which state of the file.
type OnDisk = (Stamp, Weak<File>);

/// The last analysis of a job; the lock is held while it is computed, so that two who ask at once compute once.
#[derive(Default)]
struct Slot {
    latest: Mutex<Option<Arc<Analysis>>>,
    /// Who takes part, apart from the lock above.
    keys: Mutex<FxHashSet<Key>>,
}

impl Analyses {
    /// The jobs that the file takes part in, as far as they have been analysed.
    pub(crate) fn jobs_with(&self, key: &Key) -> Vec<Job> {
        let with_key = self.slots.iter().filter(|slot| lock(&slot.keys).contains(key));
        with_key.map(|slot| slot.key().clone()).collect()
    }

    /// Forgets what was read from disk under this key: it has changed there.
    pub(crate) fn forget(&self, key: &Key) {
        self.disk.retain(|(known, _), _| known != key);
        self.told.retain(|(known, _)| known != key);
    }

    fn slot(&self, job: &Job) -> Arc<Slot> {
        self.slots.entry(job.clone()).or_default().clone()
    }

    fn drop_slot(&self, job: &Job) {
        self.slots.remove(job);
    }

    /// Whether something is said for the first time.
    fn first_time(&self, key: &Key, stamp: Option<Stamp>) -> bool {
        self.told.insert((key.clone(), stamp))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The connectors of `job` at the snapshot's moment with their findings; `None` if stopped. What has not changed since
/// the last time is not computed again.
pub(crate) fn analyse(snapshot: &Snapshot, job: &Job, stop: &Stop) -> Option<Arc<Analysis>> {
    let remembered = &snapshot.session.analyses;
    let slot = remembered.slot(job);
    let mut latest = lock(&slot.latest);
    if stop.is_stopped() {
        return None;
    }
    let connectors = Loader { snapshot, job }.load();
    let settings = settings_of(snapshot, job);
    let baselines: Vec<_> =
        connectors.iter().map(|members| baseline::of(snapshot, job, members, &settings.baseline)).collect();
    *lock(&slot.keys) = connectors.iter().flatten().map(|member| member.key.clone()).collect();
    if let Some(known) = &*latest
        && known.settings == settings
        && known.units.iter().map(|unit| &unit.members).eq_by_moment(&connectors)
        && known.units.iter().map(|unit| &unit.baseline).eq(&baselines)
    {
        return Some(known.clone());
    }
    let elsewhere = snapshot.world.settings.elsewhere;
    let mut units = Vec::with_capacity(connectors.len());
    for (members, baseline) in connectors.into_iter().zip(baselines) {
        units.push(check((members, baseline), &settings, elsewhere, stop)?);
    }
    let analysis = Arc::new(Analysis { units, settings });
    let is_open = analysis.units.iter().flat_map(|unit| &unit.members).any(|member| member.open.is_some());
    if is_open {
        *latest = Some(analysis.clone());
    } else {
        // Nobody edits here: a workspace of hundreds of connectors is not kept in memory.
        drop(latest);
        remembered.drop_slot(job);
    }
    Some(analysis)
}

trait EqByMoment {
    fn eq_by_moment(self, sets: &[Vec<Member>]) -> bool;
}

impl<'a, I: ExactSizeIterator<Item = &'a Vec<Member>>> EqByMoment for I {
    fn eq_by_moment(self, sets: &[Vec<Member>]) -> bool {
        self.len() == sets.len()
            && self.zip(sets).all(|(known, now)| {
                known.len() == now.len()
                    && known.iter().zip(now).all(|(known, now)| {
                        // A file that is read anew is another allocation; the role is part of the file.
                        known.moment == now.moment
                            && known.uri == now.uri
                            && Arc::ptr_eq(&known.file, &now.file)
                    })
            })
    }
}

fn check(
    (members, baseline): (Vec<Member>, Option<Arc<Baseline>>),
    settings: &JobSettings,
    elsewhere: Elsewhere,
    stop: &Stop,
) -> Option<Unit> {
    let mut connector = Connector::new(members.iter().map(|member| member.file.part.clone()));
    for member in &members {
        connector.set_not_utf8(member.file.role, member.file.not_utf8.clone());
    }
    let findings = ide::diagnostics(&connector, &settings.rules, elsewhere, stop);
    if stop.is_stopped() {
        return None;
    }
    let published = baseline
        .as_ref()
        .map(|baseline| Published::new(baseline.connector.clone(), baseline.label.clone(), &connector));
    let changes = published.as_ref().map_or_else(Vec::new, |published| {
        ide::changes(published, &connector, &settings.rules, &settings.acknowledge)
    });
    if stop.is_stopped() {
        return None;
    }
    Some(Unit { members, connector, findings, published, changes, baseline })
}

/// The settings for a job: the editor's, and over them the nearest configuration file's.
fn settings_of(snapshot: &Snapshot, job: &Job) -> JobSettings {
    let editor = &snapshot.world.settings;
    let Job::Folder(folder) = job else { return JobSettings::new(&editor.for_path(None), "") };
    let mut configuration = editor.for_path(Some(folder));
    if let Some(found) = config_file::nearest(snapshot, folder) {
        if !found.problems.is_empty() && snapshot.session.analyses.first_time(&found.key, None) {
            for problem in &found.problems {
                snapshot.session.log.warning(format!("{}: {}", found.key.as_str(), problem.message));
            }
        }
        configuration = found.configuration.over(configuration);
    }
    JobSettings::new(&configuration, &folder.to_string_lossy())
}

/// Finds and reads the files of a job.
struct Loader<'a> {
    snapshot: &'a Snapshot,
    job: &'a Job,
}

impl Loader<'_> {
    /// The files of each connector.
    fn load(&self) -> Vec<Vec<Member>> {
        match self.job {
            Job::Folder(folder) => self.load_folder(folder),
            Job::Alone(key) => self.load_alone(key).into_iter().collect(),
            Job::Config(_) => Vec::new(),
        }
    }

    fn load_alone(&self, key: &Key) -> Option<Vec<Member>> {
        let document = self.snapshot.world.documents.get(key)?;
        let role = role_of(&uri::file_name_of(&document.uri))?;
        let member = open_member(document, role);
        // An editor's own settings have that name too.
        let is_foreign = matches!(&member.file.part, Part::Settings(settings) if !settings.is_for_paconn());
        (!is_foreign).then(|| vec![member])
    }

    fn load_folder(&self, folder: &Path) -> Vec<Vec<Member>> {
        let names = self.names(folder);
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
            return Some(open_member(document, role));
        }
        if !workspace::is_inside(&path, [root, folder]) {
            self.refuse(&key, None, &path, "a link leads out of the workspace folder");
            return None;
        }
        let stamp = workspace::stamp(&path)?;
        let file = self.read(&key, &path, role, stamp)?;
        let uri = self.snapshot.world.uri_of(&path);
        Some(Member { key, uri, file, open: None, moment: Moment::OnDisk(stamp) })
    }

    fn read(&self, key: &Key, path: &Path, role: FileRole, stamp: Stamp) -> Option<Arc<File>> {
        let analyses = &self.snapshot.session.analyses;
        let id = (key.clone(), role);
        let known =
            analyses.disk.get(&id).filter(|known| known.0 == stamp).and_then(|known| known.1.upgrade());
        if known.is_some() {
            return known;
        }
        match workspace::read(path) {
            Ok(bytes) => {
                let file = Arc::new(File::new(role, syntax::decode(bytes)));
                analyses.disk.retain(|_, (_, file)| file.strong_count() > 0);
                analyses.disk.insert(id, (stamp, Arc::downgrade(&file)));
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

fn open_member(document: &Arc<Document>, role: FileRole) -> Member {
    Member {
        key: document.key.clone(),
        uri: document.uri.to_string(),
        file: document.file(role),
        open: Some(document.clone()),
        moment: Moment::Open { opening: document.opening, version: document.version },
    }
}

/// `name` seen from `folder`, with `.` and `..` resolved. Both kinds of slashes separate: these files move between
/// systems.
fn resolve(folder: &Path, name: &str) -> Option<PathBuf> {
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
