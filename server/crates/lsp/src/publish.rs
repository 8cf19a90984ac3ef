//! Findings to the client: published by us, or asked for by it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Instant;

use connector::{FileRole, role_of};
use ide::configuration::Problem;
use rules::{Stop, Tag};
use rustc_hash::FxHashMap;

use crate::analysis::{Analysis, analyse};
use crate::body::Body;
use crate::config_file;
use crate::diagnostics::{Diagnostics, List};
use crate::documents::Document;
use crate::handlers::debug;
use crate::idle_entries;
use crate::ingress::panic_text;
use crate::jobs::Job;
use crate::lock::lock;
use crate::quarantine::{Failure, Unanalysed, documents_of};
use crate::refresh::{Again, Refresh};
use crate::session::{Session, Snapshot};
use crate::shown_lenses;
use crate::to_proto;
use crate::uri::{self, Key};

/// What the client was last sent, by published diagnostics or in an answer.
#[derive(Default)]
pub(crate) struct ShownDiagnostics {
    last: Mutex<FxHashMap<Key, Sent>>,
    /// To a client that asks by itself: what it would get now for a document.
    due: Mutex<FxHashMap<Key, Sent>>,
    refresh: Refresh,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Sent {
    opening: u64,
    version: i32,
    hash: u64,
    is_empty: bool,
}

impl Sent {
    fn new(document: &Document, diagnostics: &Diagnostics) -> Self {
        Self {
            opening: document.opening,
            version: document.version,
            hash: diagnostics.hash(),
            is_empty: diagnostics.is_empty(),
        }
    }
}

impl ShownDiagnostics {
    fn last(&self) -> MutexGuard<'_, FxHashMap<Key, Sent>> {
        lock(&self.last)
    }

    fn due(&self) -> MutexGuard<'_, FxHashMap<Key, Sent>> {
        lock(&self.due)
    }

    /// Whether the client shows something else than it would get, for a document that it has no reason of its own to
    /// ask for again: its text is the same as when it asked.
    fn is_outdated(&self) -> bool {
        let last = self.last();
        self.due().iter().any(|(key, due)| {
            last.get(key).is_some_and(|last| {
                last.opening == due.opening && last.version == due.version && last.hash != due.hash
            })
        })
    }

    /// Notes what a request for the diagnostics of an open document was answered.
    pub(crate) fn note(&self, document: &Document, diagnostics: &Diagnostics) {
        self.last().insert(document.key.clone(), Sent::new(document, diagnostics));
    }
}

/// One background run: analyses, and tells the client as it wants to be told.
pub(crate) fn run(snapshot: &Snapshot, job: &Job, stop: &Stop) {
    let session = &snapshot.session;
    let started = Instant::now();
    let found = catch_unwind(AssertUnwindSafe(|| reports(snapshot, job, stop))).unwrap_or_else(|panic| {
        Some(unchecked(snapshot, job, &session.quarantine.hold(snapshot, job, panic_text(&*panic))))
    });
    let Some(reports) = found else {
        session.log.debug(|| format!("{job:?}: stopped after {:?}", started.elapsed()));
        return;
    };
    session.log.debug(|| format!("{job:?}: {} open documents in {:?}", reports.len(), started.elapsed()));
    if !session.flags().pull_diagnostics {
        for (document, diagnostics) in reports {
            publish(session, &document, diagnostics.as_deref());
        }
    } else if session.flags().diagnostic_refresh {
        for (document, diagnostics) in reports {
            let due = diagnostics.map_or_else(
                || Sent::new(&document, &Diagnostics::default()),
                |diagnostics| Sent::new(&document, &diagnostics),
            );
            session.shown_diagnostics.due().insert(document.key.clone(), due);
        }
        if session.shown_diagnostics.is_outdated() {
            refresh_soon(snapshot);
        }
    }
    // Now that everything is told, the next edit is prepared for.
    if let Some(analysis) = session.analyses.latest(job).filter(|_| !stop.is_stopped()) {
        analysis.forget_earlier();
        analysis.units.iter().for_each(|unit| unit.prepare(stop));
    }
}

/// An open document with its diagnostics; `None`: it is no part of a connector.
type Report = (Arc<Document>, Option<Arc<Diagnostics>>);

/// The diagnostics of all open documents of a job; `None` if stopped.
fn reports(snapshot: &Snapshot, job: &Job, stop: &Stop) -> Option<Vec<Report>> {
    let world = &snapshot.world;
    if let Some(failure) = snapshot.session.quarantine.failure(snapshot, job) {
        return Some(unchecked(snapshot, job, &failure));
    }
    if let Job::Config(key) = job {
        let Some(document) = world.documents.get(key) else { return Some(Vec::new()) };
        return Some(vec![(document.clone(), Some(of_config(snapshot, document, stop)?))]);
    }
    let analysis = match analyse(snapshot, job, stop) {
        Ok(analysis) => analysis,
        Err(Unanalysed::Stopped) => return None,
        Err(Unanalysed::Failed(failure)) => return Some(unchecked(snapshot, job, &failure)),
    };
    debug::provoke(snapshot, analysis.members(), "the run");
    shown_lenses::compare(snapshot, &analysis);
    idle_entries::compare(snapshot, job, &analysis);
    let mut reports: Vec<Report> = Vec::new();
    for document in analysis.members().filter_map(|member| member.open.as_ref()) {
        // A file may belong to several connectors of its folder.
        if !reports.iter().any(|(known, _)| known.key == document.key) {
            reports.push((document.clone(), of_file(snapshot, &analysis, &document.key)));
        }
    }
    for document in world.documents.iter() {
        let is_rest = Job::of_uri(&document.uri).as_ref() == Some(job)
            && !reports.iter().any(|(known, _)| known.key == document.key);
        // The connector of another folder may have it; then that one's run speaks for it.
        let is_elsewhere =
            || snapshot.session.analyses.jobs_with(&document.key).iter().any(|other| other != job);
        if is_rest && !is_elsewhere() {
            reports.push((document.clone(), None));
        }
    }
    Some(reports)
}

/// What is said of the open documents of a job that could not be checked. Those that only may belong to it are left out.
fn unchecked(snapshot: &Snapshot, job: &Job, failure: &Failure) -> Vec<Report> {
    let is_part = |document: &&Arc<Document>| {
        let role = role_of(&uri::file_name_of(&document.uri));
        matches!(job, Job::Config(_))
            || role.is_some_and(|role| role != FileRole::Settings)
            || snapshot.session.analyses.jobs_with(&document.key).contains(job)
    };
    let documents = documents_of(snapshot, job).filter(is_part);
    documents.map(|document| (document.clone(), Some(failure.diagnostics()))).collect()
}

/// The diagnostics of one file of an analysis; `None` if it takes no part in it. They are written once.
pub(crate) fn of_file(snapshot: &Snapshot, analysis: &Analysis, key: &Key) -> Option<Arc<Diagnostics>> {
    let mut written = lock(&analysis.written);
    if let Some(known) = written.get(key) {
        return known.clone();
    }
    let flags = snapshot.session.flags();
    let units = analysis.units.iter();
    let with_file: Vec<_> = units.filter_map(|unit| Some((unit, unit.member_known_by(key)?))).collect();
    let found = (!with_file.is_empty()).then(|| {
        let mut list = List::after(lock(&analysis.earlier).get(key).cloned());
        for (unit, member) in &with_file {
            // Two connectors that share a file find the same in it.
            list.add_unit(unit, member, flags, with_file.len() > 1);
        }
        Arc::new(list.finish())
    });
    written.insert(key.clone(), found.clone());
    found
}

/// The diagnostics of a configuration file: what in it is not understood, and entries that cover nothing any more. `None`
/// if stopped.
pub(crate) fn of_config(snapshot: &Snapshot, document: &Document, stop: &Stop) -> Option<Arc<Diagnostics>> {
    let flags = snapshot.session.flags();
    let said = config_file::of_document(snapshot, document);
    let Some(file) = &said.file else { return Some(Arc::default()) };
    let idle = idle_entries::idle(snapshot, &document.key, &said.configuration, stop)?;
    let mut list = List::new();
    let mut add = |problem: &Problem, tag: Option<Tag>| {
        let range = to_proto::range(file, problem.span, flags.encoding);
        list.add_problem(range, &problem.message, to_proto::tags(tag, flags));
    };
    said.problems.iter().for_each(|problem| add(problem, None));
    for problem in &idle {
        add(problem, Some(Tag::Unnecessary));
    }
    Some(Arc::new(list.finish()))
}

/// Publishes, unless the document has changed since or the client has exactly this already. Documents that are no part
/// of a connector are left alone, but what was once published for them is taken back.
fn publish(session: &Session, document: &Document, diagnostics: Option<&Diagnostics>) {
    // The lock keeps the order: what is sent for a moment goes out before that moment can pass.
    let world = session.world();
    let is_current = world.documents.get(&document.key).is_some_and(|now| now.is_same_moment(document));
    if !is_current {
        return;
    }
    let mut last = session.shown_diagnostics.last();
    let before = last.get(&document.key).copied();
    let none = Diagnostics::default();
    let diagnostics = match diagnostics {
        Some(diagnostics) => diagnostics,
        None if before.is_some_and(|before| !before.is_empty) => &none,
        None => return,
    };
    let now = Sent::new(document, diagnostics);
    if before == Some(now) {
        return;
    }
    last.insert(document.key.clone(), now);
    send(session, document, Some(document.version), diagnostics);
}

fn send(session: &Session, document: &Document, version: Option<i32>, diagnostics: &Diagnostics) {
    // Text always becomes JSON.
    let mut params = br#"{"uri":"#.to_vec();
    params.extend(serde_json::to_vec(&*document.uri).unwrap_or_default());
    if let Some(version) = version {
        params.extend(format!(r#","version":{version}"#).into_bytes());
    }
    params.extend_from_slice(br#","diagnostics":"#);
    let params = Body::new(params, diagnostics.json(), b"}".to_vec());
    session.outgoing.notify_latest(document.key.as_str(), "textDocument/publishDiagnostics", params);
}

/// Takes back what was published for a document that is now closed.
pub(crate) fn clear(session: &Session, document: &Document) {
    let sent = session.shown_diagnostics.last().remove(&document.key);
    session.shown_diagnostics.due().remove(&document.key);
    if sent.is_some() && !session.flags().pull_diagnostics {
        send(session, document, None, &Diagnostics::default());
    }
}

/// Asks the client to ask again, if what it shows is not what it would get.
fn refresh_soon(snapshot: &Snapshot) {
    fn shown(session: &Session) -> &ShownDiagnostics {
        &session.shown_diagnostics
    }
    let again = Again {
        mark: |session| &shown(session).refresh,
        is_due: |session| shown(session).is_outdated(),
        ask: |client| Box::pin(crate::client::refresh_diagnostics(client)),
    };
    again.soon(&snapshot.session);
}
