//! Answers, kept as long as they are in use.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use connector::{FileRole, FileSet, file_sets, reads_as_definition, role_of};
use gix::ObjectId;

use crate::disk::{DiskFolder, Stamp, is_inside, path_of, read, resolved, stamp};
use crate::line_ends::{self, LineEnds};
use crate::moment::Moment;
use crate::named::{self, Wanted};
use crate::published::{Identity, Plan, Published, PublishedFile};
use crate::repositories::{Opened, Repositories};
use crate::store::{Piece, Store, pieces};
use crate::tree::TreeFolder;
use crate::{Problem, Question, Setting, intact, moment, own, revision};

/// Answers what is published of a connector. Made for being asked at every keystroke and from several threads: keeps
/// repositories open, and gives the same [`Published`] again while a caller holds it and its texts are the same.
#[derive(Debug, Default)]
pub struct Baselines {
    repositories: Repositories,
    /// Counts what was told of changes on disk.
    changes_on_disk: AtomicU64,
    /// By folder and definition.
    answers: Mutex<HashMap<(PathBuf, String), Answer>>,
}

/// The last answer on one connector.
#[derive(Clone, Debug)]
struct Answer {
    /// Where it was found, if in a commit.
    search: Option<Search>,
    /// `None` of a connector that was not found.
    plan: Option<Arc<Plan>>,
    /// The files of today whose line ends the published ones get, one for each piece; of a connector that was not
    /// found its definition.
    working: Vec<WorkingFile>,
    /// Whether it was found at its own path.
    is_at_home: bool,
    /// [`Baselines::changes_on_disk`] when it was looked for.
    changes_on_disk: u64,
    published: Weak<Published>,
}

impl Answer {
    /// Whether a search in the same commits finds the same. A renamed connector is told by its content and by what is gone
    /// from disk: it is looked for again when its definition was saved or other files came and went.
    fn is_settled(&self, changes_on_disk: u64) -> bool {
        self.is_at_home
            || self.changes_on_disk == changes_on_disk
                && self.working.first().is_none_or(|file| stamp(&file.path) == file.stamp)
    }
}

/// All that the result of a search in a commit depends on, the files on disk aside.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Search {
    /// The folder of the repository's files.
    repository: PathBuf,
    moment: Moment,
    /// The last commit, which tells what was renamed.
    head: Option<ObjectId>,
}

/// What was seen of a file of today. The default is one of which nothing may be seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct WorkingFile {
    path: PathBuf,
    stamp: Option<Stamp>,
    line_ends: Option<LineEnds>,
}

impl WorkingFile {
    fn new(path: PathBuf) -> Self {
        let stamp = stamp(&path);
        let line_ends = stamp.and_then(|_| line_ends::of(&read(&path).ok().flatten()?));
        Self { path, stamp, line_ends }
    }

    fn again(self) -> Self {
        if stamp(&self.path) == self.stamp { self } else { Self::new(self.path) }
    }
}

/// Where the published files are read from, and which they are.
struct Source {
    store: Box<dyn Store>,
    /// `None` of a connector that is not there.
    plan: Option<Arc<Plan>>,
    /// Where it was found, if in a commit.
    search: Option<Search>,
    /// Whether it was found at its own path there.
    is_at_home: bool,
}

impl Source {
    fn outside(store: Box<dyn Store>, plan: Plan) -> Self {
        Self { store, plan: Some(Arc::new(plan)), search: None, is_at_home: false }
    }
}

impl Baselines {
    /// Nothing asked yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Files have come or gone on disk: a connector that is not at its own path in a commit may be found at another one
    /// now. Without this its old answer stays until its definition is saved or something is committed.
    pub fn files_changed(&self) {
        self.changes_on_disk.fetch_add(1, Ordering::Relaxed);
    }

    /// What is published of a connector; one that was moved or renamed since is found at its old path. `Ok(None)` if
    /// that is turned off, or the connector is not there: it is new, or there is no repository or no commit. A
    /// [`Problem`] if the setting names nothing, or if a published file is there and cannot be read: nothing is known
    /// then, which is not to say that nothing changed.
    pub fn published(&self, question: &Question<'_>) -> Result<Option<Arc<Published>>, Problem> {
        let Some(folder) = resolved(question.folder) else { return Ok(None) };
        let key = (folder, question.definition.to_owned());
        let changes_on_disk = self.changes_on_disk.load(Ordering::Relaxed);
        let last = self.answers.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let revision = match question.setting {
            Setting::Named(text) => Some(text.as_str()),
            Setting::Auto | Setting::Off => None,
        };
        let is_off = *question.setting == Setting::Off;
        let has_repository = !is_off && intact::check(&key.0, revision)?;
        let source = match question.setting {
            Setting::Off => None,
            Setting::Auto if !has_repository => None,
            Setting::Auto => self.automatic(&key.0, question, last.as_ref())?,
            Setting::Named(text) => self.named(&key.0, question, text, last.as_ref())?,
        };
        let Some(Source { store, plan, search, is_at_home }) = source else { return Ok(None) };
        let working = self.working_files(&key.0, question, plan.as_deref(), last.as_ref());
        let look = |plan: &Arc<Plan>| {
            let identity = Identity {
                line_ends: working.iter().map(|file| file.line_ends).collect(),
                plan: Arc::clone(plan),
            };
            let known = last.and_then(|last| last.published.upgrade());
            let known = known.filter(|known| known.identity == identity);
            if known.is_some() { Ok(known) } else { Ok(load(&*store, identity)?.map(Arc::new)) }
        };
        let published = plan.as_ref().map_or(Ok(None), look)?;
        if let Some(problem) = store.problem() {
            return Err(problem);
        }
        let kept = published.as_ref().map(Arc::downgrade).unwrap_or_default();
        let answer = Answer { search, plan, working, is_at_home, changes_on_disk, published: kept };
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).insert(key, answer);
        Ok(published)
    }

    fn automatic(
        &self,
        folder: &Path,
        question: &Question<'_>,
        last: Option<&Answer>,
    ) -> Result<Option<Source>, Problem> {
        let Some(opened) = self.repositories.of(folder) else { return Ok(None) };
        let repository = opened.repository();
        match moment::automatic(&opened, &repository) {
            Some(moment) => Ok(Some(self.in_commit(&opened, &repository, moment, folder, question, last))),
            None => moment::damage(&repository).map_or(Ok(None), Err),
        }
    }

    /// The files of today that stand for the published ones; of a connector that is not published its definition, whose
    /// content decides whether it was renamed.
    fn working_files(
        &self,
        folder: &Path,
        question: &Question<'_>,
        plan: Option<&Plan>,
        last: Option<&Answer>,
    ) -> Vec<WorkingFile> {
        if let Some(last) = last.filter(|last| last.plan.as_deref() == plan) {
            return last.working.iter().cloned().map(WorkingFile::again).collect();
        }
        let definition = || WorkingFile::new(path_of(folder, question.definition));
        let Some(plan) = plan else { return vec![definition()] };
        let opened = self.repositories.of(folder);
        let project = opened.as_ref().and_then(|opened| opened.working_tree());
        let project = project.or_else(|| folder.starts_with(question.base).then_some(question.base));
        let file = |piece: &Piece| match piece.role {
            FileRole::Definition => definition(),
            // A published settings.json names it, and the connector may have been moved since.
            _ if !is_inside(folder, &piece.name, project.unwrap_or(folder)) => WorkingFile::default(),
            _ => WorkingFile::new(path_of(folder, &piece.name)),
        };
        plan.pieces.iter().map(file).collect()
    }

    fn named(
        &self,
        folder: &Path,
        question: &Question<'_>,
        text: &str,
        last: Option<&Answer>,
    ) -> Result<Option<Source>, Problem> {
        let wanted = Wanted {
            inside: resolved(question.base).and_then(|base| crate::paths::inside(&base, folder)),
            folder: folder.file_name().and_then(|name| name.to_str()).unwrap_or_default(),
            definition: question.definition,
            is_alone: question.is_alone,
        };
        if is_of_network(text) {
            return Err(Problem::new(format!(
                "The baseline '{text}' is on another machine. Name a Git revision, or a file or folder on this one."
            )));
        }
        let path = path_of(question.base, text);
        if path.is_file() && !text.is_empty() {
            return if wanted.is_alone { Ok(file_on_disk(&path, text)) } else { Err(only_one(text)) };
        }
        if path.is_dir() && !text.is_empty() {
            let repository = resolved(&path).and_then(|path| self.repositories.of(&path));
            let working_tree = repository.as_ref().and_then(|opened| opened.working_tree());
            let named = DiskFolder::new(path, text, working_tree);
            return in_named(&named, || named.definitions(), &wanted, text).map_err(|problem| {
                let opened = self.repositories.of(folder);
                let is_revision =
                    opened.is_some_and(|opened| moment::named(&opened.repository(), text).is_some());
                let hint = " The branch of that name is called 'refs/heads/";
                let hint = if is_revision { format!("{hint}{text}'.") } else { String::new() };
                Problem::new(problem.message + &hint)
            });
        }
        let Some(opened) = self.repositories.of(folder) else {
            return Err(Problem::new(format!(
                "The baseline '{text}' names nothing: there is no such file or folder, and as the connector is in no \
                 Git repository it is no revision either. Name another path."
            )));
        };
        if let Some((revision, path)) = revision::divide(text) {
            let named = revision::read(&opened, question.base, revision, path)?;
            let store = named.tree();
            return match named.file() {
                Some(_) if !wanted.is_alone => Err(only_one(text)),
                Some(name) => Ok(single(store, name, text)),
                None => in_named(store, || opened.definitions(store).len(), &wanted, text),
            };
        }
        let repository = opened.repository();
        let Some(moment) = moment::named(&repository, text) else {
            let hint = moment::hint(&repository, text);
            return Err(Problem::new(format!(
                "The baseline '{text}' names nothing: there is no such file or folder, and no such revision in the Git \
                 repository. Name a path, a branch, a tag or a commit, or write 'auto'.{hint}"
            )));
        };
        Ok(Some(self.in_commit(&opened, &repository, moment, folder, question, last)))
    }

    /// The connector itself in a commit of its repository.
    fn in_commit(
        &self,
        opened: &Opened,
        repository: &gix::Repository,
        moment: Moment,
        folder: &Path,
        question: &Question<'_>,
        last: Option<&Answer>,
    ) -> Source {
        let head = moment::head(repository);
        let search = Search { repository: repository.git_dir().to_owned(), head, moment };
        let root = TreeFolder::root(repository.clone(), search.moment.tree, &search.moment.label);
        let changes_on_disk = self.changes_on_disk.load(Ordering::Relaxed);
        let known = last
            .filter(|last| last.search.as_ref() == Some(&search) && last.is_settled(changes_on_disk))
            .map(|last| (last.plan.clone(), last.is_at_home));
        let look = || {
            let head = head.and_then(|head| moment::tree(repository, head));
            let head = head.map(|tree| TreeFolder::root(repository.clone(), tree, "HEAD"));
            let found = own::find(opened, &root, head.as_ref(), folder, question.definition)?;
            let Moment { label, remark, .. } = search.moment.clone();
            Some((Arc::new(Plan::of_all(found.pieces, label, remark)), found.is_at_home))
        };
        let (plan, is_at_home) = known.unwrap_or_else(|| {
            let found = look();
            let is_at_home = found.as_ref().is_some_and(|(_, is_at_home)| *is_at_home);
            (found.map(|(plan, _)| plan), is_at_home)
        });
        Source { store: Box::new(root), plan, search: Some(search), is_at_home }
    }
}

/// The connector in a folder that a setting names. `definitions` counts those at and below it, as far as two or more.
fn in_named(
    named: &dyn Store,
    definitions: impl Fn() -> usize,
    wanted: &Wanted<'_>,
    text: &str,
) -> Result<Option<Source>, Problem> {
    if !wanted.is_alone && file_sets(named).len() == 1 && definitions() < 2 {
        return Err(named.problem().unwrap_or_else(|| only_one(text)));
    }
    if let Some((store, pieces)) = named::find(named, wanted) {
        return Ok(Some(Source::outside(store, Plan::of_all(pieces, text.to_owned(), None))));
    }
    let definitions = definitions();
    if let Some(problem) = named.problem() {
        return Err(problem);
    }
    if definitions > 0 {
        return Ok(None);
    }
    Err(Problem::new(format!(
        "There is no connector in '{text}', which the baseline names: no folder with an apiDefinition.swagger.json. \
         Name a folder with connectors."
    )))
}

/// Several connectors are to be compared with one.
/// Whether a path begins as those of other machines and of devices do on Windows. Looking for one would tell that machine
/// who the user is, and a configuration file may come from anybody.
fn is_of_network(text: &str) -> bool {
    let mut start = text.chars();
    let mut is_separator = || start.next().is_some_and(|char| matches!(char, '/' | '\\'));
    is_separator() && is_separator()
}

fn only_one(text: &str) -> Problem {
    Problem::new(format!(
        "The baseline '{text}' is a single connector, and several are to be compared with it. Name a folder that has \
         all of them or a revision, or check the one connector alone."
    ))
}

/// A single file that a setting names.
fn file_on_disk(path: &Path, text: &str) -> Option<Source> {
    let (folder, name) = (path.parent()?, path.file_name()?.to_str()?);
    let shown = text.replace('\\', "/");
    let shown = shown.rsplit_once('/').map_or(".", |(folder, _)| folder);
    single(&DiskFolder::new(folder.to_owned(), shown, None), name, text)
}

fn single(store: &dyn Store, name: &str, label: &str) -> Option<Source> {
    // A copy of a definition may have any name.
    let role = role_of(name).unwrap_or(FileRole::Definition);
    let pieces = pieces(store, &FileSet { files: vec![(role, name.to_owned())] })?;
    let plan = Plan { pieces: pieces.files, is_whole: false, label: label.to_owned(), remark: None };
    Some(Source::outside(store.below("")?, plan))
}

/// Reads the files. A [`Problem`] of a single file that is no definition.
fn load(store: &dyn Store, identity: Identity) -> Result<Option<Published>, Problem> {
    let plan = &identity.plan;
    let pieces = plan.pieces.iter().zip(&identity.line_ends);
    let files = pieces.filter_map(|(piece, working)| {
        let bytes = line_ends::adapt(store.content(piece)?, *working);
        Some(PublishedFile {
            role: piece.role,
            path: piece.found.path.clone(),
            decoded: syntax::decode(bytes),
        })
    });
    let files: Vec<PublishedFile> = files.collect();
    // The definition may have been deleted since it was found.
    let first = plan.pieces.first();
    let Some(definition) = files.first().filter(|file| Some(file.role) == first.map(|piece| piece.role))
    else {
        return Ok(None);
    };
    let is_told = plan.is_whole || first.is_none_or(|piece| role_of(&piece.name).is_some());
    if !is_told && !reads_as_definition(&definition.decoded.text) {
        let label = &plan.label;
        return Err(Problem::new(format!(
            "The baseline '{label}' is no API definition: it has neither \"swagger\" nor \"paths\". Name another file."
        )));
    }
    Ok(Some(Published {
        files,
        label: plan.label.clone(),
        is_whole: plan.is_whole,
        remark: plan.remark,
        connector: OnceLock::new(),
        identity,
    }))
}
