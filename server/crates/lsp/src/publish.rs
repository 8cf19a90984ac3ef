//! Findings to the client: published by us, or asked for by it.

use std::hash::Hasher;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Instant;

use ide::configuration::Problem;
use rules::{Stop, Tag};
use rustc_hash::{FxHashMap, FxHasher};
use serde_json::json;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity};

use crate::analysis::{Analysis, analyse};
use crate::config_file;
use crate::documents::Document;
use crate::idle_entries;
use crate::jobs::Job;
use crate::lock::lock;
use crate::refresh::{Again, Refresh};
use crate::session::{Session, Snapshot};
use crate::shown_lenses;
use crate::to_proto;
use crate::uri::Key;

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
    fn new(document: &Document, diagnostics: &[Diagnostic]) -> Self {
        Self {
            opening: document.opening,
            version: document.version,
            hash: hash(diagnostics),
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
    pub(crate) fn note(&self, document: &Document, diagnostics: &[Diagnostic]) {
        self.last().insert(document.key.clone(), Sent::new(document, diagnostics));
    }
}

/// A number that is the same for the same diagnostics.
pub(crate) fn hash(diagnostics: &[Diagnostic]) -> u64 {
    let mut hasher = FxHasher::default();
    // Diagnostics always serialise: they are made of text, numbers and lists.
    hasher.write(&serde_json::to_vec(diagnostics).unwrap_or_default());
    hasher.finish()
}

/// One background run: analyses, and tells the client as it wants to be told.
pub(crate) fn run(snapshot: &Snapshot, job: &Job, stop: &Stop) {
    let session = &snapshot.session;
    let started = Instant::now();
    let Some(reports) = reports(snapshot, job, stop) else {
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
            let due = Sent::new(&document, diagnostics.as_deref().unwrap_or_default());
            session.shown_diagnostics.due().insert(document.key.clone(), due);
        }
        if session.shown_diagnostics.is_outdated() {
            refresh_soon(snapshot);
        }
    }
    prepare(snapshot, job, stop);
}

/// Prepares for the next edit, now that everything is told.
fn prepare(snapshot: &Snapshot, job: &Job, stop: &Stop) {
    if !matches!(job, Job::Config(_))
        && let Some(analysis) = analyse(snapshot, job, stop)
    {
        analysis.units.iter().for_each(|unit| unit.prepare(stop));
    }
}

/// An open document with its diagnostics; `None`: it is no part of a connector.
type Report = (Arc<Document>, Option<Vec<Diagnostic>>);

/// The diagnostics of all open documents of a job; `None` if stopped.
fn reports(snapshot: &Snapshot, job: &Job, stop: &Stop) -> Option<Vec<Report>> {
    let world = &snapshot.world;
    if let Job::Config(key) = job {
        let Some(document) = world.documents.get(key) else { return Some(Vec::new()) };
        return Some(vec![(document.clone(), Some(of_config(snapshot, document, stop)?))]);
    }
    let analysis = analyse(snapshot, job, stop)?;
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

/// The diagnostics of one file of an analysis; `None` if it takes no part in it.
pub(crate) fn of_file(snapshot: &Snapshot, analysis: &Analysis, key: &Key) -> Option<Vec<Diagnostic>> {
    let flags = snapshot.session.flags();
    let mut diagnostics: Option<Vec<Diagnostic>> = None;
    let with_file = || analysis.units.iter().filter_map(|unit| Some((unit, unit.member_known_by(key)?)));
    let is_shared = with_file().count() > 1;
    for (unit, member) in with_file() {
        let diagnostics = diagnostics.get_or_insert_default();
        let findings = ide::in_file(&unit.findings, member.file.role)
            .map(|finding| to_proto::diagnostic(finding, unit, &member.file, flags));
        let changes = unit.changes.iter().filter(|change| change.file == member.file.role);
        let changes = changes.map(|change| to_proto::change(change, unit, &member.file, flags));
        for diagnostic in findings.chain(changes) {
            // Two connectors that share a file find the same in it.
            if !is_shared || !diagnostics.contains(&diagnostic) {
                diagnostics.push(diagnostic);
            }
        }
    }
    diagnostics
}

/// The diagnostics of a configuration file: what in it is not understood, and entries that cover nothing any more. `None`
/// if stopped.
pub(crate) fn of_config(snapshot: &Snapshot, document: &Document, stop: &Stop) -> Option<Vec<Diagnostic>> {
    let flags = snapshot.session.flags();
    let said = config_file::of_document(snapshot, document);
    let Some(file) = &said.file else { return Some(Vec::new()) };
    let idle = idle_entries::idle(snapshot, &document.key, &said.configuration, stop)?;
    let diagnostic = |problem: &Problem, tag: Option<Tag>| Diagnostic {
        range: to_proto::range(file, problem.span, flags.encoding),
        severity: Some(DiagnosticSeverity::WARNING),
        source: Some(to_proto::SOURCE.to_owned()),
        message: problem.message.clone(),
        tags: to_proto::tags(tag, flags),
        ..Diagnostic::default()
    };
    let problems = said.problems.iter().map(|problem| diagnostic(problem, None));
    let idle = idle.iter().map(|problem| diagnostic(problem, Some(Tag::Unnecessary)));
    Some(problems.chain(idle).collect())
}

/// Publishes, unless the document has changed since or the client has exactly this already. Documents that are no part
/// of a connector are left alone, but what was once published for them is taken back.
fn publish(session: &Session, document: &Document, diagnostics: Option<&[Diagnostic]>) {
    // The lock keeps the order: what is sent for a moment goes out before that moment can pass.
    let world = session.world();
    let is_current = world.documents.get(&document.key).is_some_and(|now| now.is_same_moment(document));
    if !is_current {
        return;
    }
    let mut last = session.shown_diagnostics.last();
    let before = last.get(&document.key).copied();
    let diagnostics = match diagnostics {
        Some(diagnostics) => diagnostics,
        None if before.is_some_and(|before| !before.is_empty) => &[],
        None => return,
    };
    let now = Sent::new(document, diagnostics);
    if before == Some(now) {
        return;
    }
    last.insert(document.key.clone(), now);
    session.outgoing.notify_latest(
        document.key.as_str(),
        "textDocument/publishDiagnostics",
        &json!({ "uri": &*document.uri, "version": document.version, "diagnostics": diagnostics }),
    );
}

/// Takes back what was published for a document that is now closed.
pub(crate) fn clear(session: &Session, document: &Document) {
    let sent = session.shown_diagnostics.last().remove(&document.key);
    session.shown_diagnostics.due().remove(&document.key);
    if sent.is_some() && !session.flags().pull_diagnostics {
        session.outgoing.notify_latest(
            document.key.as_str(),
            "textDocument/publishDiagnostics",
            &json!({ "uri": &*document.uri, "diagnostics": [] }),
        );
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
