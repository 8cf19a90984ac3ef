//! `textDocument/diagnostic`: the diagnostics of one file, for clients that ask by themselves.

use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

use rules::Stop;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use crate::analysis::analyse;
use crate::documents::Document;
use crate::jobs::Job;
use crate::publish;
use crate::session::Snapshot;
use crate::uri::Key;

/// Answers with the diagnostics at the request's moment, or that they are those the client has.
pub(crate) fn document(
    snapshot: &Snapshot,
    params: &DocumentDiagnosticParams,
    stop: &Stop,
) -> Result<DocumentDiagnosticReportResult> {
    let uri = params.text_document.uri.as_str();
    let key = Key::of_uri(uri);
    let open = snapshot.world.documents.get(&key);
    let mut items = Vec::new();
    for job in snapshot.jobs_of(uri) {
        let found = if let Job::Config(_) = job {
            let found = open.map(|open| publish::of_config(snapshot, open, stop));
            found.map(|found| found.ok_or_else(Error::request_cancelled)).transpose()?
        } else {
            let analysis = analyse(snapshot, &job, stop).ok_or_else(Error::request_cancelled)?;
            publish::of_file(snapshot, &analysis, &key)
        };
        if let Some(found) = found {
            items = found;
            break;
        }
    }
    if let Some(open) = open {
        snapshot.session.shown_diagnostics.note(open, &items);
    }
    let result_id = result_id(open.map(AsRef::as_ref), &items);
    Ok(DocumentDiagnosticReportResult::Report(if params.previous_result_id.as_ref() == Some(&result_id) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: Some(result_id),
                items,
            },
        })
    }))
}

/// The id of a result. It names this run of the server and the opening of the document: a client that closes a document
/// throws its diagnostics away, so that they must come again when it is opened, even if they are the same.
pub(crate) fn result_id(open: Option<&Document>, items: &[Diagnostic]) -> String {
    static RUN: OnceLock<u64> = OnceLock::new();
    let run = RUN.get_or_init(|| RandomState::new().hash_one(0));
    let hash = publish::hash(items);
    match open {
        Some(document) => format!("{run:x}.{}.{}.{hash:x}", document.opening, document.version),
        None => format!("{run:x}.disk.{hash:x}"),
    }
}
