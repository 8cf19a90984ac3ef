//! What a fault of our own kept from being checked or answered. It is told once, and not tried again before something
//! has changed: a fault in one version of one file must not cost more than that version.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use ide::failure;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{self, ErrorCode};

use crate::analysis::Moment;
use crate::diagnostics::{Diagnostics, List};
use crate::documents::{Document, uri_of_params};
use crate::ingress::panic_text;
use crate::jobs::Job;
use crate::lock::lock;
use crate::session::Snapshot;
use crate::settings::EditorSettings;
use crate::uri::Key;

/// Why there is no analysis.
pub(crate) enum Unanalysed {
    /// Nobody wants it any more.
    Stopped,
    /// A fault of ours.
    Failed(Arc<Failure>),
}

/// A panic of an analysis.
pub(crate) struct Failure {
    /// What it said.
    reason: String,
    /// What was analysed.
    state: State,
    is_answered: AtomicBool,
}

impl Failure {
    /// The finding that stands for all others of a file.
    pub(crate) fn diagnostics(&self) -> Arc<Diagnostics> {
        let mut list = List::new();
        list.add_failure(failure::CODE, &failure::message(&self.reason));
        Arc::new(list.finish())
    }

    /// The answer to the first request that needs the analysis. Those after it get none: editors ask with every move of
    /// the cursor, and some show each error.
    pub(crate) fn first_answer(&self) -> Option<jsonrpc::Error> {
        let is_first = !self.is_answered.swap(true, Ordering::SeqCst);
        is_first.then(|| jsonrpc::Error {
            code: ErrorCode::InternalError,
            message: failure::message(&self.reason).into(),
            data: None,
        })
    }
}

/// Everything that an analysis depends on, told apart without looking into it.
#[derive(PartialEq)]
struct State {
    surroundings: u64,
    settings: Arc<EditorSettings>,
    documents: Vec<(Key, Moment)>,
}

impl State {
    fn of(snapshot: &Snapshot, job: &Job) -> Self {
        let world = &snapshot.world;
        let documents = documents_of(snapshot, job);
        let mut documents: Vec<_> =
            documents.map(|document| (document.key.clone(), Moment::of(document))).collect();
        documents.sort_by(|one, other| one.0.cmp(&other.0));
        Self { surroundings: world.surroundings, settings: world.settings.clone(), documents }
    }
}

/// The open documents that take part in a job, as far as is known without reading them.
pub(crate) fn documents_of<'s>(
    snapshot: &'s Snapshot,
    job: &'s Job,
) -> impl Iterator<Item = &'s Arc<Document>> {
    snapshot.world.documents.iter().filter(move |document| snapshot.jobs_of(&document.uri).contains(job))
}

/// The faults that stand.
#[derive(Default)]
pub(crate) struct Quarantine {
    analyses: Mutex<FxHashMap<Job, Arc<Failure>>>,
    requests: Mutex<FailedRequests>,
}

/// Requests that failed, by document and name, all at one generation of the world.
#[derive(Default)]
struct FailedRequests {
    generation: u64,
    known: FxHashSet<(Key, String)>,
}

impl Quarantine {
    /// The failure of a job, if nothing has changed since.
    pub(crate) fn failure(&self, snapshot: &Snapshot, job: &Job) -> Option<Arc<Failure>> {
        let known = lock(&self.analyses).get(job).cloned()?;
        (known.state == State::of(snapshot, job)).then_some(known)
    }

    /// Analyses a job, unless that has failed already for the same state of things.
    pub(crate) fn guard<R>(
        &self,
        snapshot: &Snapshot,
        job: &Job,
        work: impl FnOnce() -> Option<R>,
    ) -> Result<R, Unanalysed> {
        if let Some(failure) = self.failure(snapshot, job) {
            return Err(Unanalysed::Failed(failure));
        }
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(found) => found.ok_or(Unanalysed::Stopped),
            Err(panic) => Err(Unanalysed::Failed(self.hold(snapshot, job, panic_text(&*panic)))),
        }
    }

    /// Notes that a job has failed.
    pub(crate) fn hold(&self, snapshot: &Snapshot, job: &Job, reason: &str) -> Arc<Failure> {
        snapshot.session.log.error(format!("Checking {job:?} failed: {reason}"));
        documents_of(snapshot, job).for_each(|document| document.suspect());
        let state = State::of(snapshot, job);
        let failure =
            Arc::new(Failure { reason: reason.to_owned(), state, is_answered: AtomicBool::default() });
        lock(&self.analyses).insert(job.clone(), failure.clone());
        failure
    }

    /// Notes that a request has failed by a fault of ours.
    pub(crate) fn hold_request(&self, asked: Asked) {
        let mut failed = lock(&self.requests);
        if failed.generation < asked.generation {
            *failed = FailedRequests { generation: asked.generation, known: FxHashSet::default() };
        }
        if failed.generation == asked.generation {
            failed.known.insert(asked.name);
        }
    }

    /// The answer to a request that is not tried again: nothing.
    pub(crate) fn answer(&self, asked: &Asked) -> Option<Value> {
        let failed = lock(&self.requests);
        let is_known = failed.generation == asked.generation && failed.known.contains(&asked.name);
        is_known.then(|| asked.nothing.clone())
    }
}

/// A request that an editor sends by itself, about a document.
pub(crate) struct Asked {
    name: (Key, String),
    generation: u64,
    nothing: Value,
}

impl Asked {
    /// `None` for requests that somebody has made by hand, who wants to know what became of them.
    pub(crate) fn new(snapshot: &Snapshot, method: &str, params: Option<&Value>) -> Option<Self> {
        let nothing = nothing(method)?;
        let key = Key::of_uri(uri_of_params(params?)?);
        Some(Self { name: (key, method.to_owned()), generation: snapshot.world.generation, nothing })
    }
}

/// What says that there is nothing, for the requests that come by themselves while somebody types or looks around.
fn nothing(method: &str) -> Option<Value> {
    match method.strip_prefix("textDocument/")? {
        "codeAction"
        | "codeLens"
        | "completion"
        | "documentHighlight"
        | "documentLink"
        | "documentSymbol"
        | "foldingRange"
        | "hover"
        | "inlayHint"
        | "selectionRange"
        | "semanticTokens/full"
        | "semanticTokens/full/delta"
        | "semanticTokens/range"
        | "signatureHelp" => Some(Value::Null),
        "documentColor" => Some(json!([])),
        _ => None,
    }
}
