//! Which code lenses the client shows, so that it is told to ask again when another file or what is published changes
//! them.
//!
//! A client asks by itself when the text of a document changes; lenses also count what names an operation in other
//! files, and what has changed since the published state.

use std::hash::{Hash, Hasher};
use std::sync::{Mutex, MutexGuard};

use ide::CodeLens;
use rustc_hash::{FxHashMap, FxHasher};

use crate::analysis::Analysis;
use crate::documents::Document;
use crate::lock::lock;
use crate::refresh::{Again, Refresh};
use crate::session::Snapshot;
use crate::uri::Key;

/// What the client was last answered, for each document that it asked about.
#[derive(Default)]
pub(crate) struct ShownLenses {
    by_document: Mutex<FxHashMap<Key, Shown>>,
    refresh: Refresh,
}

/// An answer about one version of a document.
struct Shown {
    opening: u64,
    version: i32,
    hash: u64,
    /// What the answer would be now, if that is another one and the client was not told yet.
    due: Option<u64>,
}

impl ShownLenses {
    fn by_document(&self) -> MutexGuard<'_, FxHashMap<Key, Shown>> {
        lock(&self.by_document)
    }

    /// Notes an answer about an open document.
    pub(crate) fn note(&self, document: &Document, lenses: &[CodeLens]) {
        let (opening, version) = (document.opening, document.version);
        let shown = Shown { opening, version, hash: hash(lenses), due: None };
        self.by_document().insert(document.key.clone(), shown);
    }

    /// Forgets a document that was closed.
    pub(crate) fn forget(&self, key: &Key) {
        self.by_document().remove(key);
    }

    fn is_outdated(&self) -> bool {
        self.by_document().values().any(|shown| shown.due.is_some())
    }

    /// Notes that the client is told to ask again. Whether it does is its own matter: it is not told twice.
    fn take_due(&self) -> bool {
        let mut any = false;
        for shown in self.by_document().values_mut() {
            if let Some(due) = shown.due.take() {
                shown.hash = due;
                any = true;
            }
        }
        any
    }

    /// Whether the client was answered about exactly this version.
    fn is_answered(&self, document: &Document) -> bool {
        self.by_document().get(&document.key).is_some_and(|shown| shown.is_of(document))
    }
}

impl Shown {
    fn is_of(&self, document: &Document) -> bool {
        self.opening == document.opening && self.version == document.version
    }
}

fn hash(lenses: &[CodeLens]) -> u64 {
    let mut hasher = FxHasher::default();
    lenses.hash(&mut hasher);
    hasher.finish()
}

/// Compares what the client shows with what an analysis has come to, and tells it to ask again if it must.
pub(crate) fn compare(snapshot: &Snapshot, analysis: &Analysis) {
    let session = &snapshot.session;
    if !session.flags().lens_refresh {
        return;
    }
    let shown = &session.shown_lenses;
    for unit in &analysis.units {
        for member in &unit.members {
            let Some(document) = member.open.as_ref().filter(|document| shown.is_answered(document)) else {
                continue;
            };
            let now = hash(&ide::code_lenses(&unit.view(), member.file.role));
            if let Some(known) = shown.by_document().get_mut(&document.key)
                && known.is_of(document)
            {
                known.due = (known.hash != now).then_some(now);
            }
        }
    }
    if shown.is_outdated() {
        let again = Again {
            mark: |session| &session.shown_lenses.refresh,
            is_due: |session| session.shown_lenses.take_due(),
            ask: |client| Box::pin(crate::client::refresh_lenses(client)),
        };
        again.soon(session);
    }
}
