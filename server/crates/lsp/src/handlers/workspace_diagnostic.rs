//! `workspace/diagnostic`: the diagnostics of all connectors, open or not.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use connector::{FileRole, role_of};
use rules::Stop;
use rustc_hash::FxHashMap;
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportPartialResult, WorkspaceDiagnosticReportResult,
};

use crate::analysis::{Analysis, analyse};
use crate::diagnostics::Diagnostics;
use crate::handlers::diagnostic::{self, result_id};
use crate::ingress::Context;
use crate::jobs::Job;
use crate::lock::lock;
use crate::progress::Progress;
use crate::publish;
use crate::quarantine::{Failure, Unanalysed, documents_of};
use crate::server::compute;
use crate::session::Snapshot;
use crate::settings::EditorSettings;
use crate::to_proto;
use crate::uri::Key;
use crate::workspace::{self, folders_with};

/// While the user types, this much time passes between two looks at the whole workspace.
const PAUSE: Duration = Duration::from_millis(300);

/// What the id of a file that is gone starts with, once the client knows that it is gone.
const GONE: &str = "gone";

/// Answers with what is new. A client that takes partial results asks again and again: such a request stays open
/// while there is nothing new, so that an idle editor costs nothing.
pub(crate) async fn workspace(
    context: Context,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let session = context.snapshot.session.clone();
    let mut generations = session.generations.subscribe();
    let params = Arc::new(params);
    let mut context = context;
    loop {
        generations.mark_unchanged();
        let asked = params.clone();
        let reports = compute("workspace/diagnostic", context.clone(), move |context| {
            collect(&context.snapshot, &asked, &context.stop)
        })
        .await?;
        let may_wait = params.partial_result_params.partial_result_token.is_some() && !session.is_shut_down();
        if !may_wait || reports.has_news {
            let _ = context.written.set(reports.finish().into());
            return Ok(WorkspaceDiagnosticReportResult::Partial(
                WorkspaceDiagnosticReportPartialResult::default(),
            ));
        }
        if generations.changed().await.is_err() {
            return Err(Error::request_cancelled());
        }
        tokio::time::sleep(PAUSE).await;
        context.snapshot = session.snapshot();
    }
}

/// The report on one file that is not open.
#[derive(Clone)]
struct Quiet {
    key: Key,
    uri: String,
    diagnostics: Arc<Diagnostics>,
}

/// An answer as JSON.
#[derive(Default)]
struct Reports {
    items: Vec<u8>,
    /// Whether there is something that the client does not have.
    has_news: bool,
}

impl Reports {
    /// Adds the report on one file; without diagnostics it says that the client has them.
    fn add(&mut self, uri: &Uri, version: Option<i32>, id: &str, diagnostics: Option<&Diagnostics>) {
        if !self.items.is_empty() {
            self.items.push(b',');
        }
        let about = json!({ "uri": uri, "version": version }).to_string();
        let about = about.trim_start_matches('{').trim_end_matches('}');
        let report = diagnostic::report(about, id, diagnostics);
        report.pieces().iter().for_each(|piece| self.items.extend_from_slice(piece));
        self.has_news |= diagnostics.is_some();
    }

    fn finish(self) -> Vec<u8> {
        [&br#"{"items":["#[..], &self.items, b"]}"].concat()
    }
}

/// What is remembered of connectors nobody has open: their models are not kept, but their diagnostics are.
#[derive(Default)]
pub(crate) struct Remembered {
    inner: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    /// What everything below was computed from.
    surroundings: u64,
    settings: Arc<EditorSettings>,
    folders: Option<Arc<Vec<PathBuf>>>,
    quiet: FxHashMap<Job, Arc<Vec<Quiet>>>,
}

impl Remembered {
    /// Forgets everything: what is on disk may have changed without a word.
    pub(crate) fn forget(&self) {
        *lock(&self.inner) = Memory::default();
    }

    /// What is remembered for this state of things; nothing if anything has changed since.
    fn lock(&self, snapshot: &Snapshot) -> MutexGuard<'_, Memory> {
        let mut memory = lock(&self.inner);
        let (surroundings, settings) = (snapshot.world.surroundings, &snapshot.world.settings);
        if memory.surroundings != surroundings || memory.settings != *settings {
            *memory = Memory { surroundings, settings: settings.clone(), ..Memory::default() };
        }
        memory
    }
}

/// The reports on all connectors: those that are new in full, the others as unchanged.
fn collect(snapshot: &Snapshot, params: &WorkspaceDiagnosticParams, stop: &Stop) -> Result<Reports> {
    let session = &snapshot.session;
    let token = params.work_done_progress_params.work_done_token.as_ref();
    let progress = Mutex::new(Progress::new(session, token, "Checking connectors"));
    if !session.flags().watch_registration {
        session.remembered.forget();
    }
    let jobs = all_jobs(snapshot, &progress, stop);
    let told = |done| lock(&progress).step(done, jobs.len());
    let reports = in_parallel(&jobs, stop, |job| report(snapshot, job, stop), told);
    if stop.is_stopped() {
        return Err(Error::request_cancelled());
    }
    let mut known: FxHashMap<Key, &str> = params
        .previous_result_ids
        .iter()
        .map(|id| (Key::of_uri(id.uri.as_str()), id.value.as_str()))
        .collect();
    let mut answer = Reports::default();
    for quiet in reports.iter().flat_map(|report| report.iter()) {
        let open = snapshot.world.documents.get(&quiet.key);
        let id = result_id(open.map(AsRef::as_ref), &quiet.diagnostics);
        let known = known.remove(&quiet.key);
        let Some(uri) = to_proto::uri(&quiet.uri) else { continue };
        let is_known = known == Some(id.as_str());
        let version = open.map(|document| document.version);
        answer.add(&uri, version, &id, (!is_known).then_some(&*quiet.diagnostics));
    }
    // What the client has of files that are no part of a connector any more.
    for id in &params.previous_result_ids {
        if known.contains_key(&Key::of_uri(id.uri.as_str())) && id.value != GONE {
            answer.add(&id.uri, None, GONE, Some(&Diagnostics::default()));
        }
    }
    Ok(answer)
}

/// All connectors: those below the workspace folders, and those of open documents. In order, each once.
pub(crate) fn all_jobs(snapshot: &Snapshot, progress: &Mutex<Progress>, stop: &Stop) -> Vec<Job> {
    let remembered = &snapshot.session.remembered;
    let known = remembered.lock(snapshot).folders.clone();
    let folders = known.unwrap_or_else(|| {
        let mut folders = Vec::new();
        for root in snapshot.world.folders.iter() {
            folders.extend(folders_with(
                &root.path,
                |name| matches!(role_of(name), Some(FileRole::Definition | FileRole::Settings)),
                |found| {
                    lock(progress).step(0, found);
                    !stop.is_stopped()
                },
            ));
        }
        let folders = Arc::new(folders);
        if !stop.is_stopped() {
            remembered.lock(snapshot).folders = Some(folders.clone());
        }
        folders
    });
    let open = snapshot.world.documents.iter().filter_map(|document| Job::of_uri(&document.uri));
    let mut jobs: Vec<Job> = folders.iter().cloned().map(Job::Folder).chain(open).collect();
    jobs.sort();
    jobs.dedup();
    jobs
}

/// The reports on the files of one job; empty if stopped.
fn report(snapshot: &Snapshot, job: &Job, stop: &Stop) -> Arc<Vec<Quiet>> {
    let remembered = &snapshot.session.remembered;
    let has_open =
        snapshot.world.documents.iter().any(|document| Job::of_uri(&document.uri).as_ref() == Some(job));
    if !has_open && let Some(known) = remembered.lock(snapshot).quiet.get(job) {
        return known.clone();
    }
    let report = match analyse(snapshot, job, stop) {
        Ok(analysis) => Arc::new(quiet(snapshot, &analysis)),
        Err(Unanalysed::Stopped) => return Arc::default(),
        Err(Unanalysed::Failed(failure)) => Arc::new(unchecked(snapshot, job, &failure)),
    };
    if !has_open && report.iter().all(|quiet| snapshot.world.documents.get(&quiet.key).is_none()) {
        remembered.lock(snapshot).quiet.insert(job.clone(), report.clone());
    }
    report
}

/// What is said of a connector that could not be checked: where it begins, and in what is open of it.
fn unchecked(snapshot: &Snapshot, job: &Job, failure: &Failure) -> Vec<Quiet> {
    let definitions = match job {
        Job::Folder(folder) => definitions(folder),
        Job::Alone(_) | Job::Config(_) => Vec::new(),
    };
    let on_disk = definitions.iter().map(|path| (Key::of_path(path), snapshot.world.uri_of(path)));
    let open = documents_of(snapshot, job).map(|document| (document.key.clone(), document.uri.to_string()));
    let files: BTreeMap<Key, String> = on_disk.chain(open).collect();
    let diagnostics = failure.diagnostics();
    files.into_iter().map(|(key, uri)| Quiet { key, uri, diagnostics: diagnostics.clone() }).collect()
}

/// The definitions in a folder, by their names.
fn definitions(folder: &Path) -> Vec<PathBuf> {
    let names = workspace::names(folder).into_iter();
    names.filter(|name| role_of(name) == Some(FileRole::Definition)).map(|name| folder.join(name)).collect()
}

fn quiet(snapshot: &Snapshot, analysis: &Analysis) -> Vec<Quiet> {
    let mut reports: Vec<Quiet> = Vec::new();
    for member in analysis.members() {
        if !reports.iter().any(|known| known.key == member.key)
            && let Some(diagnostics) = publish::of_file(snapshot, analysis, &member.key)
        {
            reports.push(Quiet { key: member.key.clone(), uri: member.uri.clone(), diagnostics });
        }
    }
    reports
}

/// Calls `work` for every job, on several threads, and gives the results in the jobs' order.
pub(crate) fn in_parallel<R: Send + Sync + Default + Clone>(
    jobs: &[Job],
    stop: &Stop,
    work: impl Fn(&Job) -> R + Sync,
    done: impl Fn(usize) + Sync,
) -> Vec<R> {
    let results: Vec<Mutex<R>> = jobs.iter().map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    let take = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(number).filter(|_| !stop.is_stopped()) else { break };
            let result = work(job);
            *lock(&results[number]) = result;
            done(number);
        }
    };
    // One processor is left to the user.
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = processors.saturating_sub(1).min(jobs.len()).max(1);
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(take);
        }
        take();
    });
    results.into_iter().map(|result| result.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}
